/** Finished strings read as numbers, to sort and to draw with, never to print. */

/** The amount of `93.51`, `46.67%`, `-3`, `第2名`, `1,204`; undefined where the text holds no number. */
export function amount(text: string): number | undefined {
  const found = /[-−]?\d[\d,]*(\.\d+)?/.exec(text);
  return found ? Number(found[0].replace("−", "-").replaceAll(",", "")) : undefined;
}

/** A place on an axis as a percentage of its length, kept inside it. */
export function along(value: number, low: number, high: number): number {
  if (high <= low) return 50;
  return Math.min(Math.max(((value - low) / (high - low)) * 100, 0), 100);
}

/** A percentage as an attribute: `12.35%`. */
export function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
