/**
 * The engine of the what-if page: totals, ranks and grades of all units with other weights, by the rules of the run.
 *
 * It computes what scoring/reweighing computes with the database, in whole numbers of the carried decimals; tests hold the
 * two against each other to the printed digit, and the page asks `differing` before it offers anything.
 */
import { entry } from "../entry";
import { weightings } from "./components";
import { fits, printed, rounded } from "./decimal";
import { breakerValues, groupScores } from "./group";
import { combine } from "./members";
import { grades, type Placed, placed, type Standing } from "./ranking";
import { type Shares, shareOut } from "./sharing";
import { NONE, prepared, type State } from "./state";
import type { Factors, Rules, WhatIfFile } from "./types";

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
