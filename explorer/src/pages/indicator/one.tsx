/** One indicator: what it asks for, how the group did, best and worst, what it tells apart, its units. */
import { useMemo } from "preact/hooks";
import { Histogram } from "../../charts/histogram";
import type { Meta } from "../../data";
import type { IndicatorFile, IndicatorLine, IndicatorRow, IndicatorStats } from "../../data/indicator";
import { Loaded } from "../../parts/loading";
import { amount } from "../../parts/numbers";
import { Count, found, Search } from "../../parts/search";
import { parseSort, sortText } from "../../parts/sorting";
import { DataTable } from "../../parts/table";
import { changeQuery, link, type Route } from "../../route";
import { say, sentences } from "../../words";
import { GroupTabs } from "../indicator";
import { Ends } from "./ends";
import { unitColumns } from "./units";

interface Props {
  meta: Meta;
  route: Route;
  line: IndicatorLine;
}

export function One({ meta, route, line }: Props) {
  const node = meta.nodes[line.node];
  const asked = route.query.get("group");
  const stats = line.groups.find((one) => one.group === asked) ?? line.groups[0];
  if (!node || !stats) return <p>{say("indicator.nobody")}</p>;
  return (
    <article>
      <nav class="trail" aria-label={say("unit.trail")}>
        <a href={link("indicator", "", { group: stats.group })}>{say("indicator.overview")}</a>
        {line.block && <span lang="zh-CN"> · {line.block}</span>}
      </nav>
      <h1 lang="zh-CN">{node.title}</h1>
      <Rule line={line} />
      <GroupTabs meta={meta} groups={line.groups.map((one) => one.group)} chosen={stats.group} id={node.id} />
      <h2 class="hidden">{say("indicator.figures")}</h2>
      <Figures stats={stats} />
      <Discriminates line={line} stats={stats} />
      <Loaded<IndicatorFile> file={`indicator/${line.node}`}>
        {(file) => {
          const rows = file.groups.find((one) => one.group === stats.group)?.rows ?? [];
          return (
            <>
              <Distribution title={node.title} stats={stats} rows={rows} />
              <Ends meta={meta} rows={rows} />
              <Units key={stats.group} meta={meta} route={route} rows={rows} title={node.title} />
            </>
          );
        }}
      </Loaded>
    </article>
  );
}

function Rule({ line }: { line: IndicatorLine }) {
  const facts = [
    [say("unit.standard"), line.standard],
    [say("unit.condition"), line.condition],
    [say("unit.basis"), line.basis],
    [say("unit.look_at"), line.evidence],
  ] as const;
  return (
    <dl class="facts-list">
      {facts
        .filter(([, text]) => text)
        .map(([term, text]) => [
          <dt key={`${term}t`}>{term}</dt>,
          <dd key={`${term}d`} lang="zh-CN">
            {text}
          </dd>,
        ])}
    </dl>
  );
}

function Figures({ stats }: { stats: IndicatorStats }) {
  if (!amount(stats.counted)) return <p>{say("indicator.nobody")}</p>;
  const below = {
    mean: stats.mean_rate && say("indicator.rate", { share: stats.mean_rate }),
    median: "",
    highest: stats.full && say("unit.full", { points: stats.full }),
    lowest: "",
    full_share: "",
    none_share: "",
  };
  return (
    <dl class="figures">
      {(Object.keys(below) as (keyof typeof below)[])
        .filter((key) => stats[key])
        .map((key) => (
          <div key={key}>
            <dt>{say(`indicator.${key}`)}</dt>
            <dd>
              <b>{stats[key]}</b>
              {below[key] && <small>{below[key]}</small>}
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** What the correlation and the share of the variance say, in words. */
function Discriminates({ line, stats }: { line: IndicatorLine; stats: IndicatorStats }) {
  if (!stats.correlation && !stats.variance_share) return <p>{say("indicator.same")}</p>;
  const place = { counted: stats.counted, deviation: stats.deviation };
  return (
    <p class="lead">
      {sentences(
        say("indicator.spread", place),
        stats.variance_share !== "" && say("indicator.variance_words", { share: stats.variance_share }),
        stats.correlation !== "" &&
          say(stats.of_rest && line.kind === "" ? "indicator.rest_words" : "indicator.total_words", {
            r: stats.correlation,
          }),
      )}
    </p>
  );
}

function Distribution({ title, stats, rows }: { title: string; stats: IndicatorStats; rows: IndicatorRow[] }) {
  const points = rows.filter((row) => row.points !== "").map((row) => row.points);
  const full = amount(stats.full);
  if (points.length < 2) return null;
  const told = { title, n: points.length, low: stats.lowest, high: stats.highest, mean: stats.mean };
  return (
    <figure>
      <figcaption>{say("indicator.distribution")}</figcaption>
      <Histogram
        title={say("indicator.distribution_told", told)}
        values={points}
        {...(full ? { from: Math.min(0, amount(stats.lowest) ?? 0), to: full } : {})}
        mean={stats.mean ? { value: stats.mean, words: say("unit.mean_value", { value: stats.mean }) } : undefined}
      />
    </figure>
  );
}

interface UnitsProps {
  meta: Meta;
  route: Route;
  rows: IndicatorRow[];
  title: string;
}

function Units({ meta, route, rows, title }: UnitsProps) {
  const wanted = route.query.get("q") ?? "";
  const kept = useMemo(
    () => rows.filter((row) => found(meta.units[row.unit]?.search ?? "", wanted.trim())),
    [rows, wanted, meta],
  );
  const columns = useMemo(() => unitColumns(meta, rows), [meta, rows, say("page.indicator")]);
  const sort = parseSort(route.query.get("sort")) ?? { key: "points", down: true };
  return (
    <section>
      <h2>{say("indicator.units")}</h2>
      <div class="fields">
        <Search value={wanted} change={(q) => changeQuery(route, { q })} />
      </div>
      <Count shown={kept.length} all={rows.length} />
      {kept.length > 0 && (
        <DataTable
          caption={`${title}：${say("indicator.units")}`}
          columns={columns}
          rows={kept}
          rowKey={(row) => row.unit}
          sort={sort}
          onSort={(next) => changeQuery(route, { sort: sortText(next) })}
        />
      )}
    </section>
  );
}
