/** Points up the tree for the units of one group (scoring/scores/steps.py, means.py); points are carried units. */
import { entry } from "../entry";
import { half, snapped, units } from "./decimal";
import type { Shares } from "./sharing";
import type { RuleNode } from "./types";

export interface Rolled {
  /** Points, what applies, and what applied before the policy of the block. */
  points: Float64Array;
  open: Float64Array;
  before: Float64Array;
  full: number;
}

export interface Field {
  group: string;
  size: number;
  carry: number;
  shares: Shares;
  /** Points of an indicator by unit, NaN where there are none. */
  leaf: (id: string) => Float64Array;
  /** Points of every block, kept for tie-breakers. */
  blocks: Map<string, Float64Array>;
}

const COUNTS = new Set(["full_marks", "zero"]);
const KEEPS = new Set(["inherit", "no_rescale"]);

export function here(node: RuleNode, group: string): RuleNode[] {
  return node.items.filter((item) => entry(item.points, group) !== undefined);
}

function fullOf(node: RuleNode, field: Field): number {
  return units(field.shares.points.get(node.id) ?? "0", field.carry);
}

/** A block with what lies below it; `full` is given for the whole and for components, whose points are not shared out. */
export function roll(node: RuleNode, field: Field, full = half(fullOf(node, field))): Rolled {
  const below = new Map<string, Rolled>();
  for (const item of here(node, field.group)) if (item.items.length) below.set(item.id, roll(item, field));
  const found =
    node.mean !== null
      ? mean(node, field, below, full)
      : node.not_applicable === "redistribute_equal"
        ? spread(node, field, below, full)
        : summed(node, field, below, full);
  if (node.stops) clip(found.points);
  field.blocks.set(node.id, found.points);
  return found;
}

function clip(points: Float64Array): void {
  for (let i = 0; i < points.length; i++) if ((points[i] as number) < 0) points[i] = 0;
}

function summed(node: RuleNode, field: Field, below: Map<string, Rolled>, full: number): Rolled {
  const raw = new Float64Array(field.size);
  const open = new Float64Array(field.size);
  for (const item of here(node, field.group)) {
    const rolled = below.get(item.id);
    if (rolled) {
      add(raw, rolled.points);
      add(open, rolled.open);
    } else addLeaf(item, field, raw, open);
  }
  return settle(node.not_applicable, raw, open.map(half), full, field.carry);
}

function add(to: Float64Array, from: Float64Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + (from[i] as number);
}

function addLeaf(item: RuleNode, field: Field, raw: Float64Array, open: Float64Array): void {
  const own = field.leaf(item.id);
  const full = fullOf(item, field);
  const lacking = item.not_applicable === "full_marks" ? full : 0;
  const counts = COUNTS.has(item.not_applicable);
  for (let i = 0; i < own.length; i++) {
    const points = own[i] as number;
    const there = !Number.isNaN(points);
    raw[i] = (raw[i] as number) + (there ? points : lacking);
    if (there || counts) open[i] = (open[i] as number) + full;
  }
}

/** What a block does with parts that do not apply (N1, N3-N5). */
function settle(policy: string, raw: Float64Array, before: Float64Array, full: number, carry: number): Rolled {
  const unit = 10 ** carry;
  const points = raw;
  let open = before;
  if (policy === "rescale") {
    open = new Float64Array(before.length);
    for (let i = 0; i < points.length; i++) {
      const applies = before[i] as number;
      if (applies > 0) open[i] = full;
      if (applies !== full) {
        points[i] =
          applies === 0 ? 0 : snapped((((raw[i] as number) / unit) * (full / unit)) / (applies / unit), carry);
      }
    }
  } else if (policy === "full_marks") {
    open = new Float64Array(before.length).fill(full);
    for (let i = 0; i < points.length; i++) points[i] = (raw[i] as number) + (full - (before[i] as number));
  } else if (policy === "zero") open = new Float64Array(before.length).fill(full);
  return { points, open, before, full };
}

function spreadOver(node: RuleNode, group: string): RuleNode[] {
  return here(node, group).flatMap((item) =>
    item.items.length && item.mean === null ? spreadOver(item, group) : [item],
  );
}

/** What does not apply is given to the others in equal points (N2). */
function spread(node: RuleNode, field: Field, below: Map<string, Rolled>, full: number): Rolled {
  const unit = 10 ** field.carry;
  const size = field.size;
  const [raw, before, count, shares] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const part of spreadOver(node, field.group)) {
    const rolled = part.items.length ? (below.get(part.id) ?? roll(part, field)) : undefined;
    const own = rolled ? rolled.points : field.leaf(part.id);
    const leafFull = fullOf(part, field);
    for (let i = 0; i < size; i++) {
      const points = own[i] as number;
      const there = rolled ? (rolled.open[i] as number) > 0 : !Number.isNaN(points);
      const whole = rolled ? (rolled.open[i] as number) : leafFull;
      if (!Number.isNaN(points)) raw[i] = (raw[i] as number) + points;
      if (there) {
        before[i] = (before[i] as number) + whole;
        count[i] = (count[i] as number) + 1;
      }
      if (!Number.isNaN(points) && whole !== 0) shares[i] = (shares[i] as number) + points / unit / (whole / unit);
    }
  }
  const points = raw;
  const open = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const applies = half(before[i] as number);
    before[i] = applies;
    if (applies > 0) open[i] = full;
    if (applies === full) continue;
    const many = count[i] as number;
    const added = many === 0 ? 0 : (full - applies) / unit / many;
    points[i] = many === 0 ? 0 : snapped((raw[i] as number) / unit + added * (shares[i] as number), field.carry);
  }
  return { points, open, before, full };
}

interface Part {
  there: boolean;
  points: number;
  open: number;
  weight: number;
}

/** The generalised weighted mean of the shares that the items reached. */
function mean(node: RuleNode, field: Field, below: Map<string, Rolled>, full: number): Rolled {
  const { size, carry, group } = field;
  const unit = 10 ** carry;
  const power = Number(node.mean);
  const policy = node.not_applicable;
  const items = here(node, group).map((item) => meanItem(item, field, below.get(item.id), policy));
  const whole = exactSum(here(node, group).map((item) => field.shares.weights.get(item.id) ?? "0"));
  const points = new Float64Array(size);
  const open = new Float64Array(size);
  const all = full / unit;
  for (let i = 0; i < size; i++) {
    let [weight, sum, plain, count, lost] = [0, 0, 0, 0, false];
    for (const item of items) {
      const part = item(i);
      if (!part.there) continue;
      weight += part.weight;
      count += 1;
      if (power <= 0 && part.points === 0) lost = true;
      if (power > 0 || part.points > 0) {
        const share = part.points / part.open;
        const term = power === 0 ? Math.log(share) : power === 1 ? share : share ** power;
        sum += part.weight * term;
        plain += term;
      }
    }
    const scale = KEEPS.has(policy) ? (whole === 0 ? 0 : (all * weight) / whole) : all;
    if (weight > 0 && !lost) {
      const average =
        policy === "redistribute_equal" ? (sum + ((whole - weight) / count) * plain) / whole : sum / weight;
      const root = power === 0 ? Math.exp(average) : power === 1 ? average : average ** (1 / power);
      points[i] = snapped(scale * root, carry);
    }
    open[i] = COUNTS.has(policy) ? full : KEEPS.has(policy) ? snapped(scale, carry) : weight > 0 ? full : 0;
  }
  return { points, open, before: open, full };
}

/** A sum of decimals as the double next to it. */
function exactSum(texts: string[]): number {
  const most = Math.max(0, ...texts.map((text) => text.split(".")[1]?.length ?? 0));
  const sum = texts.reduce((total, text) => total + BigInt(Math.round(units(text, most))), 0n);
  return Number(sum) / 10 ** most;
}

/** An item of a mean under a policy of its block; an indicator's own policy full_marks or zero comes first. */
function meanItem(item: RuleNode, field: Field, rolled: Rolled | undefined, above: string): (place: number) => Part {
  const unit = 10 ** field.carry;
  const weight = Number(field.shares.weights.get(item.id) ?? "0");
  const full = fullOf(item, field);
  const has = weight > 0 && full > 0;
  const policy = !rolled && COUNTS.has(item.not_applicable) ? item.not_applicable : above;
  const counted = COUNTS.has(policy);
  const own = rolled ? rolled.points : field.leaf(item.id);
  const whole = full / unit;
  return (place) => {
    const points = own[place] as number;
    if (!rolled) {
      const there = !Number.isNaN(points);
      const got = there ? points : policy === "full_marks" ? full : 0;
      return { there: has && (there || counted), points: got / unit, open: whole, weight };
    }
    const open = rolled.open[place] as number;
    if (counted) {
      const got = policy === "full_marks" ? points + rolled.full - open : points;
      return { there: has, points: got / unit, open: whole, weight };
    }
    return {
      there: has && open > 0,
      points: points / unit,
      open: open / unit,
      weight: (weight * (open / unit)) / whole,
    };
  };
}
