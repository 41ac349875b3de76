/** A field in the head of every page that leads to any unit: what is typed is found as in the ranking. */
import { useState } from "preact/hooks";
import type { Meta } from "../data";
import { link } from "../route";
import { say } from "../words";
import { found } from "./search";
import "../style/jump.css";

const MOST = 8; // more would hide the page; another letter makes them fewer

export function Jump({ meta }: { meta: Meta }) {
  const [wanted, setWanted] = useState("");
  const typed = wanted.trim();
  const units = typed ? meta.units.filter((unit) => found(unit.search, typed)) : [];
  const go = (event: Event) => {
    event.preventDefault();
    const [first] = units;
    if (first) leave(link("unit", first.id));
  };
  const leave = (address: string) => {
    setWanted("");
    location.hash = address;
  };
  return (
    <search class="jump">
      <form onSubmit={go} onKeyDown={(event) => event.key === "Escape" && setWanted("")}>
        <input
          type="search"
          autocomplete="off"
          spellcheck={false}
          aria-label={say("jump.label")}
          title={say("search.label")}
          placeholder={say("jump.label")}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        <span class="hidden" aria-live="polite">
          {typed && say("search.some", { all: meta.units.length, shown: units.length })}
        </span>
        {typed && (
          <ul lang="zh-CN">
            {units.slice(0, MOST).map((unit) => (
              <li key={unit.id}>
                <a href={link("unit", unit.id)} onClick={() => setWanted("")}>
                  {unit.name}
                </a>
              </li>
            ))}
            {units.length > MOST && (
              <li lang={document.documentElement.lang}>{say("jump.more", { n: units.length - MOST })}</li>
            )}
            {!units.length && <li lang={document.documentElement.lang}>{say("jump.none")}</li>}
          </ul>
        )}
      </form>
    </search>
  );
}
