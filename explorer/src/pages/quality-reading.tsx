/** Reports and what is wrong with them; rows that could not be read, and what was mended before reading. */
import type { OfUnit, Repair, SourceFile, Trouble, Unread } from "../data/quality";
import { Place } from "../parts/place";
import { Quote } from "../parts/sources";
import { type Column, DataTable } from "../parts/table";
import { say } from "../words";
import type { Part } from "./quality";
import { LeftOut, Rows, rowId, unitColumn } from "./quality-unit";

export function Files(props: Part) {
  const { told, wanted } = props;
  const troubles = wanted(told.troubles);
  const files = wanted(told.units.flatMap((unit, place) => unit.files.map((file) => ({ ...file, unit: place }))));
  const wrong: Column<Trouble>[] = [
    unitColumn(props),
    { key: "sentence", head: say("quality.trouble"), text: (row) => row.sentence, show: sentence, by: false },
    { key: "file", head: say("quality.file"), text: (row) => row.file, chinese: true },
  ];
  const listed: Column<SourceFile & OfUnit>[] = [
    unitColumn(props),
    { key: "file", head: say("quality.file"), text: (row) => row.file, chinese: true },
    { key: "kind", head: say("quality.kind"), text: (row) => row.kind, chinese: true, minor: true },
    { key: "form", head: say("quality.form"), text: (row) => row.form, chinese: true, minor: true },
    { key: "period", head: say("quality.period"), kind: "number", text: (row) => row.period },
    { key: "refusal", head: say("quality.read"), text: (row) => row.refusal || say("quality.was_read"), chinese: true },
  ];
  return (
    <>
      {told.troubles.length > 0 ? (
        <>
          <h2>{say("quality.troubles")}</h2>
          <Rows shown={troubles.length} all={told.troubles.length} />
          <DataTable caption={say("quality.troubles")} columns={wrong} rows={troubles} rowKey={rowId} />
        </>
      ) : (
        <p>{say("quality.no_trouble")}</p>
      )}
      <h2>{say("quality.all_files")}</h2>
      <DataTable
        caption={say("quality.all_files")}
        columns={listed}
        rows={files}
        rowKey={(row) => `${row.unit} ${row.file} ${row.period}`}
      />
    </>
  );
}

function sentence(row: Trouble) {
  return (
    <span lang="zh-CN">
      {row.sentence} {row.code && <code>{row.code}</code>}
    </span>
  );
}

export function Reading(props: Part) {
  const { told, wanted } = props;
  const [unread, repairs] = [wanted(told.unread), wanted(told.repairs)];
  return (
    <>
      {told.unread.length > 0 && (
        <>
          <h2>{say("quality.unread_title")}</h2>
          <Rows shown={unread.length} all={told.unread.length} />
          <DataTable
            caption={say("quality.unread_title")}
            columns={unreadColumns(props)}
            rows={unread}
            rowKey={rowId}
          />
          <LeftOut told={told} list="unread" />
        </>
      )}
      {told.repairs.length > 0 && (
        <>
          <h2>{say("quality.repairs")}</h2>
          <Rows shown={repairs.length} all={told.repairs.length} />
          <DataTable caption={say("quality.repairs")} columns={repairColumns(props)} rows={repairs} rowKey={rowId} />
          <LeftOut told={told} list="repairs" />
        </>
      )}
    </>
  );
}

function unreadColumns(props: Part): Column<Unread>[] {
  return [
    unitColumn(props),
    { key: "what", head: say("quality.row"), text: (row) => row.what, chinese: true },
    {
      key: "reason",
      head: say("quality.reason"),
      text: (row) => row.reason,
      show: (row) => (
        <div class="what">
          <p lang="zh-CN">{row.reason}</p>
          <Place file={row.file} words={row.words} quote={row.raw} />
        </div>
      ),
    },
  ];
}

function repairColumns(props: Part): Column<Repair>[] {
  return [
    unitColumn(props),
    { key: "kind", head: say("quality.repair"), text: (row) => row.kind, chinese: true },
    {
      key: "before",
      head: say("quality.changed"),
      text: (row) => row.before,
      by: false,
      show: (row) => (
        <div class="what">
          <p lang="zh-CN">
            <Quote>{row.before}</Quote> → <Quote>{row.after}</Quote>
          </p>
          <Place file={row.file} words={row.words} />
        </div>
      ),
    },
    { key: "times", head: say("quality.times"), kind: "number", down: true, text: (row) => row.times },
  ];
}
