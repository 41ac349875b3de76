/** The public edition: the annexes of the circular as they are printed, to be searched and sorted. */
import { useMemo } from "preact/hooks";
import type { Annex } from "../data/annexes";
import { Loaded } from "../parts/loading";
import { Count, found, Search } from "../parts/search";
import { parseSort, sortText } from "../parts/sorting";
import { type Column, DataTable } from "../parts/table";
import { changeQuery, link, type Route } from "../route";
import { say } from "../words";
import type { PageProps } from ".";
import "../style/annexes.css";

interface Row {
  place: number;
  cells: string[];
}

export function Annexes({ route }: PageProps) {
  return (
    <>
      <h1>{say("page.ranking")}</h1>
      <Loaded<Annex[]> file="annexes">
        {(annexes) => {
          const place = Math.max(Number(route.id || "1"), 1) - 1;
          const shown = annexes[place] ?? annexes[0];
          return (
            <>
              {annexes.length > 1 && <Tabs annexes={annexes} shown={shown} />}
              {shown && <Shown key={shown.label} annex={shown} route={route} />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Tabs({ annexes, shown }: { annexes: Annex[]; shown: Annex | undefined }) {
  return (
    <nav class="tabs" aria-label={say("annex.list")} lang="zh-CN">
      {annexes.map((annex, i) => (
        <a key={annex.label} href={link("ranking", String(i + 1))} aria-current={annex === shown ? "page" : undefined}>
          {annex.label}　{annex.title}
        </a>
      ))}
    </nav>
  );
}

function Shown({ annex, route }: { annex: Annex; route: Route }) {
  const wanted = route.query.get("q") ?? "";
  const all = annex.search.length;
  const units = annex.search.some(Boolean);
  const parts = useMemo(() => sections(annex, wanted.trim()), [annex, wanted]);
  const shown = parts.reduce((sum, part) => sum + part.rows.length, 0);
  const columns = useMemo(() => annexColumns(annex), [annex]);
  return (
    <section lang="zh-CN" class="annex">
      <h2>{annex.title}</h2>
      {annex.sentence && <p>{annex.sentence}</p>}
      {units && (
        <div lang={document.documentElement.lang}>
          <div class="fields">
            <Search value={wanted} change={(q) => changeQuery(route, { q })} />
          </div>
          <Count shown={shown} all={all} />
        </div>
      )}
      {parts
        .filter((part) => part.rows.length)
        .map((part) => (
          <div key={part.title}>
            {part.title && <h3>{part.title}</h3>}
            <DataTable
              caption={part.title ? `${annex.title}（${part.title}）` : annex.title}
              columns={columns}
              rows={part.rows}
              rowKey={(row) => row.place}
              sort={parseSort(route.query.get("sort"))}
              onSort={(next) => changeQuery(route, { sort: sortText(next) })}
            />
          </div>
        ))}
      {annex.notes.length > 0 && (
        <ul class="annex-notes">
          {annex.notes.map((note) => (
            <li key={note.text}>
              {note.mark}
              {note.text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function sections(annex: Annex, wanted: string): { title: string; rows: Row[] }[] {
  let start = 0;
  return annex.sections.map(([title, count]) => {
    const places = Array.from({ length: count }, (_, i) => start + i);
    start += count;
    const kept = places.filter((place) => !wanted || found(annex.search[place] ?? "", wanted));
    return { title, rows: kept.map((place) => ({ place, cells: annex.columns.map((one) => one.cells[place] ?? "") })) };
  });
}

function annexColumns(annex: Annex): Column<Row>[] {
  return annex.columns.map((column, i) => ({
    key: `c${i + 1}`,
    head: column.head,
    ...(column.full ? { below: column.full } : {}),
    kind: column.kind === "name" ? "name" : column.kind === "number" || column.kind === "rank" ? "number" : "text",
    text: (row) => row.cells[i] ?? "",
    down: column.kind === "number",
    minor: column.kind === "number" && i !== annex.columns.findLastIndex((one) => one.kind === "number"),
    ...(column.kind === "names" || column.kind === "chart" ? { by: false as const } : {}),
  }));
}
