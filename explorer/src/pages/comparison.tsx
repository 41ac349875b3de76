/** Since the earlier run: who moved and why, per group; one unit with all its indicators. */
import { SlopeChart, SlopeKey } from "../charts/slope";
import type { ComparedUnit, Comparison as Told } from "../data/comparison";
import { Fold } from "../parts/fold";
import { Loaded } from "../parts/loading";
import { amount } from "../parts/numbers";
import { link } from "../route";
import { say } from "../words";
import type { PageProps } from ".";
import { Improved, Means, Moves } from "./comparison-tables";
import { ComparedUnitPage } from "./comparison-unit";
import "../style/comparison.css";

const MOST_SLOPES = 60; // units in a chart: more no page holds

export function Comparison(props: PageProps) {
  return (
    <article class="comparison">
      <Loaded<Told> file="comparison">
        {(told) => {
          const place = told.units.findIndex((unit) => unit.unit_id === props.route.query.get("unit"));
          return place >= 0 ? (
            <ComparedUnitPage told={told} place={place} meta={props.meta} />
          ) : (
            <Group {...props} told={told} />
          );
        }}
      </Loaded>
    </article>
  );
}

function Group({ told, meta, route }: PageProps & { told: Told }) {
  const groups = told.groups.filter((group) => told.units.some((unit) => unit.group === group.id));
  const group = groups.find((one) => one.id === route.id) ?? groups[0];
  if (!group) return null;
  const units = told.units.filter((unit) => unit.group === group.id);
  const means = told.means.filter((row) => row.group === group.title);
  return (
    <>
      <h1>{say("page.comparison")}</h1>
      <Facts told={told} />
      {groups.length > 1 && (
        <nav class="tabs" aria-label={say("comparison.groups")}>
          {groups.map((one) => (
            <a
              key={one.id}
              lang="zh-CN"
              href={link("comparison", one.id)}
              aria-current={one === group ? "page" : undefined}
            >
              {one.title}
            </a>
          ))}
        </nav>
      )}
      <h2 lang="zh-CN">{group.title}</h2>
      <p lang="zh-CN" class="lead">
        {group.words}
      </p>
      <Slopes heads={told.heads} title={group.title} units={units} />
      <Moves units={units} meta={meta} route={route} group={group.title} />
      <Improved units={units} group={group.title} />
      {means.length > 0 && <Means means={means} meta={meta} group={group.title} />}
    </>
  );
}

function Facts({ told }: { told: Told }) {
  return (
    <Fold class="facts-of" summary={say("comparison.how")}>
      <dl class="facts-list" lang="zh-CN">
        {told.facts.map(([name, words], place) => (
          <div key={place}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Fold>
  );
}

function Slopes({ heads, title, units }: { heads: [string, string]; title: string; units: ComparedUnit[] }) {
  const ranked = units.filter((unit) => unit.rank.move !== "");
  if (ranked.length === 0) return null;
  const slopes = ranked.slice(0, MOST_SLOPES).map((unit) => ({
    name: unit.short_name,
    old: amount(unit.ranks.old) ?? 0,
    new: amount(unit.ranks.new) ?? 0,
    oldTotal: unit.totals.old,
    newTotal: unit.totals.new,
  }));
  return (
    <figure class="slopes">
      <figcaption>
        {say("comparison.slopes")}
        {ranked.length > MOST_SLOPES && say("comparison.first", { count: MOST_SLOPES })}
      </figcaption>
      <SlopeKey rose={say("comparison.rose")} fell={say("comparison.fell")} same={say("comparison.stayed")} />
      <SlopeChart title={say("comparison.slopes_of", { group: title })} heads={heads} slopes={slopes} />
    </figure>
  );
}
