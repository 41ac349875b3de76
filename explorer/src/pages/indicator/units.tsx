/** The columns of the units of an indicator. */
import type { Meta } from "../../data";
import type { IndicatorRow } from "../../data/indicator";
import type { Column } from "../../parts/table";
import { link } from "../../route";
import { say } from "../../words";

export function unitColumns(meta: Meta, rows: IndicatorRow[]): Column<IndicatorRow>[] {
  const has = (said: (row: IndicatorRow) => string) => rows.some((row) => said(row) !== "");
  const name = (row: IndicatorRow) => meta.units[row.unit]?.short_name || meta.units[row.unit]?.name || "";
  const number = (key: string, head: string, text: (row: IndicatorRow) => string, minor = true) =>
    ({ key, head, kind: "number", text, down: true, minor }) as const;
  const columns: (Column<IndicatorRow> | false)[] = [
    {
      key: "unit",
      head: say("ranking.unit"),
      kind: "name",
      text: name,
      show: (row) => <a href={link("unit", meta.units[row.unit]?.id ?? "")}>{name(row)}</a>,
      chinese: true,
    },
    number("points", say("unit.points"), (row) => row.points, false),
    has((row) => row.lost) && number("lost", say("unit.lost"), (row) => row.lost, false),
    has((row) => row.value) && number("value", say("indicator.value"), (row) => row.value),
    has((row) => row.last) && number("last", say("unit.last_points"), (row) => row.last),
    rows.some((row) => row.outcome !== "measured") && {
      key: "outcome",
      head: say("indicator.outcome"),
      text: (row) => say(`outcome.${row.outcome}`),
    },
  ];
  return columns.filter((column) => column !== false);
}
