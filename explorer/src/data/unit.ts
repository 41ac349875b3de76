/**
 * `unit/<place>`: one unit, place = index in `Meta.units` (scoring/results/sheets/model, scoring/results/explorer).
 * What is the same for all units (standards, means) stands in `indicators` (see indicator.ts) and is not repeated here.
 */
import type { ComparedUnit } from "./comparison";
import type { DrawnRanks } from "./robustness";

export type Outcome = "measured" | "missing" | "not_applicable" | "not_assessable" | "exempt";

/** Where one number behind an indicator came from; `place` is said in words, `quote` is what stands there. */
export interface SourceEntry {
  title: string;
  value: string;
  file: string;
  place: string;
  quote: string;
  kind: string;
}

export interface Standing {
  total: string;
  exact: string;
  full: string;
  applicable: string;
  base: string;
  bonus: string;
  penalty: string;
  rank: string;
  of: string;
  tied: string[];
  tie_broken_by: string;
  rank_overall: string;
  of_overall: string;
  grade: string;
  to_next_rank: string;
  next_grade: string;
  to_next_grade: string;
  made_of: string;
  mean: string;
  best: string;
  /** The unit's index among the ranked units of its group, whose totals stand in `ranking` in rank order; null without a rank. */
  place: number | null;
}

export interface BlockLine {
  node_id: string;
  title: string;
  full: string;
  applicable: string;
  points: string;
  rate: string;
  mean: string;
  mean_rate: string;
  best: string;
  best_rate: string;
  counted: string;
}

export interface OpenLine {
  indicator_id: string;
  title: string;
  block: string;
  full: string;
  word: string;
  reason: string;
}

export interface DoubtLine {
  title: string;
  message: string;
  severity: string;
  file: string;
  /** In words. */
  place: string;
  quote: string;
  answered: boolean;
}

export interface CorrectionLine {
  title: string;
  period: string;
  old: string;
  new: string;
  corrected_on: string;
  corrected_by: string;
  reason: string;
  evidence: string;
}

export interface GateWords {
  gate_id: string;
  title: string;
  condition: string;
  consequence: string;
  basis: string;
}

/** What the unit would have with full points there, others unchanged; empty where it cannot be said. */
export interface Gain {
  losing: string;
  judged: string;
  total: string;
  gain: string;
  rank: string;
}

/** Every indicator, bonus and deduction of the unit, in the order of the criteria. */
export interface PointLine {
  /** Place in `Meta.nodes`. */
  node: number;
  outcome: Outcome;
  value: string;
  full: string;
  points: string;
  lost: string;
  reason: string;
  evidence: string;
  /** Mean of the ranked units of the group. */
  mean: string;
  /** Last year's points, or why there were none, and full points then; empty without a comparison. */
  last: string;
  last_full: string;
  /** Points gained since; empty where that is no number. */
  move: string;
  /** False where the gate of a bonus is closed. */
  counted: boolean;
  gain: Gain | null;
  sources: SourceEntry[];
}

/** scoring/results/robustness/model.UnitFirmness. */
export interface Firmness extends DrawnRanks {
  /** Places in `Meta.units` of the units that are not told apart from it. */
  together: number[];
}

/** scoring/results/margins/model.MarginRow. */
export interface MarginRow {
  rank_up: string;
  to_rank_up: string;
  rank_down: string;
  to_rank_down: string;
  grade_up: string;
  to_grade_up: string;
  grade_down: string;
  to_grade_down: string;
  grade_note: string;
  /** Sentences of what would move the unit. */
  deciders: { direction: string; sentence: string; first: boolean }[];
}

/** The unit beside the run compared with (scoring/results/comparison/model.ComparedUnit). */
export interface Compared
  extends Pick<ComparedUnit, "change" | "totals" | "total" | "ranks" | "rank" | "grades" | "grade_due" | "improved"> {
  old_group: string;
  predecessors: string;
}

/** The unit before and after what was decided on appeals (scoring/results/appeals/model.EffectRow). */
export interface Effect {
  total_before: string;
  total_after: string;
  change: string;
  rank_before: string;
  rank_after: string;
  grade_before: string;
  grade_after: string;
  moved_by: "own" | "others" | "";
}

/** One appeal or adjustment, in words. */
export interface AppealLine {
  title: string;
  sentence: string;
}

export interface UnitFile {
  unit: number;
  status: "assessed" | "exempt" | "not_ranked";
  note: string;
  standing: Standing | null;
  gates: GateWords[];
  blocks: BlockLine[];
  /** Lost points together. */
  lost: string;
  points: PointLine[];
  opens: OpenLine[];
  doubts: DoubtLine[];
  corrections: CorrectionLine[];
  appeals: AppealLine[];
  effect: Effect | null;
  firmness: Firmness | null;
  margins: MarginRow | null;
  compared: Compared | null;
  /** Said where the file holds less than every point with its sources, empty otherwise. */
  shortened: string;
}
