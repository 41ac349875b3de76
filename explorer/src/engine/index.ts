/**
 * The engine of the what-if page: totals, ranks and grades of all units with other weights, by the rules of the run.
 *
 * It computes what scoring/reweighing computes with the database, in whole numbers of the carried decimals; tests hold the
 * two against each other to the printed digit, and the page asks `differing` before it offers anything.
 */
import { entry } from "../entry";
import { type Chained, chain, inComponents, isOpen, type Surroundings } from "./chain";
import { weightings } from "./components";
import { fits, half, printed, rounded, roundedItem, snapped, units } from "./decimal";
import { combine } from "./members";
import { grades, type Placed, placed, type Standing } from "./ranking";
import { type Field, type Rolled, roll } from "./rolling";
import { type Shares, shareOut, walk } from "./sharing";
import type { Factors, RuleNode, Rules, WhatIfFile, WhatIfUnit } from "./types";

const ROOT = "total";
const NONE = Number.NaN;

export interface Outcome {
  /** Blocks (group, id) whose items are all at 0: nothing can be computed then. */
  lost: { group: string; block: string }[];
  /** Whether every unit made of others has the members that it must have. */
  whole: boolean;
  shares: Map<string, Shares>;
  /** By place of the unit in the file; "" where there is none. */
  totals: string[];
  ranks: Int32Array;
  overall: Int32Array;
  grades: string[];
}

export interface Engine {
  compute: (factors: Factors) => Outcome;
  /** Ids of units for which the declared weights do not give what the run says. */
  differing: () => string[];
  /** Whether the numbers of these criteria stay exact in a page. */
  offered: boolean;
}

export function engine(file: WhatIfFile): Engine {
  const state = prepared(file);
  const compute = (factors: Factors) => computed(state, factors);
  return {
    compute,
    differing: () => differing(file, compute(new Map())),
    offered: !file.rules.refused && fits(largest(file.rules)),
  };
}

function largest(rules: Rules): string {
  const most = rules.groups.map(({ id }) =>
    rules.tree.reduce((sum, node) => sum + Number(entry(node.points, id) ?? 0), 0),
  );
  const inside = rules.tree.map((node) => Number(node.component?.full ?? 0));
  return String(Math.ceil(Math.max(0, ...most, ...inside)));
}

function differing(file: WhatIfFile, outcome: Outcome): string[] {
  const said = (rank: number | undefined) => (rank ? String(rank) : "");
  return file.units
    .filter(
      (unit, place) =>
        unit.total !== outcome.totals[place] ||
        unit.rank !== said(outcome.ranks[place]) ||
        unit.overall !== said(outcome.overall[place]) ||
        unit.grade !== outcome.grades[place],
    )
    .map((unit) => unit.unit_id);
}

interface State {
  file: WhatIfFile;
  rules: Rules;
  /** Places of the units of every group. */
  members: Map<string, number[]>;
  points: Map<string, Float64Array>;
  leaves: Map<string, RuleNode>;
  /** Columns of the units of a group, each taken once. */
  taken: Map<string, Float64Array>;
}

function prepared(file: WhatIfFile): State {
  const members = new Map(file.rules.groups.map((group) => [group.id, [] as number[]]));
  file.units.forEach((unit, place) => {
    members.get(unit.group)?.push(place);
  });
  const points = new Map<string, Float64Array>();
  for (const [id, column] of Object.entries(file.points)) {
    points.set(
      id,
      Float64Array.from(column, (value) => value ?? NONE),
    );
  }
  const leaves = new Map<string, RuleNode>();
  walk(file.rules.tree, (node) => {
    if (!node.items.length) leaves.set(node.id, node);
  });
  return { file, rules: file.rules, members, points, leaves, taken: new Map() };
}

interface GroupScores {
  whole: Chained;
  flags: Map<string, Uint8Array>;
  field: Field;
  leaf: Field["leaf"];
  bases: Map<string, Float64Array>;
}

function computed(state: State, factors: Factors): Outcome {
  const { rules, file } = state;
  const shares = new Map(rules.groups.map((group) => [group.id, shareOut(rules, group.id, factors)]));
  const size = file.units.length;
  const outcome: Outcome = {
    lost: [...shares].flatMap(([group, share]) => share.lost.map((block) => ({ group, block }))),
    whole: true,
    shares,
    totals: new Array<string>(size).fill(""),
    ranks: new Int32Array(size),
    overall: new Int32Array(size),
    grades: new Array<string>(size).fill(""),
  };
  if (outcome.lost.length) return outcome;
  const exact = new Float64Array(size).fill(NONE);
  const flags = new Map(rules.gates.map((gate) => [gate.id, new Uint8Array(size)]));
  const breakers = rules.policy.break_ties.map(() => new Float64Array(size).fill(NONE));
  const weights = new Map(
    rules.tree.filter((node) => node.component).map((node) => [node.id, weightings(node, shares, rules.policy.carry)]),
  );
  for (const group of rules.groups) {
    const places = state.members.get(group.id) ?? [];
    const scored = groupScores(state, group.id, places, shares.get(group.id) as Shares, weights);
    spread(scored.whole.exact, places, exact);
    for (const [gate, own] of scored.flags) spread(own, places, flags.get(gate) as Uint8Array);
    rules.policy.break_ties.forEach((breaker, number) => {
      spread(breakerValues(state, breaker.by, group.id, scored), places, breakers[number] as Float64Array);
    });
  }
  outcome.whole = combine(rules, file.units, exact);
  if (outcome.whole) rank(state, exact, flags, breakers, outcome);
  return outcome;
}

function spread(from: ArrayLike<number>, places: number[], to: Float64Array | Uint8Array): void {
  places.forEach((place, own) => {
    to[place] = from[own] as number;
  });
}

function groupScores(
  state: State,
  group: string,
  places: number[],
  shares: Shares,
  weights: Map<string, Map<string, (total: number) => number>>,
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

/** Points of an indicator, bonus or deduction by unit of a group; not to be changed. */
function taken(state: State, id: string, group: string): Float64Array {
  const key = `${group} ${id}`;
  const there = state.taken.get(key);
  if (there) return there;
  const places = state.members.get(group) ?? [];
  const column = state.points.get(id);
  const found = new Float64Array(places.length).fill(NONE);
  if (column) for (let i = 0; i < found.length; i++) found[i] = column[places[i] as number] as number;
  state.taken.set(key, found);
  return found;
}

/** Points of indicators in proportion to their new full points (scoring/reweighing/applying.py). */
function leafPoints(state: State, group: string, shares: Shares): Field["leaf"] {
  const { policy } = state.rules;
  const made = new Map<string, Float64Array>();
  return (id) => {
    const there = made.get(id);
    if (there) return there;
    let found = taken(state, id, group);
    const before = entry(state.leaves.get(id)?.points ?? {}, group) ?? "0";
    const after = shares.points.get(id) ?? before;
    const [declared, now] = [Number(before), Number(after)];
    if (declared !== 0 && declared !== now) {
      found = Float64Array.from(found);
      const unit = 10 ** policy.carry;
      for (let i = 0; i < found.length; i++) {
        const own = found[i] as number;
        if (Number.isNaN(own)) continue;
        const share = ((own / unit) * now) / declared;
        if (now === 0) found[i] = NONE;
        else if (policy.at === "item") found[i] = roundedItem(share, policy.digits, policy.mode, policy.carry);
        else found[i] = snapped(share, policy.carry);
      }
    }
    made.set(id, found);
    return found;
  };
}

/** The whole from its components: each with its own way from base to total. */
function composed(
  field: Field,
  around: Surroundings,
  weights: Map<string, Map<string, (total: number) => number>>,
  bases: Map<string, Float64Array>,
): Rolled {
  const { rules } = around;
  const { policy } = rules;
  const points = new Float64Array(field.size);
  const before = new Float64Array(field.size);
  for (const node of rules.tree.filter((found) => field.group in found.points)) {
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
function breakerValues(state: State, by: string, group: string, scored: GroupScores): ArrayLike<number> {
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

function rank(
  state: State,
  exact: Float64Array,
  flags: Map<string, Uint8Array>,
  breakers: Float64Array[],
  outcome: Outcome,
): void {
  const { rules, file } = state;
  const { policy } = rules;
  const out = rules.gates.filter((gate) => !gate.ranked || gate.stop);
  const standing: Standing = {
    score: new Float64Array(exact.length),
    graded: new Float64Array(exact.length),
    breakers,
  };
  file.units.forEach((unit, place) => {
    const total = exact[place] as number;
    const shown = Number.isNaN(total) ? total : rounded(total, policy.digits, policy.mode, policy.carry);
    const score = policy.rank_on === "printed" ? shown : total;
    const ranked = unit.assessed && !unit.screened && !out.some((gate) => flags.get(gate.id)?.[place] === 1);
    standing.graded[place] = score;
    standing.score[place] = ranked ? score : NONE;
    outcome.totals[place] = Number.isNaN(total) ? "" : printed(shown, policy.digits, policy.carry);
  });
  const gates = rules.gates.map((gate) => ({ gate, flags: flags.get(gate.id) as Uint8Array }));
  for (const group of rules.groups) {
    const places = state.members.get(group.id) ?? [];
    const found: Placed = placed(places, standing, policy, exact.length);
    for (const place of places) outcome.ranks[place] = found.rank[place] as number;
    grades(group, places, standing, found, gates, policy, outcome.grades);
  }
  if (policy.overall) outcome.overall = placed([...file.units.keys()], standing, policy, exact.length).rank;
}
