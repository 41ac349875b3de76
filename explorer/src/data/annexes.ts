/** `annexes`: all that the public edition shows, derived from nothing but the printed tables of the circular. */

export interface AnnexColumn {
  head: string;
  /** Full points below the head, empty where there are none. */
  full: string;
  /** How it is set: `name`, `number`, `word`, as scoring/documents/official/grid.Kind says. */
  kind: string;
  cells: string[];
}

export interface Annex {
  label: string;
  title: string;
  columns: AnnexColumn[];
  /** Headings with the number of rows below each; one without words where the annex has one group. */
  sections: [string, number][];
  notes: { mark: string; text: string }[];
  /** Said instead of a table where there is no unit. */
  sentence: string;
  /** By row: words under which its unit is found (name, Pinyin, initials); empty where a row is no unit. */
  search: string[];
}
