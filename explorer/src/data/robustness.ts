/** How firm the ranking is (scoring/documents/explorer/data/robustness.py). */
export interface UnitFirmness extends DrawnRanks {
  /** Place in `Meta.units`. */
  unit: number;
  name: string;
}

/** Ranks of one unit in the draws. */
export interface DrawnRanks {
  /** Rank of the run; interval of ninety percent of the draws, median, extremes. */
  rank: number;
  low: number;
  median: number;
  high: number;
  best: number;
  worst: number;
  /** Share of draws with the rank of the run. */
  kept: string;
  sentence: string;
  /** Rank, and share of the draws with it in thousandths; none for units far down in very large groups. */
  shares: [number, number][];
}

/** One thing decided otherwise. */
export interface Variant {
  kind: string;
  title: string;
  moved: number;
  /** Places that the unit that moves most would fall, less than 0 where it would rise. */
  largest: number;
  unit: string;
  first: string;
  unranked: number;
}

/** One uncertain input: shares of variance. */
export interface InputShare {
  title: string;
  first: string;
  total: string;
  error: string;
  ranks_first: string;
  ranks_total: string;
}

export interface FirmGroup {
  id: string;
  title: string;
  /** Length of the axis of ranks. */
  ranks: number;
  units: UnitFirmness[];
  /** Names of neighbours that are not told apart. */
  runs: string[][];
  variants: Variant[];
  inputs: InputShare[];
}

export interface Robustness {
  /** What was drawn, how often and from which seed, and what the words mean. */
  note: string;
  groups: FirmGroup[];
}
