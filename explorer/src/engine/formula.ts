/** Conditions over base, bonus and total (scoring/criteria/formula_sql.py): unknown operands make a value unknown. */
import { GUARD, guarded, half } from "./decimal";
import type { Formula } from "./types";

export type Value = number | boolean | null;
/** Numbers by name (`base`, `bonus`, `total`) and facts by place, of one unit; null where unknown. */
export interface Scores {
  name: (name: string) => number | null;
  fact: (place: number) => Value;
}

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  "=": (a, b) => a === b,
  "<>": (a, b) => a !== b,
};

/** Compared with a number of the criteria: over the double itself, from half a unit of the last guarded digit below it. */
const AGAINST: Record<string, (a: number, bound: number) => boolean> = {
  ">": (a, bound) => a >= bound + GUARD,
  ">=": (a, bound) => a >= bound - GUARD,
  "<": (a, bound) => a < bound - GUARD,
  "<=": (a, bound) => a < bound + GUARD,
  "=": (a, bound) => a >= bound - GUARD && a < bound + GUARD,
  "<>": (a, bound) => a < bound - GUARD || a >= bound + GUARD,
};

const NUMERIC: Record<string, (values: number[]) => number | null> = {
  "+": (values) => values.reduce((a, b) => a + b),
  "-": (values) => values.reduce((a, b) => a - b),
  "*": (values) => values.reduce((a, b) => a * b),
  "/": ([a = 0, b = 0]) => (Math.abs(b) < GUARD ? null : a / b),
  neg: ([a = 0]) => -a,
  abs: ([a = 0]) => Math.abs(a),
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  mean: (values) => values.reduce((a, b) => a + b) / values.length,
  round: ([a = 0, digits = 0]) => half((guarded(a) / 1e10) * 10 ** digits) / 10 ** digits,
};

export function evaluate(formula: Formula, scores: Scores): Value {
  const [op, ...rest] = formula;
  if (op === "number") return Number(rest[0]);
  if (op === "name") return scores.name(String(rest[0]));
  if (op === "fact") return scores.fact(Number(rest[0]));
  const args = rest as Formula[];
  if (op === "and" || op === "or") return joined(op === "and", args, scores);
  const first = evaluate(args[0] as Formula, scores);
  if (op === "not") return first === null ? null : !first;
  if (op === "if_") return first === null ? null : evaluate(args[first ? 1 : 2] as Formula, scores);
  const values = [first, ...args.slice(1).map((arg) => evaluate(arg, scores))];
  if (values.some((value) => value === null)) return null;
  const [a = 0, b = 0] = values as number[];
  if (op in COMPARE) {
    return args[1]?.[0] === "number" ? AGAINST[op]?.(a, b) === true : COMPARE[op]?.(guarded(a), guarded(b)) === true;
  }
  const computed = NUMERIC[op];
  if (!computed) throw new Error(op);
  return computed(values as number[]);
}

/** One false part makes a whole false (one true part true), whatever is unknown besides. */
function joined(all: boolean, args: Formula[], scores: Scores): Value {
  let found: Value = all;
  for (const arg of args) {
    const value = evaluate(arg, scores);
    if (value === !all) return !all;
    if (value === null) found = null;
  }
  return found;
}
