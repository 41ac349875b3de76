/** Ranking of one group: sorted, filtered, searched; what was asked for stands in the address. */
import { useMemo } from "preact/hooks";
import type { RankingGroup, RankingRow } from "../data";
import { Loaded } from "../parts/loading";
import { Choice, Count, found, Search } from "../parts/search";
import { parseSort, sortText } from "../parts/sorting";
import { DataTable } from "../parts/table";
import { changeQuery, link } from "../route";
import { say } from "../words";
import type { PageProps } from ".";
import { Annexes } from "./annexes";
import { rankingColumns } from "./ranking-columns";
import { ScoreStrip } from "./ranking-strip";
import "../style/ranking.css";

export function Ranking(props: PageProps) {
  return props.meta.edition === "public" ? <Annexes {...props} /> : <Groups {...props} />;
}

function Groups({ meta, route }: PageProps) {
  const chosen = meta.groups.find((group) => group.id === route.id) ?? meta.groups[0];
  return (
    <>
      <h1>{say("page.ranking")}</h1>
      {meta.groups.length > 1 && (
        <nav class="tabs" aria-label={say("page.ranking")}>
          {meta.groups.map((group) => (
            <a
              key={group.id}
              lang="zh-CN"
              href={link("ranking", group.id)}
              aria-current={group === chosen ? "page" : undefined}
            >
              {group.title}
            </a>
          ))}
        </nav>
      )}
      <Loaded<RankingGroup[]> file="ranking">
        {(groups) => {
          const shown = groups.find((group) => group.id === chosen?.id);
          return shown ? <Group key={shown.id} group={shown} meta={meta} route={route} /> : null;
        }}
      </Loaded>
    </>
  );
}

const STATUS = ["assessed", "not_ranked", "exempt"] as const;

function Group({ group, meta, route }: PageProps & { group: RankingGroup }) {
  const asked = (key: string) => route.query.get(key) ?? "";
  const [wanted, grade, status] = [asked("q"), asked("grade"), asked("status")];
  const title = meta.groups.find((one) => one.id === group.id)?.title ?? "";
  const rows = useMemo(
    () => group.rows.filter((row) => fits(row, meta.units[row.unit]?.search ?? "", wanted, grade, status)),
    [group, wanted, grade, status, meta],
  );
  const columns = useMemo(() => rankingColumns(group, meta), [group, meta, say("page.ranking")]);
  const states = STATUS.filter((one) => group.rows.some((row) => row.status === one));
  const change = (key: string) => (value: string) => changeQuery(route, { [key]: value });
  const sort = parseSort(route.query.get("sort"));
  return (
    <>
      <h2 class="unseen ranking-group" lang="zh-CN">
        {title}
      </h2>
      <ScoreStrip title={title} rows={group.rows} meta={meta} />
      <div class="fields">
        <Search value={wanted} change={change("q")} />
        {group.grades.length > 1 && (
          <Choice
            label={say("ranking.grade")}
            value={grade}
            choices={group.grades.map((one) => [one, one])}
            change={change("grade")}
            chinese
          />
        )}
        {states.length > 1 && (
          <Choice
            label={say("ranking.status")}
            value={status}
            choices={states.map((one) => [one, say(`ranking.${one}`)])}
            change={change("status")}
          />
        )}
        {(wanted || grade || status) && (
          <button type="button" class="plain" onClick={() => changeQuery(route, { q: "", grade: "", status: "" })}>
            {say("ranking.reset")}
          </button>
        )}
      </div>
      <Count shown={rows.length} all={group.rows.length} />
      {rows.length ? (
        <DataTable
          caption={say("ranking.caption", { group: title })}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.unit}
          sort={sort}
          onSort={(next) => changeQuery(route, { sort: sortText(next) })}
        />
      ) : (
        <p>{say("ranking.nobody")}</p>
      )}
    </>
  );
}

function fits(row: RankingRow, searched: string, wanted: string, grade: string, status: string): boolean {
  return (!grade || row.grade === grade) && (!status || row.status === status) && found(searched, wanted.trim());
}
