/** The frame of all pages: head, navigation, the page, foot. */
import { render } from "preact";
import { useState } from "preact/hooks";
import { loaded, type Meta, receive } from "./data";
import { Colophon, Masthead, useTitle } from "./frame";
import { PAGES } from "./pages";
import { Guard } from "./parts/guard";
import { Missing } from "./parts/missing";
import { type Route, usePlace, useRoute } from "./route";
import "./style/app.css";
import "./style/fields.css";
import "./style/narrow.css";
import "./style/table.css";
import { chooseLanguage, currentLanguage, type Language, say } from "./words";

const KEY = "scoring.language";

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? kept();
  return asked === "en" || asked === "zh" ? asked : navigator.language.startsWith("en") ? "en" : "zh";
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // pages from the disk may have no storage
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // asked again next time
  }
}

function Page({ meta, route }: { meta: Meta; route: Route }) {
  const page = PAGES.find((found) => found.name === route.page && meta.pages.includes(found.name));
  return page ? <page.show meta={meta} route={route} /> : <Missing words={say("app.nothing")} />;
}

function App({ meta }: { meta: Meta }) {
  const route = useRoute();
  const [language, setLanguage] = useState(currentLanguage());
  const other: Language = language === "zh" ? "en" : "zh";
  const change = () => {
    chooseLanguage(other);
    keep(other);
    setLanguage(other);
  };
  useTitle(meta);
  usePlace(route);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {say("app.skip")}
      </button>
      <Masthead meta={meta} page={route.page} other={other} change={change} />
      <main id="content" tabIndex={-1}>
        <Guard at={`${route.page}/${route.id}`}>
          <Page meta={meta} route={route} />
        </Guard>
      </main>
      <Colophon meta={meta} />
    </>
  );
}

function start(): void {
  const root = document.getElementById("app");
  if (!root) return;
  chooseLanguage(firstLanguage());
  const meta = loaded("meta");
  render(meta ? <App meta={meta} /> : <p role="alert">{say("app.missing", { file: "data/meta.js" })}</p>, root);
}

receive();
addEventListener("DOMContentLoaded", start);
