/** Units made of other units (scoring/scores/members.py): groups from the bottom, each snapped once. */
import { rounded, snapped } from "./decimal";
import type { Rules, WhatIfUnit } from "./types";

/** Changes exact totals (carried units, NaN without one) in place; false where a member lacks a total that it must have. */
export function combine(rules: Rules, all: WhatIfUnit[], exact: Float64Array): boolean {
  const places = new Map(all.map((unit, place) => [unit.unit_id, place]));
  return rules.members.every((id) => combined(rules, id, all, places, exact));
}

function combined(
  rules: Rules,
  id: string,
  all: WhatIfUnit[],
  places: Map<string, number>,
  exact: Float64Array,
): boolean {
  const rule = rules.groups.find((group) => group.id === id)?.members;
  if (!rule) return true;
  const { digits, mode, carry } = rules.policy;
  const count = new Map<number, number>();
  const sums = new Map<number, number>();
  const listed = new Set<number>();
  let whole = true;
  all.forEach((unit, place) => {
    const above = places.get(unit.parent);
    if (above === undefined || unit.exempt || !rule.of.includes(unit.group)) return;
    const parent = all[above] as WhatIfUnit;
    if (parent.group !== id || parent.exempt) return;
    listed.add(above);
    let total = exact[place] as number;
    if (Number.isNaN(total)) {
      if (rule.missing === "error") whole = false;
      if (rule.missing !== "zero") return;
      total = 0;
    } else if (rule.on === "printed") total = rounded(total, digits, mode, carry);
    count.set(above, (count.get(above) ?? 0) + 1);
    sums.set(above, (sums.get(above) ?? 0) + total);
  });
  const unit = 10 ** carry;
  const [share, rest] = [Number(rule.share), Number(rule.rest)];
  all.forEach((found, place) => {
    const own = exact[place] as number;
    if (found.group !== id || Number.isNaN(own)) return;
    const many = count.get(place) ?? 0;
    if (many === 0) {
      if (rule.alone === "error" && listed.has(place)) whole = false;
      if (rule.alone !== "own") exact[place] = Number.NaN;
      return;
    }
    const points = (sums.get(place) ?? 0) / unit;
    const below = rule.combine === "mean" ? points / many : points;
    exact[place] = snapped(rest * (own / unit) + share * below, carry);
  });
  return whole;
}
