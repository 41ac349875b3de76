/** Data quality: what checks.html says, in tabs, filtered by unit; tab and filters stand in the address. */
import type { ComponentType } from "preact";
import type { Meta } from "../data";
import type { OfUnit, Quality as Told } from "../data/quality";
import { Loaded } from "../parts/loading";
import { found, Search } from "../parts/search";
import { changeQuery, link, type Route } from "../route";
import { say, type Word } from "../words";
import type { PageProps } from ".";
import { Cases } from "./quality-cases";
import { Corrections } from "./quality-corrections";
import { Findings, Open } from "./quality-findings";
import { Coverage, Pairs, Prepared } from "./quality-lists";
import { Files, Reading } from "./quality-reading";
import { Screen } from "./quality-screen";
import { listsUnits, Summary } from "./quality-summary";
import "../style/quality.css";

export interface Part {
  told: Told;
  meta: Meta;
  route: Route;
  /** The rows of units that are asked for. */
  wanted: <Row extends OfUnit>(rows: Row[]) => Row[];
}

interface Tab {
  id: string;
  word: Word;
  show: ComponentType<Part>;
  /** How many rows it has; nothing is shown of a tab without any. */
  count: (told: Told) => number;
  /** Whether its rows are of single units. */
  filtered: boolean;
}

const TABS: Tab[] = [
  { id: "", word: "quality.summary", show: Summary, count: () => 1, filtered: true },
  { id: "findings", word: "quality.findings", show: Findings, count: (told) => told.findings.length, filtered: true },
  { id: "open", word: "quality.open", show: Open, count: (told) => told.open.length, filtered: true },
  { id: "files", word: "quality.files", show: Files, count: files, filtered: true },
  {
    id: "corrections",
    word: "quality.corrections",
    show: Corrections,
    count: (told) => told.corrections.length,
    filtered: true,
  },
  {
    id: "reading",
    word: "quality.reading",
    show: Reading,
    count: (told) => told.unread.length + told.repairs.length,
    filtered: true,
  },
  { id: "screen", word: "quality.screen", show: Screen, count: (told) => told.rules.length, filtered: true },
  { id: "cases", word: "quality.cases", show: Cases, count: (told) => told.unusable_counts.length, filtered: true },
  { id: "coverage", word: "quality.coverage", show: Coverage, count: (told) => told.coverage.length, filtered: false },
  { id: "prepared", word: "quality.prepared", show: Prepared, count: (told) => told.prepared.length, filtered: false },
  { id: "pairs", word: "quality.pairs", show: Pairs, count: (told) => told.pairs.length, filtered: false },
];

function files(told: Told): number {
  return told.reads_reports || told.troubles.length ? told.units.length : 0;
}

export function Quality({ meta, route }: PageProps) {
  return (
    <article class="quality">
      <Loaded<Told> file="quality">{(told) => <Tabs told={told} meta={meta} route={route} />}</Loaded>
    </article>
  );
}

function Tabs({ told, meta, route }: Omit<Part, "wanted">) {
  const tabs = TABS.filter((tab) => tab.count(told) > 0);
  const tab = tabs.find((one) => one.id === route.id) ?? tabs[0];
  const asked = route.query.get("q") ?? "";
  const wanted = <Row extends OfUnit>(rows: Row[]) =>
    rows.filter((row) => found(searched(told, meta, row.unit), asked.trim()));
  if (!tab) return null;
  return (
    <>
      <h1>{tab.id ? say("quality.title", { tab: say(tab.word) }) : say("page.quality")}</h1>
      <nav class="tabs" aria-label={say("page.quality")}>
        {tabs.map((one) => (
          <a
            key={one.id}
            href={link("quality", one.id, one.filtered ? { q: asked } : {})}
            aria-current={one === tab ? "page" : undefined}
          >
            {say(one.word)}
          </a>
        ))}
      </nav>
      {tab.filtered && (tab.id || listsUnits(told)) && (
        <div class="fields">
          <Search value={asked} change={(value) => changeQuery(route, { q: value })} />
        </div>
      )}
      <tab.show told={told} meta={meta} route={route} wanted={wanted} />
    </>
  );
}

/** The words under which a unit of the register is found. */
function searched(told: Told, meta: Meta, place: number): string {
  const unit = told.units[place];
  if (!unit) return "";
  return meta.units[unit.place]?.search ?? `${unit.name} ${unit.unit_id}`.toLowerCase();
}
