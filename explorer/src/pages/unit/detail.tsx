/** What stands behind the points of one indicator: reason, standard, basis, what more would give, where numbers came from. */
import type { PointLine } from "../../data/unit";
import { Sources } from "../../parts/sources";
import { link } from "../../route";
import { say } from "../../words";
import type { Sheet } from "../unit";

export function Detail({ line, sheet }: { line: PointLine; sheet: Sheet }) {
  const node = sheet.meta.nodes[line.node];
  const told = sheet.indicators.get(line.node);
  return (
    <div class="detail">
      {line.reason && (
        <p class="reason" lang="zh-CN">
          {line.reason}
        </p>
      )}
      <dl class="facts-list">
        <Fact term={say("unit.evidence")} text={line.evidence} />
        <Fact term={say("unit.standard")} text={told?.standard} />
        <Fact term={say("unit.condition")} text={told?.condition} />
        <Fact term={say("unit.basis")} text={told?.basis} />
        <Fact term={say("unit.look_at")} text={told?.evidence} />
      </dl>
      {line.gain?.judged && (
        <p class="quiet">{say("unit.losing", { losing: line.gain.losing, judged: line.gain.judged })}</p>
      )}
      {line.gain?.total && (
        <p class="quiet">{say("unit.gain", { total: line.gain.total, gain: line.gain.gain, rank: line.gain.rank })}</p>
      )}
      {line.sources.length > 0 && (
        <>
          <h4>{say("unit.sources")}</h4>
          <Sources sources={line.sources} />
        </>
      )}
      {node && sheet.meta.pages.includes("indicator") && (
        <p class="screen-only">
          <a href={link("indicator", node.id, { group: sheet.unit.group })}>{say("unit.indicator")}</a>
        </p>
      )}
    </div>
  );
}

function Fact({ term, text }: { term: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <>
      <dt>{term}</dt>
      <dd lang="zh-CN">{text}</dd>
    </>
  );
}

/** The points as they are said: a number, or why there is none. */
export function pointWords(line: PointLine): string {
  return line.points !== "" ? line.points : say(`outcome.${line.outcome}`);
}

/** A move with its sign. */
export function signed(text: string): string {
  if (text.startsWith("-")) return text.replace("-", "−");
  return /[1-9]/.test(text) ? `+${text}` : text;
}
