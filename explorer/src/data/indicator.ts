/**
 * `indicators`: all indicators, bonuses and deductions with the statistics of every group;
 * `indicator/<place>`: the units of one, place = index in `Meta.nodes`.
 */
import type { Outcome } from "./unit";

/** One indicator of one group; shares are finished strings such as `46.67%`, empty where nothing is counted. */
export interface IndicatorStats {
  /** Id of the group. */
  group: string;
  full: string;
  counted: string;
  mean: string;
  median: string;
  highest: string;
  lowest: string;
  deviation: string;
  /** Share of the counted units with full points, with no points. */
  full_share: string;
  none_share: string;
  /** Corrected item-total correlation, and share of the variance of totals; empty where nothing varies. */
  correlation: string;
  variance_share: string;
  /** Whether the correlation is that with the rest of the total; with the total itself where totals are no sums of points. */
  of_rest: boolean;
  /** Mean as a share of the full points. */
  mean_rate: string;
}

/** An indicator with what the criteria say of it. */
export interface IndicatorLine {
  node: number;
  /** Title of its block at the top. */
  block: string;
  kind: "" | "bonus" | "penalty";
  standard: string;
  basis: string;
  evidence: string;
  /** Condition of a bonus in words. */
  condition: string;
  groups: IndicatorStats[];
}

export interface IndicatorRow {
  /** Place in `Meta.units`. */
  unit: number;
  outcome: Outcome;
  value: string;
  points: string;
  lost: string;
  last: string;
}

export interface IndicatorFile {
  node: number;
  groups: { group: string; rows: IndicatorRow[] }[];
}
