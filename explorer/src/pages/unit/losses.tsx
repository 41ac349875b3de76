/** Indicators with lost points, the largest loss first, each with its reason. */
import type { PointLine } from "../../data/unit";
import { amount } from "../../parts/numbers";
import { type Column, DataTable } from "../../parts/table";
import { say } from "../../words";
import type { Sheet } from "../unit";
import { Detail } from "./detail";

export function Losses(sheet: Sheet) {
  const lines = sheet.file.points.filter(
    (line) => (amount(line.lost) ?? 0) > 0 && sheet.meta.nodes[line.node]?.kind === "",
  );
  return (
    <section class="losses">
      <h2>{say("unit.losses")}</h2>
      {lines.length ? (
        <>
          <p class="quiet">{say("unit.lost_sum", { n: lines.length, points: sheet.file.lost })}</p>
          <DataTable
            caption={say("unit.losses")}
            columns={columns(sheet)}
            rows={lines}
            rowKey={(line) => line.node}
            sort={{ key: "lost", down: true }}
          />
        </>
      ) : (
        <p>{say("unit.no_losses")}</p>
      )}
    </section>
  );
}

function columns(sheet: Sheet): Column<PointLine>[] {
  const number = (key: string, head: string, text: (line: PointLine) => string, minor = false): Column<PointLine> => ({
    key,
    head,
    kind: "number",
    text,
    down: true,
    minor,
  });
  const title = (line: PointLine) => sheet.meta.nodes[line.node]?.title ?? "";
  const all: (Column<PointLine> | false)[] = [
    { key: "title", head: say("unit.title"), kind: "name", text: title, chinese: true },
    number("lost", say("unit.lost"), (line) => line.lost),
    number("points", say("unit.points"), (line) => line.points),
    number("full", say("unit.full_head"), (line) => line.full, true),
    number("mean", say("unit.group_mean"), (line) => line.mean, true),
    sheet.file.compared !== null && number("last", say("unit.last_points"), (line) => line.last, true),
    {
      key: "reason",
      head: say("unit.reason"),
      text: (line) => line.reason,
      show: (line) => (
        <>
          <span lang="zh-CN">{line.reason}</span>
          <details>
            <summary>{say("unit.details")}</summary>
            <Detail line={{ ...line, reason: "" }} sheet={sheet} />
          </details>
        </>
      ),
      by: false,
    },
  ];
  return all.filter((column) => column !== false);
}
