/** Every indicator, bonus and deduction of the unit by block; each opens to what stands behind it. */
import { useState } from "preact/hooks";
import { BarPair } from "../../charts/bars";
import type { Meta } from "../../data";
import type { PointLine } from "../../data/unit";
import { amount, percent } from "../../parts/numbers";
import { say } from "../../words";
import type { Sheet } from "../unit";
import { Detail, pointWords, signed } from "./detail";

export function Points(sheet: Sheet) {
  const [open, setOpen] = useState(false);
  const parts = byBlock(sheet);
  const last = sheet.file.compared !== null;
  return (
    <section class={last ? "points with-last" : "points"}>
      <h2>{say("unit.all_points")}</h2>
      <p class="quiet">{say("unit.all_points_lead")}</p>
      <button type="button" class="plain" aria-pressed={open} onClick={() => setOpen(!open)}>
        {say(open ? "unit.close_all" : "unit.open_all")}
      </button>
      {parts.map(([title, lines]) => (
        <div key={title} class="point-block">
          <h3 lang="zh-CN">{title}</h3>
          <p class="point-head" aria-hidden="true">
            <span>{say("unit.title")}</span>
            <span>{say("unit.points")}</span>
            <span />
            <span>{say("unit.group_mean")}</span>
            {last && <span>{say("unit.last_points")}</span>}
          </p>
          {lines.map((line) => (
            <Line key={line.node} line={line} sheet={sheet} open={open} last={last} />
          ))}
        </div>
      ))}
    </section>
  );
}

interface LineProps {
  line: PointLine;
  sheet: Sheet;
  open: boolean;
  last: boolean;
}

function Line({ line, sheet, open, last }: LineProps) {
  const node = sheet.meta.nodes[line.node];
  if (!node) return null;
  const inside = <Detail line={line} sheet={sheet} />;
  return (
    <details class="point" open={open}>
      <summary>
        <span class="point-title" lang="zh-CN">
          {node.title}
          {!line.counted && <span class="tag">{say("unit.not_counted")}</span>}
        </span>
        <span class="point-number">
          <span class="hidden">{say("unit.points")} </span>
          {pointWords(line)}
          {line.points !== "" && amount(line.full) ? <span class="quiet">/{line.full}</span> : null}
        </span>
        <span class="point-bar">{line.points !== "" && node.kind === "" && <Bar line={line} />}</span>
        <span class="point-number">
          <span class="hidden">{say("unit.group_mean")} </span>
          {line.mean}
        </span>
        {last && (
          <span class="point-number">
            <span class="hidden">{say("unit.last_points")} </span>
            {line.last}
            {line.last && line.last_full !== line.full && <span class="quiet">/{line.last_full}</span>}
            {amount(line.move) ? <small>{signed(line.move)}</small> : null}
          </span>
        )}
      </summary>
      {inside}
    </details>
  );
}

function Bar({ line }: { line: PointLine }) {
  const full = amount(line.full);
  if (!full) return null;
  const share = (text: string) => percent(((amount(text) ?? 0) / full) * 100);
  return <BarPair share={share(line.points)} {...(line.mean ? { other: share(line.mean) } : {})} />;
}

/** Points under the titles of the blocks at the top; bonuses and deductions under their own. */
function byBlock({ meta, file }: Sheet): [string, PointLine[]][] {
  const parts = new Map<string, PointLine[]>();
  for (const line of file.points) {
    const title = blockTitle(meta, line.node);
    const there = parts.get(title);
    if (there) there.push(line);
    else parts.set(title, [line]);
  }
  return [...parts];
}

function blockTitle(meta: Meta, place: number): string {
  let node = meta.nodes[place];
  if (node?.kind === "bonus") return say("ranking.bonus");
  if (node?.kind === "penalty") return say("ranking.penalty");
  while (node?.parent) {
    const { parent } = node;
    node = meta.nodes.find((one) => one.id === parent);
  }
  return node?.title ?? "";
}
