/**
 * Numbers as the engine has them (scoring/numbers.py): decimals are whole numbers of their last place.
 *
 * A whole number below 2^53 is exact as a JavaScript number; `fits` says for how many points that holds. Where a formula
 * divides, the quotient is a double for one moment, as in the engine, and is snapped at once.
 */
import type { Mode } from "./types";

const GUARD_DIGITS = 10;
export const GUARD = 5e-11;
const SAFE = 2 ** 53;
const TEN = Array.from({ length: 23 }, (_, digits) => 10 ** digits); // all of them exact

/** A decimal text as a whole number of units and how many decimals those have: "2.50" is 250 and 2. */
export function parsed(text: string): { whole: bigint; digits: number } {
  const [head = "0", rest = ""] = text.replace(/^[-+]/, "").split(".");
  const whole = BigInt((head || "0") + rest);
  return { whole: text.startsWith("-") ? -whole : whole, digits: rest.length };
}

/** A decimal text in units of so many decimals, as a number; a fraction of a unit stays one. */
export function units(text: string, digits: number): number {
  const found = parsed(text);
  const spare = digits - found.digits;
  if (spare >= 0) return Number(found.whole * 10n ** BigInt(spare));
  return Number(found.whole) / 10 ** -spare;
}

/** Whether points up to the largest of these stay exact through every rounding. */
export function fits(largest: string): boolean {
  return units(largest, GUARD_DIGITS) * 10 < SAFE;
}

/** Half away from zero. */
export function half(value: number): number {
  const size = Math.abs(value);
  const below = Math.floor(size);
  const whole = size - below >= 0.5 ? below + 1 : below;
  return value < 0 ? -whole : whole;
}

/** A whole number of units in units that are 10^digits as large: half away from zero, or cut off. */
export function coarser(whole: number, digits: number, mode: Mode = "half_up"): number {
  if (digits <= 0) return whole;
  const step = TEN[digits] as number;
  const size = Math.abs(whole);
  const left = size % step;
  const kept = (size - left) / step + (mode === "half_up" && left * 2 >= step ? 1 : 0);
  return whole < 0 ? -kept : kept;
}

/** A double freed from its error, in units of the tenth decimal. */
export function guarded(value: number): number {
  return half(value * 1e10);
}

/** A double in units of the carried decimals, snapped in two steps. */
export function snapped(value: number, carry: number): number {
  return coarser(guarded(value), GUARD_DIGITS - carry);
}

/** A double rounded once to printed digits, in units of the carried decimals (criteria that round every indicator). */
export function roundedItem(value: number, digits: number, mode: Mode, carry: number): number {
  if (digits >= carry) return snapped(value, carry);
  return coarser(guarded(value), GUARD_DIGITS - digits, mode) * 10 ** (carry - digits);
}

/** Carried units rounded to printed digits, still in carried units. */
export function rounded(whole: number, digits: number, mode: Mode, carry: number): number {
  return digits >= carry ? whole : coarser(whole, carry - digits, mode) * 10 ** (carry - digits);
}

/** A whole number of units of so many decimals as text: 250 with two is "2.50". */
export function fixed(whole: number | bigint, digits: number): string {
  const negative = whole < 0;
  const text = String(negative ? -whole : whole).padStart(digits + 1, "0");
  const cut = text.length - digits;
  return `${negative ? "-" : ""}${text.slice(0, cut)}${digits ? `.${text.slice(cut)}` : ""}`;
}

/** Text of a carried total with the printed digits; it has no more of them. */
export function printed(whole: number, digits: number, carry: number): string {
  return digits >= carry
    ? fixed(BigInt(whole) * 10n ** BigInt(digits - carry), digits)
    : fixed(whole / 10 ** (carry - digits), digits);
}

/** Without trailing zeros: "11.8200" is "11.82". */
export function plain(text: string): string {
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}
