/** The unit beside the run compared with: what moved, and what of it is due to data and to criteria. */
import { Scroll } from "../../parts/scroll";
import { link } from "../../route";
import { say } from "../../words";
import type { Sheet } from "../unit";
import { signed } from "./detail";

export function Since({ meta, unit, file }: Sheet) {
  const { compared } = file;
  if (!compared?.totals.old) return null;
  const rows = [
    { word: say("unit.total"), from: compared.totals, split: compared.total },
    { word: say("unit.rank"), from: compared.ranks, split: compared.rank },
  ].filter((row) => row.from.old || row.from.new);
  return (
    <section>
      <h2>{say("unit.since")}</h2>
      <Scroll label={say("unit.since")}>
        <table class="since narrow-heads">
          <caption class="hidden">{say("unit.since")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("unit.since_what")}</th>
              {(["last", "now", "move", "data", "criteria"] as const).map((key) => (
                <th scope="col" class="number" key={key}>
                  {say(`unit.since_${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ word, from, split }) => (
              <tr key={word}>
                <th scope="row">{word}</th>
                <td class="number">{from.old}</td>
                <td class="number">{from.new}</td>
                <td class="number">{signed(split.move)}</td>
                <td class="number">{signed(split.data)}</td>
                <td class="number">{signed(split.criteria)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {compared.grades.old && compared.grades.old !== compared.grades.new && (
        <p>
          {say("unit.grade")}
          {say("app.colon")}
          <span lang="zh-CN">
            {`${compared.grades.old} → ${compared.grades.new}`}
            {compared.grade_due && `（${compared.grade_due}）`}
          </span>
        </p>
      )}
      {compared.predecessors && (
        <p class="quiet">
          {say("unit.predecessors")} <span lang="zh-CN">{compared.predecessors}</span>
        </p>
      )}
      {meta.pages.includes("comparison") && (
        <p class="screen-only">
          <a href={link("comparison", unit.group, { unit: unit.id })}>{say("unit.since_why")}</a>
        </p>
      )}
    </section>
  );
}
