/** The criteria in words (scoring/results/method/model.py). */
export interface MethodNode {
  node_id: string;
  parent_id: string;
  title: string;
  /** Full points by group; a group that does not have the node is not there. */
  points: Record<string, string>;
  words: string;
  standard: string;
  basis: string;
  source: string;
}

export interface MethodTable {
  title: string;
  heads: string[];
  rows: string[][];
}

export interface Method {
  title: string;
  period: string;
  groups: [string, string][];
  totals: Record<string, string>;
  nodes: MethodNode[];
  tables: MethodTable[];
  notes: string[];
}
