/** Pieces of the what-if engine by themselves; tests/reweighing holds the whole against the engine of the tool. */
import { describe, expect, it } from "vitest";
import { engine } from "../src/engine";
import {
  coarser,
  fixed,
  guarded,
  half,
  parsed,
  plain,
  printed,
  rounded,
  roundedItem,
  snapped,
} from "../src/engine/decimal";
import { evaluate, type Value } from "../src/engine/formula";
import { apportioned, shareOut } from "../src/engine/sharing";
import type { Formula, RuleNode, WhatIfFile } from "../src/engine/types";
import { asCommand, asTable, changed, isFactor, readFactors, writeFactors } from "../src/pages/whatif/factors";

describe("numbers", () => {
  it("reads and writes decimals exactly", () => {
    expect(parsed("-2.50")).toEqual({ whole: -250n, digits: 2 });
    expect([fixed(250, 2), fixed(-5, 3), fixed(7n, 0), plain("11.8200"), plain("120")]).toEqual([
      "2.50",
      "-0.005",
      "7",
      "11.82",
      "120",
    ]);
    expect([printed(913400, 2, 4), printed(91, 3, 1)]).toEqual(["91.34", "9.100"]);
  });
  it("rounds half away from zero, or cuts off", () => {
    expect([half(2.5), half(-2.5), half(0.49999999999999994)]).toEqual([3, -3, 0]);
    expect([coarser(125, 1), coarser(-125, 1), coarser(129, 1, "truncate"), coarser(7, 0)]).toEqual([13, -13, 12, 7]);
    expect([rounded(913350, 2, "half_up", 4), rounded(913399, 2, "truncate", 4)]).toEqual([913400, 913300]);
  });
  it("takes what is less than 5e-11 below a tie for the tie", () => {
    expect(guarded(1.00005 - 4e-11)).toBe(10000500000);
    expect([snapped(1.00005 - 4e-11, 4), snapped(1.00005 - 6e-11, 4), snapped(-1.00005, 4)]).toEqual([
      10001, 10000, -10001,
    ]);
    expect([roundedItem(1.2349999, 2, "half_up", 4), roundedItem(1.239, 2, "truncate", 4)]).toEqual([12300, 12300]);
  });
});

describe("sharing out", () => {
  it("gives what is left to the largest remainders, the first of equal ones", () => {
    expect(apportioned(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(apportioned(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n]);
    expect(apportioned(10n, [0n, 0n])).toEqual([0n, 0n]);
  });
  it("keeps the points of every block, whatever the sliders", () => {
    const shares = shareOut(
      FILE.rules,
      "g",
      new Map([
        ["x", "3"],
        ["x.a", "0.5"],
      ]),
    );
    expect(Object.fromEntries(shares.points)).toEqual({
      x: "81.8182",
      "x.a": "27.2727",
      "x.b": "54.5455",
      y: "18.1818",
    });
    expect(
      shareOut(
        FILE.rules,
        "g",
        new Map([
          ["x.a", "0"],
          ["x.b", "0"],
        ]),
      ).lost,
    ).toEqual(["x"]);
  });
});

describe("conditions", () => {
  const of = (formula: Formula, base: number | null, fact: Value = null) =>
    evaluate(formula, { name: () => base, fact: () => fact });
  const below: Formula = ["<", ["name", "base"], ["number", "60"]];
  it("compare freed from the error of a double", () => {
    expect([of(below, 60), of(below, 60 - 1e-12), of(below, 59.9999)]).toEqual([false, false, true]);
    expect(of([">=", ["+", ["name", "base"], ["number", "0.1"]], ["number", "0.3"]], 0.2)).toBe(true);
  });
  it("are unknown where a part is, unless the rest decides", () => {
    const both: Formula = ["and", below, ["fact", 0]];
    expect([
      of(both, 50),
      of(both, 70),
      of(both, 50, true),
      of(["or", below, ["fact", 0]], 50),
      of(["not", both], 50),
    ]).toEqual([null, false, true, true, null]);
    expect([
      of(["/", ["name", "base"], ["number", "0"]], 1),
      of(["min", ["name", "base"], ["number", "2"]], 5),
    ]).toEqual([null, 2]);
  });
});

describe("factors", () => {
  it("are numbers from 0 to 100 with up to four decimals", () => {
    expect(["0", "1.5", "100", "2.1234"].every(isFactor)).toBe(true);
    expect(["", "-1", "100.1", "1.23456", "1e2", "."].some(isFactor)).toBe(false);
  });
  it("go into the address, a table and a command, and come back", () => {
    const factors = readFactors("x:1.5,nothing:2,y:1,x.b:0", FILE.rules);
    expect(writeFactors(factors)).toBe("x:1.5,x.b:0");
    expect(asTable(factors, FILE.rules)).toBe('\ufeffid,title,factor\r\nx,"甲,乙",1.5\r\nx.b,\'=2+3,0\r\n');
    expect(asCommand(factors)).toBe("scoring whatif RUN --weight x=1.5 --weight x.b=0");
    expect([...changed(factors, "x", "1.00")]).toEqual([["x.b", "0"]]);
  });
});

describe("a whole file", () => {
  it("comes to the run with the declared weights, and says where it does not", () => {
    expect(engine(FILE).differing()).toEqual([]);
    const other = { ...FILE, units: FILE.units.map((unit, place) => (place ? unit : { ...unit, rank: "1" })) };
    expect(engine(other).differing()).toEqual(["u1"]);
  });
  it("moves ranks and grades with the weights", () => {
    const found = engine(FILE).compute(new Map([["x", "9"]]));
    expect([found.totals, [...found.ranks], found.grades]).toEqual([
      ["93.10", "56.45"],
      [1, 2],
      ["优秀", "合格"],
    ]);
  });
});

function leaf(id: string, title: string, points: string): RuleNode {
  const none = { weights: {}, mean: null, not_applicable: "inherit", stops: false, component: null, items: [] };
  return { id, title, points: { g: points }, ...none };
}

const FILE: WhatIfFile = {
  rules: {
    policy: {
      digits: 2,
      mode: "half_up",
      at: "total",
      carry: 4,
      rank_on: "printed",
      ties: "competition",
      best: "highest",
      overall: false,
      not_applicable: "rescale",
      floor: null,
      ceiling: null,
      quota: { rounding: "down", ties: "keep_out" },
      no_total: false,
      break_ties: [],
    },
    groups: [
      {
        id: "g",
        title: "组",
        grades: [
          { grade: "优秀", from: "70", at_most: null },
          { grade: "合格", from: "0", at_most: null },
        ],
        members: null,
      },
    ],
    members: [],
    tree: [
      { ...leaf("x", "甲,乙", "60"), items: [leaf("x.a", "丙", "30"), leaf("x.b", "=2+3", "30")] },
      leaf("y", "丁", "40"),
    ],
    bonuses: [],
    deductions: [],
    gates: [],
    facts: 0,
    refused: false,
  },
  units: [
    { total: "60.00", rank: "2", grade: "合格" },
    { total: "78.57", rank: "1", grade: "优秀" },
  ].map((said, place) => ({
    unit_id: `u${place + 1}`,
    unit: place,
    group: "g",
    parent: "",
    assessed: true,
    exempt: false,
    screened: false,
    fired: [],
    overall: "",
    ...said,
  })),
  points: { "x.a": [300000, null], "x.b": [300000, 150000], y: [0, 400000] },
  facts: [],
};
