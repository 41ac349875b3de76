/** What `data/whatif.js` holds: the rules of the run (scoring/results/whatif/describing.py) and the points of its units. */

/** `["number", "12"]`, `["name", "base"]`, `["fact", 0]`, else an operation and its operands. */
export type Formula = [string, ...(Formula | string | number)[]];
export type Mode = "half_up" | "truncate";

export interface RuleNode {
  id: string;
  title: string;
  /** Full points by group; a group that is not a key does not have this node. */
  points: Record<string, string>;
  weights: Record<string, string>;
  mean: string | null;
  not_applicable: string;
  stops: boolean;
  component: { full: string; floor: string | null; ceiling: string | null } | null;
  items: RuleNode[];
}

export interface Policy {
  digits: number;
  mode: Mode;
  at: "item" | "component" | "total";
  carry: number;
  rank_on: "printed" | "exact";
  ties: "competition" | "dense";
  best: "highest" | "lowest";
  overall: boolean;
  not_applicable: string;
  floor: string | null;
  ceiling: string | null;
  quota: { rounding: "down" | "half_up" | "up"; ties: "keep_out" | "let_in" };
  /** Whether units with too little data get no total. */
  no_total: boolean;
  break_ties: { by: string; best: "highest" | "lowest" }[];
}

export interface Members {
  share: string;
  rest: string;
  of: string[];
  combine: "mean" | "sum";
  on: "printed" | "exact";
  missing: "skip" | "zero" | "error";
  alone: "own" | "not_assessable" | "error";
}

export interface RuleGroup {
  id: string;
  title: string;
  grades: { grade: string; from: string; at_most: string | null }[];
  members: Members | null;
}

export interface Gate {
  id: string;
  /** Asked again; null for a gate on facts, which fires as it did in the run. */
  when: Formula | null;
  grade: string | null;
  ceiling: string | null;
  score: string | null;
  stop: boolean;
  ranked: boolean;
  component: string;
}

export interface Rules {
  policy: Policy;
  groups: RuleGroup[];
  /** Groups with members, those that are members of others first. */
  members: string[];
  tree: RuleNode[];
  bonuses: { id: string; component: string; gate: Formula | null }[];
  deductions: { id: string; component: string }[];
  gates: Gate[];
  facts: number;
  refused: boolean;
}

export interface WhatIfUnit {
  unit_id: string;
  /** Place in `Meta.units`. */
  unit: number;
  group: string;
  parent: string;
  assessed: boolean;
  exempt: boolean;
  screened: boolean;
  fired: string[];
  total: string;
  rank: string;
  overall: string;
  grade: string;
}

export interface WhatIfFile {
  rules: Rules;
  units: WhatIfUnit[];
  /** Per indicator, bonus and deduction a point per unit, in whole units of the last carried decimal. */
  points: Record<string, (number | null)[]>;
  facts: (number | boolean | null)[][];
}

/** Factor by node id, as decimal text; 1 for all others. */
export type Factors = ReadonlyMap<string, string>;
