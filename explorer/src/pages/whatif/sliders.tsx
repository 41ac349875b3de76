/** The sliders: blocks first, what lies below them folded. */

import { useState } from "preact/hooks";
import { plain } from "../../engine/decimal";
import type { Shares } from "../../engine/sharing";
import type { Factors, RuleNode } from "../../engine/types";
import { entry } from "../../entry";
import { say } from "../../words";
import { isFactor, isOne, MOST } from "./factors";

const RANGE = { min: 0, max: 3, step: 0.05 };

interface Props {
  nodes: RuleNode[];
  group: string;
  factors: Factors;
  shares: Shares | undefined;
  change: (id: string, factor: string) => void;
  /** Whether the nodes are items of a mean, whose weights and not points are changed. */
  averaged?: boolean;
}

export function Sliders({ nodes, group, factors, shares, change, averaged = false }: Props) {
  const here = nodes.filter((node) => group in node.points);
  return (
    <ul class="sliders">
      {here.map((node) => (
        <li key={node.id}>
          <Slider
            node={node}
            factor={factors.get(node.id) ?? "1"}
            amounts={amounts(node, group, shares, averaged)}
            averaged={averaged}
            change={(factor) => change(node.id, factor)}
          />
          {node.items.length > 0 && (
            <Below node={node} group={group} factors={factors} shares={shares} change={change} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Declared and tried points, or weights in a mean. */
function amounts(node: RuleNode, group: string, shares: Shares | undefined, averaged: boolean): [string, string] {
  const declared = (averaged ? entry(node.weights, group) : undefined) ?? entry(node.points, group);
  const tried = (averaged ? shares?.weights : shares?.points)?.get(node.id);
  return [plain(declared ?? ""), plain(tried ?? declared ?? "")];
}

function Below({ node, ...rest }: Omit<Props, "nodes" | "averaged"> & { node: RuleNode }) {
  const [open, setOpen] = useState(false);
  const moved = countMoved(node, rest.factors);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {say("whatif.below", { n: node.items.filter((item) => rest.group in item.points).length })}
        {moved > 0 && <span class="moved"> {say("whatif.moved", { n: moved })}</span>}
      </summary>
      {open && <Sliders nodes={node.items} averaged={node.mean !== null} {...rest} />}
    </details>
  );
}

function countMoved(node: RuleNode, factors: Factors): number {
  return node.items.reduce((sum, item) => sum + (factors.has(item.id) ? 1 : 0) + countMoved(item, factors), 0);
}

interface SliderProps {
  node: RuleNode;
  factor: string;
  amounts: [string, string];
  averaged: boolean;
  change: (factor: string) => void;
}

function Slider({ node, factor, amounts: [declared, tried], averaged, change }: SliderProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? factor;
  const take = (text: string) => {
    setTyped(isFactor(text) ? null : text);
    if (isFactor(text)) change(text);
  };
  const words = say(averaged ? "whatif.weight" : "whatif.points", { n: tried });
  return (
    <fieldset class={`slider${declared === tried ? "" : " other"}${isOne(factor) ? "" : " set"}`}>
      <legend lang="zh-CN">{node.title}</legend>
      <span class="amount">
        {declared !== tried && <s>{declared}</s>} {words}
      </span>
      <input
        type="range"
        {...RANGE}
        value={Math.min(Number(factor), RANGE.max)}
        aria-label={say("whatif.slider", { title: node.title })}
        aria-valuetext={`×${factor}，${words}`}
        onInput={(event) => take(String(Number(event.currentTarget.value)))}
      />
      <label class="factor">
        <span aria-hidden="true">×</span>
        <input
          type="number"
          min={0}
          max={MOST}
          step="any"
          inputMode="decimal"
          aria-label={say("whatif.factor", { title: node.title })}
          aria-invalid={typed !== null || undefined}
          value={shown}
          onInput={(event) => take(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
        />
      </label>
    </fieldset>
  );
}
