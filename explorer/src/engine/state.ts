/** What the engine looks up for every setting of the sliders: units by group, points by indicator, points of new full points. */
import { entry } from "../entry";
import { roundedItem, snapped } from "./decimal";
import type { Field } from "./rolling";
import { type Shares, walk } from "./sharing";
import type { RuleNode, Rules, WhatIfFile } from "./types";

/** A number that is not there. */
export const NONE = Number.NaN;

export interface State {
  file: WhatIfFile;
  rules: Rules;
  /** Places of the units of every group. */
  members: Map<string, number[]>;
  points: Map<string, Float64Array>;
  leaves: Map<string, RuleNode>;
  /** Columns of the units of a group, each taken once. */
  taken: Map<string, Float64Array>;
}

export function prepared(file: WhatIfFile): State {
  const members = new Map(file.rules.groups.map((group) => [group.id, [] as number[]]));
  file.units.forEach((unit, place) => {
    members.get(unit.group)?.push(place);
  });
  const points = new Map<string, Float64Array>();
  for (const [id, column] of Object.entries(file.points)) {
    points.set(
      id,
      Float64Array.from(column, (value) => value ?? NONE),
    );
  }
  const leaves = new Map<string, RuleNode>();
  walk(file.rules.tree, (node) => {
    if (!node.items.length) leaves.set(node.id, node);
  });
  return { file, rules: file.rules, members, points, leaves, taken: new Map() };
}

/** Points of an indicator, bonus or deduction by unit of a group; not to be changed. */
export function taken(state: State, id: string, group: string): Float64Array {
  const key = `${group} ${id}`;
  const there = state.taken.get(key);
  if (there) return there;
  const places = state.members.get(group) ?? [];
  const column = state.points.get(id);
  const found = new Float64Array(places.length).fill(NONE);
  if (column) for (let i = 0; i < found.length; i++) found[i] = column[places[i] as number] as number;
  state.taken.set(key, found);
  return found;
}

/** Points of indicators in proportion to their new full points (scoring/reweighing/applying.py). */
export function leafPoints(state: State, group: string, shares: Shares): Field["leaf"] {
  const { policy } = state.rules;
  const made = new Map<string, Float64Array>();
  return (id) => {
    const there = made.get(id);
    if (there) return there;
    let found = taken(state, id, group);
    const before = entry(state.leaves.get(id)?.points ?? {}, group) ?? "0";
    const after = shares.points.get(id) ?? before;
    const [declared, now] = [Number(before), Number(after)];
    if (declared !== 0 && declared !== now) {
      found = Float64Array.from(found);
      const unit = 10 ** policy.carry;
      for (let i = 0; i < found.length; i++) {
        const own = found[i] as number;
        if (Number.isNaN(own)) continue;
        const share = ((own / unit) * now) / declared;
        if (now === 0) found[i] = NONE;
        else if (policy.at === "item") found[i] = roundedItem(share, policy.digits, policy.mode, policy.carry);
        else found[i] = snapped(share, policy.carry);
      }
    }
    made.set(id, found);
    return found;
  };
}
