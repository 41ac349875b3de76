/** Order of the rows of a table: by one column, rows without a value last, equal ones as they came. */
import { amount } from "./numbers";

export interface Sort {
  key: string;
  down: boolean;
}

export type Value = string | number | undefined;

const words = new Intl.Collator("zh-Hans-CN", { numeric: true });

/** `-total` is the column `total`, the highest first. */
export function parseSort(text: string | null): Sort | null {
  return text ? { key: text.replace(/^-/, ""), down: text.startsWith("-") } : null;
}

export function sortText(sort: Sort | null): string {
  return sort ? `${sort.down ? "-" : ""}${sort.key}` : "";
}

/** The rows in order; `value` is what a row is ordered by, a text that is a number counts as one. */
export function sorted<Row>(rows: readonly Row[], value: (row: Row) => Value, down: boolean): Row[] {
  const keyed = rows.map((row, place) => ({ row, place, value: value(row) }));
  const sign = down ? -1 : 1;
  keyed.sort((a, b) => {
    const [first, second] = [a.value ?? "", b.value ?? ""];
    if (first === "" || second === "") return Number(first === "") - Number(second === "") || a.place - b.place;
    return sign * compare(first, second) || a.place - b.place;
  });
  return keyed.map((one) => one.row);
}

function compare(first: string | number, second: string | number): number {
  return typeof first === "number" && typeof second === "number"
    ? first - second
    : words.compare(String(first), String(second));
}

/** What a finished number is ordered by. */
export const asNumber = (text: string): Value => amount(text);
