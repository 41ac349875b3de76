/** What if the weights were others: sliders, and the ranking that the rules of the run then give. It is not the official one. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Engine, engine } from "../engine";
import { walk } from "../engine/sharing";
import type { Factors, Rules, WhatIfFile } from "../engine/types";
import { Loaded } from "../parts/loading";
import { changeQuery, link, type Route } from "../route";
import { say } from "../words";
import type { PageProps } from ".";
import { asCommand, asTable, changed, download, readFactors, writeFactors } from "./whatif/factors";
import { Results } from "./whatif/results";
import { Sliders } from "./whatif/sliders";
import "../style/whatif.css";

const QUIET = 400; // milliseconds after the last move until the address says where the sliders stand

export function WhatIf(props: PageProps) {
  return (
    <>
      <h1>{say("page.whatif")}</h1>
      <p class="whatif-notice" role="note">
        <strong>{say("whatif.notice")}</strong> {say("whatif.notice_more")}
      </p>
      <Loaded<WhatIfFile> file="whatif">{(file) => <Checked file={file} {...props} />}</Loaded>
    </>
  );
}

/** The page goes on only where the declared weights give every total, rank and grade of the run. */
function Checked({ file, ...props }: PageProps & { file: WhatIfFile }) {
  const running = useMemo(() => engine(file), [file]);
  const wrong = useMemo(() => (running.offered ? running.differing() : null), [running]);
  if (wrong === null) return <p role="alert">{say("whatif.refused")}</p>;
  if (wrong.length) return <p role="alert">{say("whatif.differs", { n: wrong.length, unit: wrong[0] ?? "" })}</p>;
  return <Trial file={file} running={running} {...props} />;
}

/** Sliders as the address says, and back: at once on the page, in the address when they rest. */
function useFactors(route: Route, rules: Rules): [Factors, (next: Factors) => void] {
  const asked = route.query.get("w") ?? "";
  const [factors, setFactors] = useState(() => readFactors(asked, rules));
  const written = useRef(asked);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    if (asked === written.current) return;
    written.current = asked;
    setFactors(readFactors(asked, rules));
  }, [asked, rules]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const change = (next: Factors) => {
    setFactors(next);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      written.current = writeFactors(next);
      changeQuery(route, { w: written.current });
    }, QUIET);
  };
  return [factors, change];
}

function Trial({ meta, route, file, running }: PageProps & { file: WhatIfFile; running: Engine }) {
  const { rules } = file;
  const [factors, setFactors] = useFactors(route, rules);
  const outcome = useMemo(() => running.compute(factors), [running, factors]);
  const group = rules.groups.find((found) => found.id === route.id) ?? rules.groups[0];
  if (!group) return null;
  const kept: Record<string, string> = factors.size ? { w: writeFactors(factors) } : {};
  return (
    <>
      {rules.groups.length > 1 && (
        <nav class="tabs" aria-label={say("page.whatif")}>
          {rules.groups.map((one) => (
            <a
              key={one.id}
              lang="zh-CN"
              href={link("whatif", one.id, kept)}
              aria-current={one === group ? "page" : undefined}
            >
              {one.title}
            </a>
          ))}
        </nav>
      )}
      <div class="whatif">
        <section class="whatif-sliders" aria-labelledby="whatif-weights">
          <h2 id="whatif-weights">{say("whatif.weights")}</h2>
          <p class="quiet">{say("whatif.how")}</p>
          <Sliders
            nodes={rules.tree}
            group={group.id}
            factors={factors}
            shares={outcome.shares.get(group.id)}
            change={(id, factor) => setFactors(changed(factors, id, factor))}
          />
        </section>
        <section class="whatif-results" aria-labelledby="whatif-ranking">
          <h2 id="whatif-ranking">
            {say("whatif.ranking")} <span class="trial-mark">{say("whatif.notice")}</span>
          </h2>
          <p class="unseen-on-screen" lang="zh-CN">
            {group.title}
          </p>
          <Given factors={factors} rules={rules} reset={() => setFactors(new Map())} />
          {outcome.lost.length > 0 ? (
            <p role="alert">{say("whatif.lost", { block: titleOf(rules, outcome.lost[0]?.block ?? "") })}</p>
          ) : outcome.whole ? (
            <Results meta={meta} file={file} group={group.id} outcome={outcome} />
          ) : (
            <p role="alert">{say("whatif.members")}</p>
          )}
        </section>
      </div>
    </>
  );
}

/** What was changed, in words that print, and how to take it along. */
function Given({ factors, rules, reset }: { factors: Factors; rules: Rules; reset: () => void }) {
  if (!factors.size) return <p class="quiet">{say("whatif.declared")}</p>;
  return (
    <>
      <ul class="whatif-given" aria-label={say("whatif.given")}>
        {[...factors].map(([id, factor]) => (
          <li key={id}>
            <span lang="zh-CN">{titleOf(rules, id)}</span> ×{factor}
          </li>
        ))}
      </ul>
      <p class="whatif-actions">
        <button type="button" class="plain" onClick={reset}>
          {say("whatif.reset")}
        </button>
        <button type="button" class="plain" onClick={() => download("weights.csv", asTable(factors, rules))}>
          {say("whatif.download")}
        </button>
      </p>
      <details class="whatif-command">
        <summary>{say("whatif.check")}</summary>
        <p>{say("whatif.check_more")}</p>
        <pre>{asCommand(factors)}</pre>
        <pre>scoring whatif RUN --weights weights.csv</pre>
      </details>
    </>
  );
}

function titleOf(rules: Rules, id: string): string {
  let title = id === "" ? say("whatif.whole") : id;
  walk(rules.tree, (node) => {
    if (node.id === id) title = node.title;
  });
  return title;
}
