/** One unit: where it stands, where it lost points, every point down to fact, file, place and quote. */
import type { ComponentChildren } from "preact";
import type { Meta, RankingGroup, Unit as UnitEntry } from "../data";
import type { IndicatorLine } from "../data/indicator";
import type { UnitFile } from "../data/unit";
import { Loaded } from "../parts/loading";
import { Missing } from "../parts/missing";
import { link } from "../route";
import { say } from "../words";
import type { PageProps } from ".";
import { Blocks } from "./unit/blocks";
import { Further } from "./unit/further";
import { Losses } from "./unit/losses";
import { Points } from "./unit/points";
import { Since } from "./unit/since";
import { Standing } from "./unit/standing";
import "../style/unit.css";

/** All that the sections of the page are made from. */
export interface Sheet {
  meta: Meta;
  unit: UnitEntry;
  file: UnitFile;
  /** By place of its node. */
  indicators: Map<number, IndicatorLine>;
  group: RankingGroup | undefined;
}

export function Unit({ meta, route }: PageProps) {
  const place = meta.units.findIndex((unit) => unit.id === route.id);
  const unit = meta.units[place];
  if (!unit) return <Missing words={route.id ? say("unit.unknown", { id: route.id }) : say("app.nothing")} />;
  return (
    <Loaded<RankingGroup[]> file="ranking">
      {(groups) => (
        <Lines meta={meta}>
          {(lines) => (
            <Loaded<UnitFile> file={`unit/${place}`}>
              {(file) => (
                <Page
                  key={unit.id}
                  meta={meta}
                  unit={unit}
                  file={file}
                  indicators={new Map(lines.map((line) => [line.node, line]))}
                  group={groups.find((one) => one.id === unit.group)}
                />
              )}
            </Loaded>
          )}
        </Lines>
      )}
    </Loaded>
  );
}

/** The indicators, of which there are none where nobody has points. */
function Lines({ meta, children }: { meta: Meta; children: (lines: IndicatorLine[]) => ComponentChildren }) {
  if (!meta.pages.includes("indicator")) return <>{children([])}</>;
  return <Loaded<IndicatorLine[]> file="indicators">{children}</Loaded>;
}

function Page(sheet: Sheet) {
  const { meta, unit, file } = sheet;
  return (
    <article class="unit">
      <Heading {...sheet} />
      {file.note && !file.gates.some((gate) => gate.title === file.note) && (
        <p class="lead" lang="zh-CN">
          {file.note}
        </p>
      )}
      {file.gates.length > 0 && (
        <ul class="gates" lang="zh-CN">
          {file.gates.map((gate) => (
            <li key={gate.gate_id}>
              <b>{gate.title}</b>：{gate.condition}，{gate.consequence}
              {gate.basis && <span class="quiet">（{gate.basis}）</span>}
            </li>
          ))}
        </ul>
      )}
      {file.shortened && (
        <p role="note" class="quiet" lang="zh-CN">
          {file.shortened}
        </p>
      )}
      <Standing {...sheet} />
      <Blocks {...sheet} />
      <Losses {...sheet} />
      <Points {...sheet} />
      <Since {...sheet} />
      <Further {...sheet} />
      {meta.pages.includes("quality") && (
        <p class="screen-only">
          <a href={link("quality", "findings", { q: unit.name })}>{say("unit.quality")}</a>
        </p>
      )}
    </article>
  );
}

function Heading({ meta, unit, group }: Sheet) {
  const rows = group?.rows ?? [];
  const at = rows.findIndex((row) => meta.units[row.unit]?.id === unit.id);
  const other = (place: number) => {
    const row = rows[place];
    return row ? meta.units[row.unit] : undefined;
  };
  const title = meta.groups.find((one) => one.id === unit.group)?.title ?? "";
  return (
    <>
      <nav class="trail" aria-label={say("unit.trail")}>
        <a href={link("ranking", unit.group)}>
          {say("page.ranking")} · <span lang="zh-CN">{title}</span>
        </a>
      </nav>
      <div class="heading">
        <h1 lang="zh-CN">{unit.name}</h1>
        <nav class="neighbours" aria-label={say("unit.neighbours")}>
          <Neighbour unit={other(at - 1)} word={say("unit.previous")} arrow="‹" />
          <Neighbour unit={other(at + 1)} word={say("unit.next")} arrow="›" />
        </nav>
      </div>
    </>
  );
}

function Neighbour({ unit, word, arrow }: { unit: UnitEntry | undefined; word: string; arrow: "‹" | "›" }) {
  if (!unit) return null;
  return (
    <a class="plain" href={link("unit", unit.id)}>
      {arrow === "‹" && <span aria-hidden="true">‹ </span>}
      {word} <span lang="zh-CN">{unit.short_name || unit.name}</span>
      {arrow === "›" && <span aria-hidden="true"> ›</span>}
    </a>
  );
}
