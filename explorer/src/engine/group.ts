/** Bases and totals of the units of one group with the points that sliders give, and what tie-breakers compare. */
import { entry } from "../entry";
import { type Chained, chain, inComponents, isOpen, type Surroundings } from "./chain";
import type { Weighting } from "./components";
import { half, snapped, units } from "./decimal";
import { type Field, type Rolled, roll } from "./rolling";
import type { Shares } from "./sharing";
import { leafPoints, NONE, type State, taken } from "./state";
import type { RuleNode, Rules, WhatIfUnit } from "./types";

const ROOT = "total";

export interface GroupScores {
  whole: Chained;
  flags: Map<string, Uint8Array>;
  field: Field;
  leaf: Field["leaf"];
  bases: Map<string, Float64Array>;
}

export function groupScores(
  state: State,
  group: string,
  places: number[],
  shares: Shares,
  weights: Map<string, Map<string, Weighting>>,
): GroupScores {
  const { rules, file } = state;
  const { policy } = rules;
  const leaf = leafPoints(state, group, shares);
  const field: Field = { group, size: places.length, carry: policy.carry, shares, leaf, blocks: new Map() };
  const around: Surroundings = {
    rules,
    size: places.length,
    units: places.map((place) => file.units[place] as WhatIfUnit),
    amount: (id) => taken(state, id, group),
    fact: (place, column) => file.facts[column]?.[places[place] as number] ?? null,
    flags: new Map(),
  };
  for (const gate of rules.gates) around.flags.set(gate.id, new Uint8Array(places.length));
  const bases = new Map<string, Float64Array>();
  const components = rules.tree.some((node) => node.component);
  const root = components
    ? composed(field, around, weights, bases)
    : roll(rootNode(rules, group), field, top(rules, group));
  const round = components ? (value: number) => value : inComponents(policy);
  const complete = components && policy.not_applicable === "no_rescale";
  const scored = (place: number) =>
    (root.before[place] as number) > 0 &&
    (!complete || root.before[place] === root.full) &&
    !(policy.no_total && around.units[place]?.screened);
  const base = root.points.map(round);
  bases.set("", base);
  const { floor, ceiling } = policy;
  const whole = chain({ component: "", base, scored, floor, ceiling, rounds: "terms" }, around);
  return { whole, flags: around.flags, field, leaf, bases };
}

function rootNode(rules: Rules, group: string): RuleNode {
  const plain = { title: "", weights: {}, mean: null, stops: false, component: null };
  return {
    id: ROOT,
    points: { [group]: "" },
    not_applicable: rules.policy.not_applicable,
    items: rules.tree,
    ...plain,
  };
}

/** Full points of the whole, in carried units. */
function top(rules: Rules, group: string): number {
  const { carry } = rules.policy;
  return half(rules.tree.reduce((sum, node) => sum + units(entry(node.points, group) ?? "0", carry), 0));
}

/** The whole from its components: each with its own way from base to total. */
function composed(
  field: Field,
  around: Surroundings,
  weights: Map<string, Map<string, Weighting>>,
  bases: Map<string, Float64Array>,
): Rolled {
  const { rules } = around;
  const { policy } = rules;
  const points = new Float64Array(field.size);
  const before = new Float64Array(field.size);
  for (const node of rules.tree.filter((found) => entry(found.points, field.group) !== undefined)) {
    const own = node.component ?? { full: "0", floor: null, ceiling: null };
    const tree = roll({ ...node, id: `${node.id}_`, component: null }, field, half(units(own.full, policy.carry)));
    const scored = (place: number) => (tree.before[place] as number) > 0;
    const { floor, ceiling } = own;
    const part = chain({ component: node.id, base: tree.points, scored, floor, ceiling, rounds: "total" }, around);
    bases.set(node.id, tree.points);
    const weigh = weights.get(node.id)?.get(field.group);
    const full = half(units(field.shares.points.get(node.id) ?? "0", policy.carry));
    const share = part.exact.map((total) => (Number.isNaN(total) || !weigh ? 0 : weigh(total)));
    field.blocks.set(node.id, share);
    for (let i = 0; i < field.size; i++) {
      points[i] = (points[i] as number) + (share[i] as number);
      if (!Number.isNaN(part.exact[i] as number)) before[i] = (before[i] as number) + full;
    }
  }
  return settledRoot(rules, field, points, before);
}

/** The policy for components without a score, by a root whose items are already points. */
function settledRoot(rules: Rules, field: Field, points: Float64Array, before: Float64Array): Rolled {
  const full = top(rules, field.group);
  const unit = 10 ** field.carry;
  if (rules.policy.not_applicable === "rescale") {
    for (let i = 0; i < points.length; i++) {
      const applies = before[i] as number;
      if (applies === full) continue;
      const scaled = (((points[i] as number) / unit) * (full / unit)) / (applies / unit);
      points[i] = applies === 0 ? 0 : snapped(scaled, field.carry);
    }
  }
  return { points, open: before, before, full };
}

/** What a tie-breaker compares, for the units of a group. */
export function breakerValues(state: State, by: string, group: string, scored: GroupScores): ArrayLike<number> {
  const { rules } = state;
  if (by === "base" || by === "bonus" || by === "penalty") return scored.whole[by];
  const bonus = rules.bonuses.find((item) => item.id === by);
  if (bonus?.gate) {
    const base = scored.bases.get(bonus.component);
    const points = taken(state, by, group);
    return points.map((own, i) => (isOpen(bonus.gate, base?.[i] ?? NONE, rules.policy.carry) ? own : 0));
  }
  if (state.leaves.has(by)) return scored.leaf(by);
  return scored.field.blocks.get(by) ?? taken(state, by, group);
}
