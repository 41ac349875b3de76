/** Points of the blocks as shares of what applies, beside the mean and the best of the group. */
import { BarKey, BarPair } from "../../charts/bars";
import { say } from "../../words";
import type { Sheet } from "../unit";

export function Blocks({ unit, file }: Sheet) {
  if (!file.blocks.length) return null;
  const compared = file.blocks.some((block) => block.mean_rate !== "");
  return (
    <section>
      <h2>{say("unit.blocks")}</h2>
      {compared && <BarKey own={unit.short_name || unit.name} other={say("unit.group_mean")} />}
      <table class="block-bars">
        <caption class="hidden">{say("unit.blocks")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("unit.block")}</th>
            <th scope="col" class="number">
              {say("unit.points")}
            </th>
            <th scope="col" class="number">
              {say("unit.rate")}
            </th>
            <th scope="col" class="drawn">
              <span class="hidden">{say("unit.drawing")}</span>
            </th>
            {compared && (
              <>
                <th scope="col" class="number">
                  {say("unit.mean_rate")}
                </th>
                <th scope="col" class="number wide-only">
                  {say("unit.best_rate")}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {file.blocks.map((block) => (
            <tr key={block.node_id}>
              <th scope="row" lang="zh-CN">
                {block.title}
              </th>
              <td class="number">
                {block.points ? (
                  <>
                    {block.points}
                    <span class="quiet">/{block.applicable || block.full}</span>
                  </>
                ) : (
                  say("unit.not_applicable")
                )}
              </td>
              <td class="number">{block.rate}</td>
              <td class="drawn">
                {block.points && (
                  <BarPair share={block.rate} {...(block.mean_rate ? { other: block.mean_rate } : {})} />
                )}
              </td>
              {compared && (
                <>
                  <td class="number">{block.mean_rate}</td>
                  <td class="number wide-only">{block.best_rate}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
