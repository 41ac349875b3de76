/** A table that is sorted by its heads; long ones show the rows in the window, and all of them in print. */
import type { ComponentChildren } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { say } from "../words";
import { useFit } from "./fit";
import { usePrinting } from "./printing";
import { useShownRows } from "./rows";
import { asNumber, type Sort, sorted, type Value } from "./sorting";

export interface Column<Row> {
  key: string;
  head: string;
  /** Second line of the head, such as full points. */
  below?: string;
  /** `name` heads its row; numbers stand at the right. */
  kind?: "name" | "number" | "text";
  text: (row: Row) => string;
  /** What is shown instead of the text alone. */
  show?: (row: Row) => ComponentChildren;
  /** What is printed of one of thousands of rows, where that is not the text alone. */
  plain?: (row: Row) => string;
  /** What it is sorted by, where that is not the text itself (or its number); false: not sorted. */
  by?: ((row: Row) => Value) | false;
  /** Whether the highest stands first when it is sorted by this column. */
  down?: boolean;
  /** Left out where the table does not fit, until all columns are asked for. */
  minor?: boolean;
  /** Said of the head to those who point at it. */
  hint?: string;
  /** Whether head and cells are Chinese data. */
  chinese?: boolean;
}

interface Props<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  rowClass?: (row: Row) => string;
}

const MANY = 300;

function orderedBy<Row>(column: Column<Row>): ((row: Row) => Value) | null {
  if (column.by === false) return null;
  if (column.by) return column.by;
  return column.kind === "number" ? (row) => asNumber(column.text(row)) : column.text;
}

export function DataTable<Row>(props: Props<Row>) {
  const { caption, columns, rowKey, rowClass } = props;
  const [own, setOwn] = useState<Sort | null>(props.sort ?? null);
  const sort = props.onSort ? (props.sort ?? null) : own;
  const rows = useMemo(() => inOrder(columns, props.rows, sort), [columns, props.rows, sort?.key, sort?.down]);
  const [all, setAll] = useState(false);
  const printing = usePrinting();
  const body = useRef<HTMLTableSectionElement>(null);
  const long = rows.length > MANY;
  const shown = useShownRows(body, rows.length, long && !printing);
  const box = useFit(all, [columns, rows]);
  return (
    <>
      {box.folds && columns.some((column) => column.minor) && (
        <button type="button" class="more-columns" aria-pressed={all} onClick={() => setAll(!all)}>
          {say(all ? "table.fewer" : "table.all")}
        </button>
      )}
      <div ref={box.ref} class={`table-box ${box.state}${long ? " long" : ""}`} {...box.named(caption)}>
        <table aria-rowcount={long ? rows.length + 1 : undefined}>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr aria-rowindex={long ? 1 : undefined}>
              {columns.map((column) => (
                <Head key={column.key} column={column} sort={sort} change={props.onSort ?? setOwn} />
              ))}
            </tr>
          </thead>
          {long && <Widest columns={columns} rows={rows} />}
          <tbody ref={body}>
            {shown.above > 0 && <Gap height={shown.above} columns={columns.length} />}
            {rows.slice(shown.first, shown.end).map((row, i) => (
              <tr
                key={rowKey(row)}
                ref={long ? shown.measure : null}
                data-index={shown.first + i}
                aria-rowindex={long ? shown.first + i + 2 : undefined}
                class={rowClass?.(row) || undefined}
              >
                {columns.map((column) => (
                  <Cell key={column.key} column={column} row={row} plain={long && printing} />
                ))}
              </tr>
            ))}
            {shown.below > 0 && <Gap height={shown.below} columns={columns.length} />}
          </tbody>
        </table>
      </div>
    </>
  );
}

function inOrder<Row>(columns: Column<Row>[], rows: readonly Row[], sort: Sort | null): readonly Row[] {
  const column = columns.find((one) => one.key === sort?.key);
  const value = column && orderedBy(column);
  return value && sort ? sorted(rows, value, sort.down) : rows;
}

function Head<Row>({
  column,
  sort,
  change,
}: {
  column: Column<Row>;
  sort: Sort | null;
  change: (sort: Sort | null) => void;
}) {
  const now = sort?.key === column.key ? sort : null;
  const first = column.down ?? false;
  const order = now ? (now.down ? "descending" : "ascending") : undefined;
  const next = !now ? { key: column.key, down: first } : now.down === first ? { ...now, down: !first } : null;
  const words = <span lang={column.chinese ? "zh-CN" : undefined}>{column.head}</span>;
  const below = column.below && <small>{column.below}</small>;
  const arrow = (
    <span class="arrow" aria-hidden="true">
      {now ? (now.down ? "▼" : "▲") : "↕"}
    </span>
  );
  return (
    <th scope="col" class={classes(column)} aria-sort={order} title={column.hint}>
      {column.by === false ? (
        <>
          {words}
          {below}
        </>
      ) : (
        <button type="button" class="sort" onClick={() => change(next)}>
          {words}
          {arrow}
          {below}
        </button>
      )}
    </th>
  );
}

/** A cell; `plain` is one of thousands in print, where drawings and links only cost time. */
function Cell<Row>({ column, row, plain }: { column: Column<Row>; row: Row; plain: boolean }) {
  const text = plain && column.plain ? column.plain(row) : column.text(row);
  const shown = column.show && !plain ? column.show(row) : text;
  const lang = column.chinese ? "zh-CN" : undefined;
  return column.kind === "name" ? (
    <th scope="row" class={classes(column)} lang={lang}>
      {shown}
    </th>
  ) : (
    <td class={classes(column)} lang={lang}>
      {shown}
    </td>
  );
}

function classes<Row>(column: Column<Row>): string {
  return [column.kind ?? "text", column.minor ? "minor" : ""].filter(Boolean).join(" ");
}

function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    <tr class="gap">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}

/** A row that is not seen: it keeps the columns as wide as their longest cell, whichever rows are shown. */
function Widest<Row>({ columns, rows }: { columns: Column<Row>[]; rows: readonly Row[] }) {
  const longest = useMemo(() => columns.map((column) => longestText(column, rows)), [columns, rows]);
  return (
    <tbody class="widest" aria-hidden="true">
      <tr>
        {columns.map((column, i) => (
          <td key={column.key} class={classes(column)}>
            {longest[i]}
          </td>
        ))}
      </tr>
    </tbody>
  );
}

function longestText<Row>(column: Column<Row>, rows: readonly Row[]): string {
  return rows.reduce((found, row) => {
    const text = column.text(row);
    return text.length > found.length ? text : found;
  }, "");
}
