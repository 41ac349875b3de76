/** Components of the total (scoring/scores/components.py): what each adds to the whole. */
import { entry } from "../entry";
import { parsed, snapped } from "./decimal";
import type { Shares } from "./sharing";
import type { RuleNode } from "./types";

const LITTLE = 8; // decimals up to which a factor is multiplied exactly

/** Total of a component x its share of the whole, for totals in carried units. */
export type Weighting = (total: number) => number;

/**
 * The factor (new points of the whole / own full points) by group. It is exact where it is a short decimal in every group,
 * else a double that is snapped at once, as the engine decides it once for all groups.
 */
export function weightings(node: RuleNode, shares: Map<string, Shares>, carry: number): Map<string, Weighting> {
  const own = node.component?.full ?? "1";
  const groups = Object.keys(node.points);
  const points = (group: string) => shares.get(group)?.points.get(node.id) ?? entry(node.points, group) ?? "0";
  const short = groups.map((group) => shortFactor(points(group), own));
  const exact = short.every((factor) => factor !== null);
  return new Map(
    groups.map((group, place) => [
      group,
      exact ? exactly(short[place] as bigint, carry) : inDoubles(points(group), own, carry),
    ]),
  );
}

/** The factor in units of its last decimal, null where it has more than a few. */
function shortFactor(points: string, own: string): bigint | null {
  const [above, below] = [parsed(points), parsed(own)];
  const dividend = above.whole * 10n ** BigInt(LITTLE + below.digits);
  const divisor = below.whole * 10n ** BigInt(above.digits);
  return dividend % divisor === 0n ? dividend / divisor : null;
}

function exactly(factor: bigint, carry: number): Weighting {
  return (total) => {
    const product = BigInt(total) * factor; // carry + 8 decimals
    return Number(halved(halved(product, carry + LITTLE - 10), 10 - carry));
  };
}

/** A whole number in units that are 10^digits as large, half away from zero. */
function halved(value: bigint, digits: number): bigint {
  if (digits < 0) return value * 10n ** BigInt(-digits);
  const step = 10n ** BigInt(digits);
  const size = value < 0n ? -value : value;
  const kept = size / step + ((size % step) * 2n >= step ? 1n : 0n);
  return value < 0n ? -kept : kept;
}

function inDoubles(points: string, own: string, carry: number): Weighting {
  const unit = 10 ** carry;
  return (total) => snapped(((total / unit) * Number(points)) / Number(own), carry);
}
