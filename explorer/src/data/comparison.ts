/** Who moved since the earlier run, and why (scoring/documents/explorer/data/comparison.py). */

/** A move and its parts due to data and to criteria; gains carry a plus, empty where there is no number. */
export interface Split {
  move: string;
  data: string;
  criteria: string;
}

/** What the four scorings say: old data by old criteria, old by new ones, new by old ones, new by new ones. */
export interface Four {
  old: string;
  old_by_new: string;
  new_by_old: string;
  new: string;
}

export interface ComparedUnit {
  /** Place in `Meta.units`, -1 where it left. */
  unit: number;
  group: string;
  unit_id: string;
  name: string;
  short_name: string;
  change: "same" | "renamed" | "merged" | "split" | "regrouped" | "joined" | "left";
  totals: Four;
  total: Split;
  ranks: Four;
  /** Places gained, without a plus. */
  rank: Split;
  grades: Four;
  /** What moved its grade, in Chinese. */
  grade_due: string;
  /** Place by what its data gained, empty where they gained nothing. */
  improved: string;
  /** What rolling up adds to the moves of the indicators. */
  rest: [string, string, string];
  remark: string;
}

export interface ComparedMean extends Split {
  group: string;
  item: string;
  title: string;
  units: string;
  old: string;
  new: string;
}

export interface Comparison {
  facts: [string, string][];
  /** What the earlier and the later run are called. */
  heads: [string, string];
  groups: { id: string; title: string; words: string }[];
  units_a_file: number;
  /** Whether there are files of single indicators: not in very large runs. */
  moves: boolean;
  units: ComparedUnit[];
  means: ComparedMean[];
}

/** `moves/<n>`: one list per unit, in the order of `Comparison.units`. */
export interface Move extends Split {
  item: string;
  title: string;
  old_full: string;
  new_full: string;
  /** Points, or why there were none. */
  old: string;
  new: string;
  note: string;
}
