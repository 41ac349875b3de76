/** Checks that fail, with what follows from them, and checks that cannot be assessed. */
import type { Check, Finding, OpenCheck, Severity } from "../data/quality";
import { Fold } from "../parts/fold";
import { Place } from "../parts/place";
import { Choice } from "../parts/search";
import { parseSort, sortText } from "../parts/sorting";
import { type Column, DataTable } from "../parts/table";
import { changeQuery } from "../route";
import { say } from "../words";
import type { Part } from "./quality";
import { LeftOut, Rows, rowId, unitColumn } from "./quality-unit";

export const SEVERITIES: Severity[] = ["error", "warning", "info"];
const SIGNS: Record<Severity, string> = { error: "■", warning: "▲", info: "○" };

/** A severity as sign and word, so that it is told apart without colour. */
export function Degree({ severity }: { severity: Severity }) {
  return (
    <span class={`degree ${severity}`}>
      <span aria-hidden="true">{SIGNS[severity]}</span> {say(`quality.${severity}`)}
    </span>
  );
}

export function Findings(props: Part) {
  const { told, route, wanted } = props;
  const asked = (key: string) => route.query.get(key) ?? "";
  const change = (key: string) => (value: string) => changeQuery(route, { [key]: value });
  const [check, severity] = [asked("check"), asked("severity")];
  const rows = wanted(told.findings).filter(
    (row) =>
      (!severity || row.severity === severity) &&
      (!check || row.check_id === check || row.follows.some((one) => one.check_id === check)),
  );
  const checks = new Map(told.findings.flatMap((row) => [row, ...row.follows]).map((row) => [row.check_id, row.title]));
  return (
    <>
      <div class="fields">
        <Choice label={say("quality.check")} value={check} choices={[...checks]} change={change("check")} chinese />
        <Choice
          label={say("quality.severity")}
          value={severity}
          choices={SEVERITIES.map((one) => [one, say(`quality.${one}`)])}
          change={change("severity")}
        />
      </div>
      <Rows shown={rows.length} all={told.findings.length} />
      <p class="quiet lead">{say("quality.degrees")}</p>
      {rows.length > 0 && (
        <DataTable
          caption={say("quality.findings")}
          columns={columns(props)}
          rows={rows}
          rowKey={rowId}
          sort={parseSort(route.query.get("sort"))}
          onSort={(next) => changeQuery(route, { sort: sortText(next) })}
        />
      )}
      <LeftOut told={told} list="findings" />
    </>
  );
}

function columns(props: Part): Column<Finding>[] {
  const number = (key: "expected" | "found" | "difference"): Column<Finding> => ({
    key,
    head: say(`quality.${key}`),
    kind: "number",
    minor: true,
    text: (row) => row[key],
    by: false,
  });
  return [
    unitColumn(props),
    {
      key: "severity",
      head: say("quality.severity"),
      text: (row) => say(`quality.${row.severity}`),
      show: (row) => <Degree severity={row.severity} />,
      by: (row) => SEVERITIES.indexOf(row.severity),
    },
    {
      key: "check",
      head: say("quality.what"),
      text: (row) => row.message,
      show: (row) => <What row={row} period={props.told.period} />,
      by: (row) => row.title,
    },
    number("expected"),
    number("found"),
    number("difference"),
  ];
}

function What({ row, period }: { row: Finding; period: string }) {
  return (
    <div class="what">
      <Told row={row} period={period} />
      {row.follows.length > 0 && (
        <Fold summary={say("quality.follows", { count: row.follows.length })}>
          <ul>
            {row.follows.map((one, place) => (
              <li key={place}>
                <Told row={one} period={period} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}

function Told({ row, period }: { row: Check; period: string }) {
  return (
    <>
      <p lang="zh-CN">
        {row.message}
        {row.after && <strong class="after"> {say(`quality.after_${row.after}`)}</strong>}
      </p>
      <p class="quiet" lang="zh-CN">
        {row.title} <code>{row.check_id}</code>
        {row.part_title && ` · ${row.part_title}`}
        {row.period && row.period !== period && ` · ${row.period}`}
      </p>
      <Place file={row.file} words={row.place} quote={row.quote} />
    </>
  );
}

export function Open(props: Part) {
  const rows = props.wanted(props.told.open);
  const columns: Column<OpenCheck>[] = [
    unitColumn(props),
    { key: "check", head: say("quality.check"), text: (row) => row.title, chinese: true },
    { key: "message", head: say("quality.what"), text: (row) => row.message, by: false, chinese: true },
    { key: "places", head: say("quality.places"), kind: "number", text: (row) => row.places, down: true },
  ];
  return (
    <>
      <Rows shown={rows.length} all={props.told.open.length} />
      <p class="quiet lead">{say("quality.open_words")}</p>
      {rows.length > 0 && <DataTable caption={say("quality.open")} columns={columns} rows={rows} rowKey={rowId} />}
      <LeftOut told={props.told} list="open" />
    </>
  );
}
