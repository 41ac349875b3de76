/**
 * What the files of `data/` hold, and how they are loaded.
 *
 * Keys are those of the Python side (scoring/documents/explorer/files). Every number is a finished string:
 * pages print it as it is and parse it only to sort and to draw. A file is a script that calls
 * `scoringData(name, value)`: a page opened from the disk may load scripts, but not fetch.
 */

import type { Annex } from "./data/annexes";
import type { IndicatorLine } from "./data/indicator";

export type PageName = "ranking" | "unit" | "indicator" | "quality" | "comparison" | "robustness" | "method" | "whatif";

export interface Group {
  id: string;
  title: string;
}

/** One block, indicator, component, bonus or deduction, parents before children. `full` is by group, exact. */
export interface Node {
  id: string;
  parent: string;
  title: string;
  kind: "" | "component" | "bonus" | "penalty";
  full: Record<string, string>;
  leaf: boolean;
}

/** One unit in official order; `search` are its names, Pinyin and Pinyin initials, lower case, divided by blanks. */
export interface Unit {
  id: string;
  name: string;
  short_name: string;
  group: string;
  search: string;
}

export interface Meta {
  edition: "internal" | "public";
  assessment: string;
  title: string;
  period: string;
  run_date: string;
  criteria: string;
  fingerprint: string;
  /** What a draft is marked with, empty for a final run. */
  mark: string;
  /** Whether the data are invented. */
  sample: boolean;
  /** Pages that this edition has. */
  pages: PageName[];
  groups: Group[];
  nodes: Node[];
  units: Unit[];
}

export interface RankingRow {
  /** Place in `Meta.units`. */
  unit: number;
  status: "assessed" | "exempt" | "not_ranked";
  rank: string;
  tied: boolean;
  total: string;
  base: string;
  bonus: string;
  penalty: string;
  grade: string;
  blocks: string[];
  note: string;
  gate: string;
  overall: string;
  /** Total, rank and places gained since the run compared with; empty without one. */
  last: [string, string, string];
  /** Interval of ranks of ninety percent of the draws; null without an analysis. */
  interval: [number, number] | null;
}

export interface RankingGroup {
  id: string;
  /** Id, title and full points of the blocks at the top. */
  blocks: [string, string, string][];
  grades: string[];
  rows: RankingRow[];
}

export interface Files {
  meta: Meta;
  ranking: RankingGroup[];
  indicators: IndicatorLine[];
  annexes: Annex[];
}

declare global {
  interface Window {
    scoringData: (name: string, value: unknown) => void;
  }
}

const arrived = new Map<string, unknown>();
const waiting = new Map<string, Promise<unknown>>();

/** From now on, take what the files say of themselves. */
export function receive(): void {
  window.scoringData = (name, value) => arrived.set(name, value);
}

/** The value of a file that is there already, such as `meta`, which the page itself loads. */
export function loaded<Name extends keyof Files>(name: Name): Files[Name] | undefined {
  return arrived.get(name) as Files[Name] | undefined;
}

/** Load a file of `data/` once; rejected where it is missing or broken off. */
export function load<Value>(name: string): Promise<Value> {
  const there = arrived.get(name);
  if (there !== undefined) return Promise.resolve(there as Value);
  const asked = waiting.get(name);
  if (asked) return asked as Promise<Value>;
  const promise = new Promise<Value>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `data/${name}.js`;
    const ended = () => {
      script.remove();
      const value = arrived.get(name);
      if (value !== undefined) return resolve(value as Value);
      waiting.delete(name); // not there, or broken off: a script that is no whole value is loaded and says nothing
      reject(new Error(name));
    };
    script.onload = ended;
    script.onerror = ended;
    document.head.append(script);
  });
  waiting.set(name, promise);
  return promise;
}
