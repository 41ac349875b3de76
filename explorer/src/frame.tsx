/** What stands around every page: title of the assessment, edition, pages, what it was scored by. */
import { useEffect } from "preact/hooks";
import type { Meta } from "./data";
import { PAGES } from "./pages";
import { Jump } from "./parts/jump";
import { link } from "./route";
import { type Language, say } from "./words";

interface MastheadProps {
  meta: Meta;
  /** The page that is shown. */
  page: string;
  /** The language that is offered. */
  other: Language;
  change: () => void;
}

export function Masthead({ meta, page, other, change }: MastheadProps) {
  const menu = PAGES.filter((one) => one.menu && meta.pages.includes(one.name));
  return (
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
      <p class="facts">{facts(meta).join(" · ")}</p>
      <div class="pages">
        {menu.length > 1 && (
          <nav aria-label={say("app.title")}>
            {menu.map((one) => (
              <a key={one.name} href={link(one.name)} aria-current={page === one.name ? "page" : undefined}>
                {say(`page.${one.name}`)}
              </a>
            ))}
          </nav>
        )}
        {meta.pages.includes("unit") && <Jump meta={meta} />}
      </div>
    </header>
  );
}

/** Edition, period and date; the date of the public edition is that of its circular. */
function facts(meta: Meta): string[] {
  const open = meta.edition === "public";
  return [
    say(open ? "app.public" : "app.internal"),
    meta.period && say("app.period", { period: meta.period }),
    meta.run_date && say(open ? "app.dated" : "app.date", { date: meta.run_date }),
    meta.sample ? say("app.sample") : "",
  ].filter(Boolean);
}

export function Colophon({ meta }: { meta: Meta }) {
  if (!meta.criteria && !meta.fingerprint) return null;
  return (
    <footer class="colophon">
      <p>
        {meta.criteria && (
          <>
            {say("app.criteria")} <span lang="zh-CN">{meta.criteria}</span>
          </>
        )}
        {meta.criteria && meta.fingerprint && " · "}
        {meta.fingerprint && (
          <>
            {say("app.fingerprint")} <code>{meta.fingerprint}</code>
          </>
        )}
      </p>
    </footer>
  );
}

/** The title of the window is that of the page, whenever its data arrive. */
export function useTitle(meta: Meta): void {
  useEffect(() => {
    const content = document.getElementById("content");
    if (!content) return;
    const name = () => {
      const heading = content.querySelector("h1")?.textContent;
      const title = [heading, meta.title].filter(Boolean).join(" · ");
      if (document.title !== title) document.title = title;
    };
    const watch = new MutationObserver(name);
    watch.observe(content, { childList: true, subtree: true, characterData: true });
    name();
    return () => watch.disconnect();
  }, [meta]);
}
