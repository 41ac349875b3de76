/** What else could have been decided, and what matters for the ranks. */
import { BarKey, BarPair } from "../charts/bars";
import type { FirmGroup, InputShare, Variant } from "../data/robustness";
import { amount } from "../parts/numbers";
import { type Column, DataTable } from "../parts/table";
import { say } from "../words";

export function Variants({ group }: { group: FirmGroup }) {
  const columns: Column<Variant>[] = [
    { key: "title", head: say("robustness.variant"), kind: "name", text: (row) => row.title, chinese: true },
    { key: "kind", head: say("robustness.kind"), text: (row) => row.kind, chinese: true, minor: true },
    { key: "moved", head: say("robustness.moved"), kind: "number", down: true, text: (row) => String(row.moved) },
    { key: "largest", head: say("robustness.largest"), text: largest, by: (row) => Math.abs(row.largest), down: true },
    { key: "leader", head: say("robustness.leader"), text: (row) => row.first, chinese: true, minor: true },
    {
      key: "unranked",
      head: say("robustness.unranked"),
      kind: "number",
      minor: true,
      text: (row) => String(row.unranked),
    },
  ];
  return (
    <>
      <h3>{say("robustness.variants")}</h3>
      <p class="quiet lead">{say("robustness.variants_words")}</p>
      <DataTable
        caption={say("robustness.variants_of", { group: group.title })}
        columns={columns.filter((column) => column.key !== "unranked" || group.variants.some((row) => row.unranked))}
        rows={group.variants}
        rowKey={(row) => `${row.kind} ${row.title}`}
      />
    </>
  );
}

/** Whose rank moves most, and how far. */
function largest(row: Variant): string {
  if (!row.largest) return "—";
  return say(row.largest > 0 ? "robustness.falls" : "robustness.rises", {
    unit: row.unit,
    places: Math.abs(row.largest),
  });
}

export function Inputs({ group }: { group: FirmGroup }) {
  const most = Math.max(...group.inputs.map((row) => amount(row.ranks_total) ?? 0));
  const number = (
    key: "ranks_first" | "ranks_total" | "first" | "total" | "error",
    minor: boolean,
  ): Column<InputShare> => ({
    key,
    head: say(`robustness.${key}`),
    kind: "number",
    down: true,
    minor,
    text: (row) => row[key],
  });
  const bars: Column<InputShare> = {
    key: "bars",
    head: say("robustness.of_ranks"),
    text: () => "",
    by: false,
    minor: true,
    show: (row) => (
      <div class="drawn">
        <BarPair share={row.ranks_first} other={row.ranks_total} most={most} />
      </div>
    ),
  };
  return (
    <>
      <h3>{say("robustness.inputs")}</h3>
      <p class="quiet lead">{say("robustness.inputs_words")}</p>
      <BarKey own={say("robustness.alone")} other={say("robustness.together")} />
      <DataTable
        caption={say("robustness.inputs_of", { group: group.title })}
        columns={[
          { key: "title", head: say("robustness.input"), kind: "name", text: (row) => row.title, chinese: true },
          bars,
          number("ranks_first", false),
          number("ranks_total", false),
          number("first", true),
          number("total", true),
          number("error", true),
        ]}
        rows={group.inputs}
        rowKey={(row) => row.title}
      />
    </>
  );
}
