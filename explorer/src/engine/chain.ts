/** From base to total for the units of one group (scoring/scores/chain.py): bonus, deductions, limits, gates. */
import { half, rounded, units } from "./decimal";
import { evaluate, type Scores, type Value } from "./formula";
import type { Gate, Policy, Rules, WhatIfUnit } from "./types";

export interface Part {
  /** The component, or "" for the whole. */
  component: string;
  base: Float64Array;
  /** Which units have a total at all. */
  scored: (place: number) => boolean;
  floor: string | null;
  ceiling: string | null;
  /** What is rounded where the criteria round components. */
  rounds: "terms" | "total";
}

export interface Chained {
  base: Float64Array;
  bonus: Float64Array;
  penalty: Float64Array;
  /** NaN where there is none. */
  exact: Float64Array;
}

export interface Surroundings {
  rules: Rules;
  size: number;
  units: WhatIfUnit[];
  /** Points of a bonus or deduction by unit, NaN where there are none. */
  amount: (id: string) => Float64Array;
  fact: (place: number, column: number) => Value;
  /** Gates that fired, by gate, filled part by part. */
  flags: Map<string, Uint8Array>;
}

export function inComponents(policy: Policy): (value: number) => number {
  if (policy.at !== "component") return (value) => value;
  return (value) => rounded(value, policy.digits, policy.mode, policy.carry);
}

/** Whether the gate of a bonus is open, by the base that it knows. */
export function isOpen(gate: Parameters<typeof evaluate>[0] | null, base: number, carry: number): boolean {
  if (gate === null) return true;
  return evaluate(gate, { name: () => (Number.isNaN(base) ? null : base / 10 ** carry), fact: () => null }) === true;
}

export function chain(part: Part, around: Surroundings): Chained {
  const { rules, size } = around;
  const { policy } = rules;
  const round = inComponents(policy);
  const bonus = new Float64Array(size);
  const penalty = new Float64Array(size);
  for (const item of rules.bonuses.filter((found) => found.component === part.component)) {
    const points = around.amount(item.id);
    for (let i = 0; i < size; i++) {
      if (isOpen(item.gate, part.base[i] as number, policy.carry)) bonus[i] = (bonus[i] as number) + known(points, i);
    }
  }
  for (const item of rules.deductions.filter((found) => found.component === part.component)) {
    const points = around.amount(item.id);
    for (let i = 0; i < size; i++) penalty[i] = (penalty[i] as number) + known(points, i);
  }
  const total = new Float64Array(size);
  const floor = part.floor === null ? -Infinity : units(part.floor, policy.carry);
  const ceiling = part.ceiling === null ? Infinity : units(part.ceiling, policy.carry);
  for (let i = 0; i < size; i++) {
    if (part.rounds === "terms") {
      bonus[i] = round(bonus[i] as number);
      penalty[i] = round(penalty[i] as number);
    }
    const sum = (part.base[i] as number) + (bonus[i] as number) - (penalty[i] as number);
    total[i] = half(Math.min(Math.max(sum, floor), ceiling));
  }
  const chained = { base: part.base, bonus, penalty, exact: total };
  const gates = rules.gates.filter((gate) => gate.component === part.component);
  for (const gate of gates) around.flags.set(gate.id, fired(gate, part, chained, around));
  close(part, gates, chained, around, round);
  return chained;
}

function known(points: Float64Array, place: number): number {
  const value = points[place] as number;
  return Number.isNaN(value) ? 0 : value;
}

function fired(gate: Gate, part: Part, chained: Chained, around: Surroundings): Uint8Array {
  const flags = new Uint8Array(around.size);
  const unit = 10 ** around.rules.policy.carry;
  for (let i = 0; i < flags.length; i++) {
    if (gate.when === null) {
      flags[i] = around.units[i]?.fired.includes(gate.id) ? 1 : 0;
      continue;
    }
    const unknown = part.component !== "" && !part.scored(i); // no base that a gate could find too low
    const own: Record<string, number | undefined> = {
      base: chained.base[i],
      bonus: chained.bonus[i],
      total: chained.exact[i],
    };
    const scores: Scores = {
      name: (name) => (unknown ? null : (own[name] ?? 0) / unit),
      fact: (place) => around.fact(i, place),
    };
    flags[i] = evaluate(gate.when, scores) === true ? 1 : 0;
  }
  return flags;
}

/** The total, unless a gate sets a score or stops: the first one that does either counts. */
function close(
  part: Part,
  gates: Gate[],
  chained: Chained,
  around: Surroundings,
  round: (value: number) => number,
): void {
  const { rules, flags } = around;
  const above = part.component === "" ? rules.gates.filter((gate) => gate.component !== "" && gate.stop) : [];
  const own = gates.filter((gate) => gate.stop || gate.score !== null);
  for (let i = 0; i < around.size; i++) {
    const has = (gate: Gate) => flags.get(gate.id)?.[i] === 1;
    let value = part.scored(i) ? (chained.exact[i] as number) : Number.NaN;
    if (above.some(has)) value = Number.NaN;
    else {
      const first = own.find(has);
      if (first?.stop) value = Number.NaN;
      else if (first && !Number.isNaN(value)) value = half(units(first.score ?? "0", rules.policy.carry));
    }
    chained.exact[i] = part.rounds === "total" && !Number.isNaN(value) ? round(value) : value;
  }
}
