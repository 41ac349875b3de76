/** How firm the ranking is: ranks in the draws, units not told apart, other choices, what matters. */
import { Interval } from "../charts/interval";
import { Shares } from "../charts/shares";
import type { Meta } from "../data";
import type { FirmGroup, Robustness as Told, UnitFirmness } from "../data/robustness";
import { Loaded } from "../parts/loading";
import { found, Search } from "../parts/search";
import { parseSort, sortText } from "../parts/sorting";
import { type Column, DataTable } from "../parts/table";
import { changeQuery, link, type Route } from "../route";
import { say, span } from "../words";
import type { PageProps } from ".";
import { Inputs, Variants } from "./robustness-tables";
import "../style/robustness.css";

export function Robustness({ meta, route }: PageProps) {
  return (
    <article class="robustness">
      <h1>{say("page.robustness")}</h1>
      <Loaded<Told> file="robustness">
        {(told) => {
          const group = told.groups.find((one) => one.id === route.id) ?? told.groups[0];
          return (
            <>
              <p class="lead">{say("robustness.lead")}</p>
              <p class="quiet lead" lang="zh-CN">
                {told.note}
              </p>
              <Groups told={told} chosen={group} />
              {group && <Group group={group} meta={meta} route={route} />}
            </>
          );
        }}
      </Loaded>
    </article>
  );
}

function Groups({ told, chosen }: { told: Told; chosen: FirmGroup | undefined }) {
  if (told.groups.length < 2) return null;
  return (
    <nav class="tabs" aria-label={say("robustness.groups")}>
      {told.groups.map((one) => (
        <a
          key={one.id}
          lang="zh-CN"
          href={link("robustness", one.id)}
          aria-current={one === chosen ? "page" : undefined}
        >
          {one.title}
        </a>
      ))}
    </nav>
  );
}

interface Shown {
  group: FirmGroup;
  meta: Meta;
  route: Route;
}

function Group({ group, meta, route }: Shown) {
  const asked = route.query.get("q") ?? "";
  const rows = group.units.filter((unit) => found(meta.units[unit.unit]?.search ?? unit.name, asked.trim()));
  const table = (caption: string, columns: Column<UnitFirmness>[], key: string) => (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.unit}
      sort={parseSort(route.query.get(key))}
      onSort={(next) => changeQuery(route, { [key]: sortText(next) })}
    />
  );
  return (
    <>
      <h2 lang="zh-CN">{group.title}</h2>
      <Firm group={group} />
      <div class="fields">
        <Search value={asked} change={(value) => changeQuery(route, { q: value })} />
      </div>
      <h3>{say("robustness.intervals")}</h3>
      <Key ranks={group.ranks} />
      {table(say("robustness.intervals_of", { group: group.title }), intervals(group, meta), "sort")}
      <h3>{say("robustness.apart")}</h3>
      <Runs group={group} />
      {group.variants.length > 0 && <Variants group={group} />}
      {group.inputs.length > 0 && <Inputs group={group} />}
      <h3>{say("robustness.shares")}</h3>
      <p class="quiet lead">{say("robustness.shares_words")}</p>
      {table(say("robustness.shares_of", { group: group.title }), shares(group, meta), "by")}
      <h3>{say("robustness.sentence")}</h3>
      {table(say("robustness.sentences_of", { group: group.title }), sentences(meta), "words")}
    </>
  );
}

function Firm({ group }: { group: FirmGroup }) {
  const firm = group.units.filter((unit) => unit.low === unit.high).length;
  const figures: [string, string][] = [
    [say("robustness.units"), String(group.units.length)],
    [say("robustness.firm"), String(firm)],
    [say("robustness.runs"), String(group.runs.length)],
  ];
  return (
    <dl class="figures">
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What line, bar, stroke and triangle are, drawn as in a row. */
function Key({ ranks }: { ranks: number }) {
  const third = Math.max(Math.round(ranks / 3), 1);
  return (
    <p class="key interval-key">
      <span class="sample">
        <Interval rank={third} low={third} median={third + 1} high={2 * third} best={1} worst={ranks} ranks={ranks} />
      </span>
      <span>{say("robustness.key")}</span>
    </p>
  );
}

function unit(meta: Meta): Column<UnitFirmness> {
  return {
    key: "unit",
    head: say("robustness.unit"),
    kind: "name",
    chinese: true,
    text: (row) => row.name,
    show: (row) => {
      const own = meta.units[row.unit];
      return own && meta.pages.includes("unit") ? <a href={link("unit", own.id)}>{row.name}</a> : row.name;
    },
  };
}

function rank(): Column<UnitFirmness> {
  return { key: "rank", head: say("robustness.rank"), kind: "number", text: (row) => String(row.rank) };
}

function kept(): Column<UnitFirmness> {
  return { key: "kept", head: say("robustness.kept"), kind: "number", text: (row) => row.kept };
}

function intervals(group: FirmGroup, meta: Meta): Column<UnitFirmness>[] {
  const { ranks } = group;
  return [
    rank(),
    unit(meta),
    {
      key: "interval",
      head: say("robustness.chart"),
      below: say("robustness.axis", { ranks }),
      text: () => "",
      by: (row) => row.high - row.low,
      down: true,
      show: (row) => (
        <div class="drawn">
          <Interval {...row} ranks={ranks} />
        </div>
      ),
    },
    {
      key: "low",
      head: say("robustness.ninety"),
      kind: "number",
      text: (row) => span(row.low, row.high),
      by: (row) => row.low,
    },
    { key: "median", head: say("robustness.median"), kind: "number", minor: true, text: (row) => String(row.median) },
    {
      key: "best",
      head: say("robustness.extremes"),
      kind: "number",
      minor: true,
      text: (row) => span(row.best, row.worst),
      by: (row) => row.best,
    },
    { ...kept(), minor: true },
  ];
}

function shares(group: FirmGroup, meta: Meta): Column<UnitFirmness>[] {
  const { ranks } = group;
  return [
    rank(),
    unit(meta),
    {
      key: "shares",
      head: say("robustness.each_rank"),
      below: say("robustness.axis", { ranks }),
      text: told,
      by: false,
      show: (row) => (
        <div class="drawn">
          <Shares {...row} ranks={ranks} />
          <span class="unseen">{told(row)}</span>
        </div>
      ),
    },
    kept(),
  ];
}

function sentences(meta: Meta): Column<UnitFirmness>[] {
  const text = (row: UnitFirmness) => row.sentence;
  return [rank(), unit(meta), { key: "sentence", head: say("robustness.sentence"), text, by: false, chinese: true }];
}

/** The shares in words, for those who do not see the bars. */
function told(row: UnitFirmness): string {
  return row.shares
    .map(([rank, share]) => say("robustness.share", { rank, share: `${Math.floor(share / 10)}.${share % 10}%` }))
    .join("，");
}

function Runs({ group }: { group: FirmGroup }) {
  if (!group.runs.length) return <p>{say("robustness.all_apart")}</p>;
  return (
    <>
      <p class="quiet lead">{say("robustness.apart_words")}</p>
      <ul lang="zh-CN">
        {group.runs.map((run) => (
          <li key={run.join()}>{run.join("、")}</li>
        ))}
      </ul>
    </>
  );
}
