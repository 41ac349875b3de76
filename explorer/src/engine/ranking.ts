/** Ranks and grades (scoring/ranking): score, tie-breakers with what is missing last, shares of a group's units. */
import { parsed, units } from "./decimal";
import type { Gate, Policy, RuleGroup } from "./types";

export interface Standing {
  /** Score that ranks, NaN for a unit without a rank. */
  score: Float64Array;
  /** Score that grades, NaN for a unit without a total. */
  graded: Float64Array;
  breakers: Float64Array[];
}

export interface Placed {
  /** Units with a rank, best first. */
  order: number[];
  /** By unit, 0 without one. */
  place: Int32Array;
  rank: Int32Array;
}

/** Places and ranks of some units; equal only where nothing tells two of them apart. */
export function placed(members: number[], standing: Standing, policy: Policy, size: number): Placed {
  const order = members.filter((unit) => !Number.isNaN(standing.score[unit] as number));
  const compare = comparison(standing, policy);
  order.sort((a, b) => compare(a, b) || a - b);
  const place = new Int32Array(size);
  const rank = new Int32Array(size);
  let now = 0;
  order.forEach((unit, position) => {
    const before = order[position - 1];
    const same = before !== undefined && compare(before, unit) === 0;
    if (!same) now += 1;
    place[unit] = now;
    rank[unit] = policy.ties === "dense" ? now : same ? (rank[before] as number) : position + 1;
  });
  return { order, place, rank };
}

function comparison(standing: Standing, policy: Policy): (a: number, b: number) => number {
  const keys = [{ values: standing.score, best: policy.best }];
  standing.breakers.forEach((values, place) => {
    keys.push({ values, best: policy.break_ties[place]?.best ?? "highest" });
  });
  return (a, b) => {
    for (const { values, best } of keys) {
      const [one, other] = [values[a] as number, values[b] as number];
      if (one === other) continue;
      const [lacksOne, lacksOther] = [Number.isNaN(one), Number.isNaN(other)];
      if (lacksOne && lacksOther) continue;
      if (lacksOne || lacksOther) return lacksOne ? 1 : -1;
      return best === "highest" ? other - one : one - other;
    }
    return 0;
  };
}

/** Grade of every unit of a group, "" without one. */
export function grades(
  group: RuleGroup,
  members: number[],
  standing: Standing,
  ranks: Placed,
  gates: { gate: Gate; flags: Uint8Array }[],
  policy: Policy,
  found: string[],
): void {
  const scale = 10 ** (10 - policy.carry);
  const bounds = group.grades.map((grade) => units(grade.from, 10));
  const position = new Map<number, number>();
  for (const unit of members) {
    const score = standing.graded[unit] as number;
    if (Number.isNaN(score) || bounds.length === 0) continue;
    const own = reached(bounds, score * scale, policy.best);
    position.set(unit, Math.max(own, ceiling(group, gates, unit)));
  }
  group.grades.forEach((grade, place) => {
    if (grade.at_most !== null) limit(place, grade.at_most, position, ranks, policy);
  });
  for (const unit of members) {
    const set = gates.find(({ gate, flags }) => gate.grade !== null && flags[unit] === 1);
    const own = position.get(unit);
    found[unit] = set?.gate.grade ?? (own === undefined ? "" : (group.grades[own]?.grade ?? ""));
  }
}

/** Position of the grade whose interval holds the score; the grade with the lowest bound is open downwards. */
function reached(bounds: number[], score: number, best: Policy["best"]): number {
  if (best === "highest") {
    const first = bounds.findIndex((bound) => score >= bound);
    return first < 0 ? bounds.length - 1 : first;
  }
  let last = bounds.length - 1;
  while (last > 0 && score < (bounds[last] as number)) last -= 1;
  return last;
}

/** Position of the best grade that the gates leave possible. */
function ceiling(group: RuleGroup, gates: { gate: Gate; flags: Uint8Array }[], unit: number): number {
  let worst = 0;
  for (const { gate, flags } of gates) {
    if (gate.ceiling !== null && flags[unit] === 1) {
      worst = Math.max(
        worst,
        group.grades.findIndex((grade) => grade.grade === gate.ceiling),
      );
    }
  }
  return worst;
}

/** A grade goes to at most a share of the ranked units: those beyond it get the next one (ranking/quota.sql). */
function limit(grade: number, share: string, position: Map<number, number>, ranks: Placed, policy: Policy): void {
  const allowed = seats(share, ranks.order.length, policy.quota.rounding);
  const holders = ranks.order.filter((unit) => position.get(unit) === grade);
  for (let first = 0; first < holders.length; ) {
    const place = ranks.place[holders[first] as number];
    let behind = first;
    while (behind < holders.length && ranks.place[holders[behind] as number] === place) behind += 1;
    const last = policy.quota.ties === "keep_out" ? behind : first + 1;
    if (last > allowed) for (const unit of holders.slice(first, behind)) position.set(unit, grade + 1);
    first = behind;
  }
}

/** A share of so many units as a number of places, exactly. */
function seats(share: string, count: number, rounding: Policy["quota"]["rounding"]): number {
  const { whole, digits } = parsed(share);
  const [product, step] = [whole * BigInt(count), 10n ** BigInt(digits)];
  const below = product / step;
  const rest = product % step;
  const up = rounding === "up" ? rest > 0n : rounding === "half_up" && rest * 2n >= step;
  return Number(below) + (up ? 1 : 0);
}
