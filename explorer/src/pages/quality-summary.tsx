/** The whole in numbers, every unit with what there is to tell of it, every check with the units in which it fails. */
import type { CheckCount, Quality, QualityUnit } from "../data/quality";
import { type Column, DataTable } from "../parts/table";
import { link } from "../route";
import { say } from "../words";
import type { Part } from "./quality";
import { Degree, SEVERITIES } from "./quality-findings";
import { unitColumn } from "./quality-unit";

/** Whether there is anything to say of single units: reports that are read, or something wrong with them. */
export function listsUnits(told: Quality): boolean {
  return told.reads_reports || told.units.some((unit) => !unit.clean);
}

export function Summary(props: Part) {
  const { told, wanted } = props;
  const units = wanted(told.units.map((unit, place) => ({ ...unit, unit: place })));
  return (
    <>
      <Totals {...props} />
      {listsUnits(told) && (
        <>
          <h2>{say("quality.units")}</h2>
          <DataTable
            caption={say("quality.units")}
            columns={unitColumns(props)}
            rows={units}
            rowKey={(row) => row.unit}
            sort={{ key: "errors", down: true }}
          />
        </>
      )}
      {told.counts.length > 0 && (
        <>
          <h2>{say("quality.checks")}</h2>
          <p class="quiet lead">{say("quality.worst")}</p>
          <DataTable
            caption={say("quality.checks")}
            columns={checkColumns()}
            rows={told.counts}
            rowKey={(row) => row.check_id}
          />
        </>
      )}
    </>
  );
}

function Totals({ told }: Part) {
  const { totals: n } = told;
  if (!told.reads_reports && n.reports === "0" && n.refused === "0") {
    return <p>{say("quality.no_reports", { units: n.units ?? "" })}</p>;
  }
  const figures: [string, string, string][] = [
    [
      say("quality.units"),
      n.units ?? "",
      n.without && n.without !== "0" ? say("quality.without", { count: n.without }) : "",
    ],
    [
      say("quality.reports"),
      n.reports ?? "",
      n.refused && n.refused !== "0" ? say("quality.refused", { count: n.refused }) : "",
    ],
    [
      say("quality.facts"),
      n.facts ?? "",
      told.unread.length ? say("quality.unread_rows", { count: told.unread.length }) : "",
    ],
    [
      say("quality.checked"),
      n.checked ?? "",
      say("quality.held", { holds: n.holds ?? "", open: n.not_assessable ?? "" }),
    ],
    [say("quality.failing"), n.fails ?? "", failing(n)],
  ];
  return (
    <>
      <dl class="figures">
        {figures.map(([name, value, more]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{value}</b>
              {more && <small>{more}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet lead">{say("quality.degrees")}</p>
    </>
  );
}

function failing(n: Record<string, string>): string {
  if (n.fails === "0") return "";
  const parts = SEVERITIES.map((one) => `${say(`quality.${one}`)} ${n[one] ?? "0"}`);
  if (n.consequences !== "0") parts.push(`${say("quality.consequences")} ${n.consequences ?? ""}`);
  return `${parts.join(" · ")} · ${say("quality.units_failing", { count: n.units_failing ?? "" })}`;
}

type Row = QualityUnit & { unit: number };

function unitColumns(props: Part): Column<Row>[] {
  const number = (key: "errors" | "warnings" | "open" | "unread", tab: string, minor = false): Column<Row> => ({
    key,
    head: say(`quality.${key}`),
    kind: "number",
    down: true,
    minor,
    text: (row) => row[key],
    show: (row) =>
      row[key] === "0" ? <span class="none">0</span> : <a href={link("quality", tab, { q: row.name })}>{row[key]}</a>,
  });
  return [
    unitColumn(props),
    { key: "group", head: say("quality.group"), text: (row) => row.group, chinese: true, minor: true },
    number("errors", "findings"),
    number("warnings", "findings"),
    number("open", "open", true),
    number("unread", "reading", true),
    { key: "files", head: say("quality.report"), text: (row) => fileWords(row), by: false, chinese: true, minor: true },
  ];
}

function fileWords(row: QualityUnit): string {
  return (
    row.files.map((file) => (file.refusal ? `${file.file}（${say("quality.unreadable")}）` : file.file)).join("、") ||
    "—"
  );
}

function checkColumns(): Column<CheckCount>[] {
  return [
    {
      key: "title",
      head: say("quality.check"),
      kind: "name",
      chinese: true,
      text: (row) => row.title,
      show: (row) => (
        <>
          {row.failing === "0" ? (
            row.title
          ) : (
            <a href={link("quality", "findings", { check: row.check_id })}>{row.title}</a>
          )}{" "}
          <code>{row.check_id}</code>
        </>
      ),
    },
    {
      key: "severity",
      head: say("quality.severity"),
      text: (row) => say(`quality.${row.severity}`),
      show: (row) => <Degree severity={row.severity} />,
      by: (row) => SEVERITIES.indexOf(row.severity),
    },
    { key: "failing", head: say("quality.fails_in"), kind: "number", down: true, text: (row) => row.failing },
    { key: "unknown", head: say("quality.open_in"), kind: "number", down: true, minor: true, text: (row) => row.open },
    { key: "holds", head: say("quality.holds_in"), kind: "number", down: true, minor: true, text: (row) => row.holds },
  ];
}
