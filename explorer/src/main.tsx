/** The frame of all pages: head, navigation, the page, foot. */
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { loaded, type Meta, receive } from "./data";
import { PAGES } from "./pages";
import { link, type Route, usePlace, useRoute } from "./route";
import "./style/app.css";
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
  return page ? <page.show meta={meta} route={route} /> : <p role="alert">{say("app.nothing")}</p>;
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
  useEffect(() => {
    const heading = document.querySelector("h1")?.textContent;
    document.title = [heading, meta.title].filter(Boolean).join(" · ");
  });
  usePlace(route);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("content")?.focus()}>
        {say("app.skip")}
      </button>
      <header class="masthead">
        <div class="top">
          <p class="title" lang="zh-CN">
            {meta.title}
            {meta.mark && <span class="mark">{meta.mark}</span>}
          </p>
          <button type="button" class="language" lang={other === "zh" ? "zh-CN" : "en"} onClick={change}>
            {say("app.language")}
          </button>
        </div>
        <p class="facts">
          {say(meta.edition === "public" ? "app.public" : "app.internal")} ·{" "}
          {say("app.period", { period: meta.period })} · {say("app.date", { date: meta.run_date })}
        </p>
        <nav class="pages" aria-label={say("app.title")}>
          {menu(meta).map((page) => (
            <a key={page.name} href={link(page.name)} aria-current={route.page === page.name ? "page" : undefined}>
              {say(`page.${page.name}`)}
            </a>
          ))}
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        <Page meta={meta} route={route} />
      </main>
      <footer class="colophon">
        <p>
          {meta.criteria && (
            <>
              {say("app.criteria")} <span lang="zh-CN">{meta.criteria}</span> ·{" "}
            </>
          )}
          {say("app.fingerprint")} <code>{meta.fingerprint}</code>
        </p>
      </footer>
    </>
  );
}

function menu(meta: Meta) {
  return PAGES.filter((page) => page.menu && meta.pages.includes(page.name));
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
