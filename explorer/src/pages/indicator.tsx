/** Indicators of a group, what tells units apart first; or one of them with its units. */
import type { Meta } from "../data";
import type { IndicatorLine } from "../data/indicator";
import { Loaded } from "../parts/loading";
import { Missing } from "../parts/missing";
import { link } from "../route";
import { say } from "../words";
import type { PageProps } from ".";
import { One } from "./indicator/one";
import { Overview } from "./indicator/overview";
import "../style/indicator.css";

export function Indicator({ meta, route }: PageProps) {
  return (
    <Loaded<IndicatorLine[]> file="indicators">
      {(lines) => {
        if (!route.id) return <Overview meta={meta} route={route} lines={lines} />;
        const line = lines.find((one) => meta.nodes[one.node]?.id === route.id);
        return line ? (
          <One key={route.id} meta={meta} route={route} line={line} />
        ) : (
          <Missing words={say("indicator.unknown", { id: route.id })} />
        );
      }}
    </Loaded>
  );
}

interface TabsProps {
  meta: Meta;
  /** Ids of the groups that can be chosen. */
  groups: string[];
  chosen: string;
  id: string;
}

/** The groups of the assessment, one of which is shown. */
export function GroupTabs({ meta, groups, chosen, id }: TabsProps) {
  const offered = meta.groups.filter((group) => groups.includes(group.id));
  if (offered.length < 2) return null;
  return (
    <nav class="tabs" aria-label={say("indicator.groups")}>
      {offered.map((group) => (
        <a
          key={group.id}
          lang="zh-CN"
          href={link("indicator", id, { group: group.id })}
          aria-current={group.id === chosen ? "page" : undefined}
        >
          {group.title}
        </a>
      ))}
    </nav>
  );
}
