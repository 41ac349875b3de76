/** The criteria as people read them: the tree with full points, rules, basis and sources, further tables, policies. */

import { useEffect, useRef } from "preact/hooks";
import type { Meta } from "../data";
import type { MethodNode, MethodTable, Method as Words } from "../data/method";
import { entry } from "../entry";
import { Loaded } from "../parts/loading";
import { Scroll } from "../parts/scroll";
import { link } from "../route";
import { say } from "../words";
import type { PageProps } from ".";
import "../style/method.css";

export function Method({ meta, route }: PageProps) {
  return (
    <Loaded<Words> file="method">
      {(method) => <Page method={method} meta={meta} group={route.id} at={route.query.get("at") ?? ""} />}
    </Loaded>
  );
}

interface Shown {
  method: Words;
  meta: Meta;
  /** The group whose points are shown; all where it is none of them. */
  group: string;
  /** The indicator that the page was opened for. */
  at: string;
}

function Page({ method, meta, group, at }: Shown) {
  const found = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (at) found.current?.scrollIntoView({ block: "center" });
  }, [at]);
  const only = method.groups.filter(([id]) => id === group);
  const groups = only.length ? only : method.groups;
  const columns = same(method, groups) ? groups.slice(0, 1) : groups;
  const nodes = method.nodes.filter((node) => groups.some(([id]) => entry(node.points, id) !== undefined));
  return (
    <article class="method">
      <h1 lang="zh-CN">
        {method.title}
        {only.map(([, title]) => `（${title}）`)}
      </h1>
      <p class="quiet">{say("method.lead")}</p>
      {method.groups.length > 1 && !same(method, method.groups) && (
        <Groups method={method} chosen={only[0]?.[0] ?? ""} />
      )}
      <h2>{say("method.policies")}</h2>
      <ol class="policies" lang="zh-CN">
        {method.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ol>
      <h2>{say("method.tree")}</h2>
      <Scroll label={say("method.tree")}>
        <table class="criteria" lang="zh-CN">
          <caption class="unseen">{say("method.tree")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("method.indicator")}</th>
              {columns.map(([id, title]) => (
                <th scope="col" class="number" key={id}>
                  {say("method.full")}
                  {columns.length > 1 && <span class="of">{title}</span>}
                </th>
              ))}
              <th scope="col">{say("method.standard")}</th>
              <th scope="col">{say("method.basis")}</th>
              <th scope="col">{say("method.source")}</th>
            </tr>
          </thead>
          {blocks(nodes).map((block) => (
            <tbody key={block[0]?.node_id}>
              {block.map((node) => (
                <Row
                  key={node.node_id}
                  node={node}
                  depth={depth(node, method.nodes)}
                  columns={columns}
                  opens={meta.pages.includes("indicator")}
                  row={node.node_id === at ? found : undefined}
                />
              ))}
            </tbody>
          ))}
          <tfoot>
            <tr class="whole">
              <th scope="row">{say("method.whole")}</th>
              {columns.map(([id, title]) => (
                <td class="number" data-head={columns.length > 1 ? title : say("method.full")} key={id}>
                  {entry(method.totals, id) ?? ""}
                </td>
              ))}
              <td class="told" colSpan={3} />
            </tr>
          </tfoot>
        </table>
      </Scroll>
      {method.tables.map((table) => (
        <Further table={table} key={table.title} />
      ))}
    </article>
  );
}

function Groups({ method, chosen }: { method: Words; chosen: string }) {
  return (
    <nav class="tabs" aria-label={say("method.groups")}>
      <a href={link("method")} aria-current={chosen ? undefined : "page"}>
        {say("method.all")}
      </a>
      {method.groups.map(([id, title]) => (
        <a key={id} href={link("method", id)} aria-current={chosen === id ? "page" : undefined} lang="zh-CN">
          {title}
        </a>
      ))}
    </nav>
  );
}

interface RowProps {
  node: MethodNode;
  depth: number;
  columns: [string, string][];
  opens: boolean;
  row: { current: HTMLTableRowElement | null } | undefined;
}

function Row({ node, depth, columns, opens, row }: RowProps) {
  const leaf = node.standard !== "";
  const indent = { paddingInlineStart: `${0.5 + depth * 1.1}rem` };
  return (
    <tr class={`${leaf ? "leaf" : "block"} level${depth}${row ? " found" : ""}`} ref={row ?? null}>
      <th scope="row" style={indent}>
        {leaf && opens ? <a href={link("indicator", node.node_id)}>{node.title}</a> : node.title}
        {node.words && <span class="of">{node.words}</span>}
      </th>
      {columns.map(([id, title]) => (
        <td class="number" data-head={columns.length > 1 ? title : say("method.full")} key={id}>
          {entry(node.points, id) ?? "—"}
        </td>
      ))}
      {leaf ? (
        <>
          <td class="standard" data-head={say("method.standard")}>
            {node.standard}
          </td>
          <td class="told" data-head={say("method.basis")}>
            {node.basis}
          </td>
          <td class="told" data-head={say("method.source")}>
            {node.source}
          </td>
        </>
      ) : (
        <td class="told" colSpan={3}>
          {node.basis}
        </td>
      )}
    </tr>
  );
}

function Further({ table }: { table: MethodTable }) {
  return (
    <>
      <h2 lang="zh-CN">{table.title}</h2>
      <Scroll label={table.title}>
        <table lang="zh-CN" class="further">
          <caption class="unseen">{table.title}</caption>
          <thead>
            <tr>
              {table.heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.join()}>
                {row.map((text, place) =>
                  place === 0 ? (
                    <th scope="row" key={table.heads[place]}>
                      {text}
                    </th>
                  ) : (
                    <td class="told" data-head={table.heads[place]} key={table.heads[place]}>
                      {text}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** Whether every node has the same points in all of some groups, so that one column says them. */
function same(method: Words, groups: [string, string][]): boolean {
  return method.nodes.every((node) => new Set(groups.map(([id]) => entry(node.points, id))).size === 1);
}

function depth(node: MethodNode, nodes: MethodNode[]): number {
  const parent = nodes.find((other) => other.node_id === node.parent_id);
  return parent ? depth(parent, nodes) + 1 : 0;
}

/** The rows of every block at the top. */
function blocks(nodes: MethodNode[]): MethodNode[][] {
  const found: MethodNode[][] = [];
  for (const node of nodes) {
    if (node.parent_id === "" || !found.length) found.push([]);
    found.at(-1)?.push(node);
  }
  return found;
}
