/** Ranking of one group: sorted, filtered, searched. */
import { useMemo, useState } from "preact/hooks";
import type { RankingGroup } from "../data";
import { Loaded } from "../parts/loading";
import { link } from "../route";
import { say } from "../words";
import type { PageProps } from ".";

export function Ranking({ meta, route }: PageProps) {
  const chosen = meta.groups.find((group) => group.id === route.id) ?? meta.groups[0];
  return (
    <>
      <h1>{say("page.ranking")}</h1>
      <nav class="tabs" aria-label={say("page.ranking")}>
        {meta.groups.map((group) => (
          <a key={group.id} href={link("ranking", group.id)} aria-current={group === chosen ? "page" : undefined}>
            {group.title}
          </a>
        ))}
      </nav>
      <Loaded<RankingGroup[]> file="ranking">
        {(groups) => {
          const shown = groups.find((group) => group.id === chosen?.id);
          return shown ? <Table group={shown} meta={meta} key={shown.id} /> : null;
        }}
      </Loaded>
    </>
  );
}

function Table({ group, meta }: { group: RankingGroup; meta: PageProps["meta"] }) {
  const [wanted, setWanted] = useState("");
  const rows = useMemo(
    () => group.rows.filter((row) => meta.units[row.unit]?.search.includes(wanted.trim().toLowerCase())),
    [group, wanted, meta],
  );
  return (
    <>
      <label class="search">
        {say("ranking.search")}
        <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <p class="quiet" aria-live="polite">
        {say("ranking.found", { all: group.rows.length, shown: rows.length })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say("ranking.rank")}</th>
            <th scope="col">{say("ranking.unit")}</th>
            <th scope="col">{say("ranking.total")}</th>
            <th scope="col">{say("ranking.grade")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unit}>
              <td>{row.rank}</td>
              <th scope="row">{meta.units[row.unit]?.name}</th>
              <td>{row.total}</td>
              <td>{row.grade}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
