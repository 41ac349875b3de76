/** The column that names the unit of a row. */
import type { OfUnit, Quality } from "../data/quality";
import type { Column } from "../parts/table";
import { link } from "../route";
import { say } from "../words";
import type { Part } from "./quality";

export function unitColumn<Row extends OfUnit>({ told, meta }: Part): Column<Row> {
  return {
    key: "unit",
    head: say("quality.unit"),
    kind: "name",
    chinese: true,
    text: (row) => unitName(told, row),
    show: (row) => {
      const known = meta.units[told.units[row.unit]?.place ?? -1];
      const name = unitName(told, row);
      return known && meta.pages.includes("unit") ? <a href={link("unit", known.id)}>{name}</a> : name;
    },
    by: (row) => row.unit,
  };
}

export function unitName(told: Quality, row: OfUnit): string {
  return told.units[row.unit]?.name ?? "—";
}

/** Says how many rows of a list the page does not hold. */
export function LeftOut({ told, list }: { told: Quality; list: string }) {
  const count = told.left_out[list];
  return count ? <p>{say("quality.left_out", { count })}</p> : null;
}

/** How many rows of a list are shown. */
export function Rows({ shown, all }: { shown: number; all: number }) {
  return (
    <p class="quiet count" role="status">
      {say(shown === all ? "quality.all_rows" : "quality.some_rows", { all, shown })}
    </p>
  );
}

const ids = new WeakMap<object, number>();
let last = 0;

/** A number of a row of its own, however alike rows are. */
export function rowId(row: object): number {
  let id = ids.get(row);
  if (id === undefined) {
    last += 1;
    id = last;
    ids.set(row, id);
  }
  return id;
}
