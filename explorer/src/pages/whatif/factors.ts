/** Sliders as they stand in the address, in a file and in a command: factor by id, only those that are not 1. */
import { parsed } from "../../engine/decimal";
import { walk } from "../../engine/sharing";
import type { Factors, Rules } from "../../engine/types";

export const MOST = 100;
const FACTOR = /^\d{1,3}(\.\d{1,4})?$/;

/** A factor as the command takes it too: 0 to 100 with up to four decimals. */
export function isFactor(text: string): boolean {
  return FACTOR.test(text) && Number(text) <= MOST;
}

export function isOne(text: string): boolean {
  const { whole, digits } = parsed(text);
  return whole === 10n ** BigInt(digits);
}

/** `requests:1.5,support.plan:0` of the address; what the criteria do not have is left out. */
export function readFactors(text: string, rules: Rules): Factors {
  const known = new Set<string>();
  walk(rules.tree, (node) => known.add(node.id));
  const pairs = text
    .split(",")
    .map((pair): [string, string] => {
      const at = pair.lastIndexOf(":");
      return [pair.slice(0, at), pair.slice(at + 1)];
    })
    .filter(([id, factor]) => known.has(id) && isFactor(factor) && !isOne(factor));
  return new Map(pairs);
}

export function writeFactors(factors: Factors): string {
  return [...factors].map(([id, factor]) => `${id}:${factor}`).join(",");
}

export function changed(factors: Factors, id: string, factor: string): Factors {
  const next = new Map(factors);
  if (isOne(factor)) next.delete(id);
  else next.set(id, factor);
  return next;
}

/** The table that `scoring whatif --weights` reads; what a spreadsheet would run as a formula is written as text. */
export function asTable(factors: Factors, rules: Rules): string {
  const lines = ["id,title,factor"];
  walk(rules.tree, (node) => {
    const factor = factors.get(node.id);
    if (factor !== undefined) lines.push([node.id, harmless(node.title), factor].map(quoted).join(","));
  });
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

const RUNS = /^'*(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])/;

function harmless(text: string): string {
  return RUNS.test(text) && text.length > 1 ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The command that does the same by the engine. */
export function asCommand(factors: Factors): string {
  return ["scoring whatif RUN", ...[...factors].map(([id, factor]) => `--weight ${id}=${factor}`)].join(" ");
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
