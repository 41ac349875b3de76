/**
 * Full points and weights after sliders (scoring/reweighing/sharing.py): every block shares out its own points among its
 * items in proportion to declared points x factor, in whole units, by largest remainder, ties to the first. In a block
 * with a mean the factor multiplies the item's weight; components share out the points of the whole.
 */
import { entry } from "../entry";
import { fixed, parsed } from "./decimal";
import type { Factors, RuleNode, Rules } from "./types";

export interface Shares {
  /** New full points by node id, exact texts. */
  points: Map<string, string>;
  /** New weights in means by node id, exact texts. */
  weights: Map<string, string>;
  /** Blocks that have points but nothing left to share them out to; "" is the whole. */
  lost: string[];
}

/** Decimals of the units in which points are shared out. */
function unitDigits(rules: Rules): number {
  let most = rules.policy.carry;
  walk(rules.tree, (node) => {
    for (const text of Object.values(node.points)) most = Math.max(most, parsed(text).digits);
  });
  return most;
}

export function walk(nodes: RuleNode[], visit: (node: RuleNode, level: number) => void, level = 1): void {
  for (const node of nodes) {
    visit(node, level);
    walk(node.items, visit, level + 1);
  }
}

function scaled(text: string, digits: number): bigint {
  const found = parsed(text);
  return digits >= found.digits
    ? found.whole * 10n ** BigInt(digits - found.digits)
    : found.whole / 10n ** BigInt(found.digits - digits);
}

/** Declared amount x factor as an exact text. */
function times(amount: string, factor: string): string {
  const [one, other] = [parsed(amount), parsed(factor)];
  return fixed(one.whole * other.whole, one.digits + other.digits);
}

/** A whole number shared out in proportion to amounts that are not below zero. */
export function apportioned(full: bigint, amounts: bigint[]): bigint[] {
  const sum = amounts.reduce((one, other) => one + other, 0n);
  if (sum === 0n) return amounts.map(() => 0n);
  const shares = amounts.map((amount) => (full * amount) / sum);
  const left = Number(full - shares.reduce((one, other) => one + other, 0n));
  const rests = amounts.map((amount, place) => ({ rest: (full * amount) % sum, place }));
  rests.sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1));
  for (const { place } of rests.slice(0, left)) shares[place] = (shares[place] ?? 0n) + 1n;
  return shares;
}

export function shareOut(rules: Rules, group: string, factors: Factors): Shares {
  const shares: Shares = { points: new Map(), weights: new Map(), lost: [] };
  const digits = unitDigits(rules);
  const here = (items: RuleNode[]) => items.filter((item) => entry(item.points, group) !== undefined);
  const declared = (item: RuleNode) => entry(item.points, group) ?? "0";
  const factor = (item: RuleNode) => factors.get(item.id) ?? "1";

  function out(block: string, items: RuleNode[], full: bigint): void {
    const texts = items.map((item) => times(declared(item), factor(item)));
    const most = Math.max(0, ...texts.map((text) => parsed(text).digits));
    const amounts = texts.map((text) => scaled(text, most));
    if (full !== 0n && items.length > 0 && amounts.every((amount) => amount === 0n)) {
      shares.lost.push(block);
      return;
    }
    apportioned(full, amounts).forEach((points, place) => {
      const item = items[place] as RuleNode;
      shares.points.set(item.id, fixed(points, digits));
      below(item, points);
    });
  }

  function below(node: RuleNode, points: bigint): void {
    const items = here(node.items);
    if (node.mean === null) {
      out(node.id, items, node.component ? scaled(node.component.full, digits) : points);
      return;
    }
    const weights = items.map((item) => entry(item.weights, group) ?? declared(item));
    const isSome = (text: string) => parsed(text).whole !== 0n;
    const changed = items.map((item, place) => times(weights[place] ?? "0", factor(item)));
    const gone = points === 0n && isSome(declared(node)); // left out by a factor 0, with all below it
    if (weights.some(isSome) && !changed.some(isSome) && !gone) shares.lost.push(node.id);
    items.forEach((item, place) => {
      const left = gone || (isSome(weights[place] ?? "0") && !isSome(changed[place] ?? "0"));
      const own = left ? "0" : declared(item);
      shares.weights.set(item.id, changed[place] ?? "0");
      shares.points.set(item.id, own);
      below(item, scaled(own, digits));
    });
  }

  const top = here(rules.tree);
  out(
    "",
    top,
    top.reduce((sum, node) => sum + scaled(declared(node), digits), 0n),
  );
  return shares;
}
