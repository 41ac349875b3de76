/** Everything that the data-quality report says (scoring/documents/explorer/data/quality.py). */
import type { CorrectionLine } from "./unit";

/** One report file; `refusal` is the reason where it was refused. */
export interface SourceFile {
  file: string;
  kind: string;
  form: string;
  period: string;
  refusal: string;
}

/** One unit of the register; `place` is its place in `Meta.units`, -1 where it is not ranked at all. */
export interface QualityUnit {
  place: number;
  unit_id: string;
  name: string;
  group: string;
  files: SourceFile[];
  errors: string;
  warnings: string;
  open: string;
  unread: string;
  clean: boolean;
}

/** What has a place in `Quality.units`, -1 for what belongs to no unit. */
export interface OfUnit {
  unit: number;
}

export type Severity = "error" | "warning" | "info";

export interface Check {
  check_id: string;
  title: string;
  severity: Severity;
  period: string;
  part_title: string;
  expected: string;
  found: string;
  difference: string;
  message: string;
  quote: string;
  file: string;
  /** In words. */
  place: string;
  /** Outcome with the office's corrections, empty where they change nothing. */
  after: "" | "holds" | "fails" | "not_assessable";
}

/** A failed check with what only follows from it. */
export interface Finding extends Check, OfUnit {
  follows: Check[];
}

export interface OpenCheck extends OfUnit {
  title: string;
  places: string;
  message: string;
}

export interface Trouble extends OfUnit {
  file: string;
  code: string;
  sentence: string;
}

export interface Unread extends OfUnit {
  what: string;
  reason: string;
  raw: string;
  file: string;
  words: string;
}

export interface Repair extends OfUnit {
  kind: string;
  before: string;
  after: string;
  file: string;
  words: string;
  times: string;
}

export interface Corrected extends OfUnit, CorrectionLine {
  metric: string;
  place: string;
  file: string;
  quote: string;
  words: string;
}

export interface Broken extends OfUnit {
  title: string;
  message: string;
}

export interface Unusable extends OfUnit {
  table: string;
  deadline: string;
  reason: string;
  cases: string;
  examples: string;
  file: string;
  effect: string;
}

export interface Anomaly extends OfUnit {
  rule: string;
  title: string;
  period: string;
  expected: string;
  found: string;
  unusual: string;
  sentence: string;
  file: string;
  words: string;
  ask: string;
}

export interface CheckCount {
  check_id: string;
  title: string;
  severity: Severity;
  holds: string;
  failing: string;
  open: string;
}

export interface UnusableCount {
  table: string;
  deadline: string;
  reason: string;
  effect: string;
  cases: string;
  units: string;
}

export interface Coverage {
  form: string;
  /** Groups with the number of their reports on this form. */
  groups: [string, string][];
  reports: string;
  rows: { metric: string; title: string; per_group: string[]; whole: string }[];
}

/** A table as it is printed; a head says whether its column holds numbers. */
export interface Plain {
  title: string;
  heads: [string, boolean][];
  rows: string[][];
}

export interface PolicyPair {
  group: string;
  first: string;
  second: string;
  first_printed: string;
  second_printed: string;
  first_exact: string;
  second_exact: string;
  sentence: string;
}

export interface Quality {
  period: string;
  reads_reports: boolean;
  /** Numbers by name; empty where nothing was read. */
  totals: Record<string, string>;
  units: QualityUnit[];
  findings: Finding[];
  open: OpenCheck[];
  troubles: Trouble[];
  unread: Unread[];
  repairs: Repair[];
  corrections: Corrected[];
  broken: Broken[];
  unusable: Unusable[];
  anomalies: Anomaly[];
  /** How many rows of a list are not here; all stand in checks.csv. */
  left_out: Record<string, string>;
  counts: CheckCount[];
  unusable_counts: UnusableCount[];
  rules: { rule: string; title: string; words: string }[];
  note: string;
  coverage: Coverage[];
  prepared: Plain[];
  pairs: PolicyPair[];
}
