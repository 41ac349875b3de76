import { describe, expect, test } from "vitest";
import { bins } from "../src/charts/histogram";
import { along, amount, percent } from "../src/parts/numbers";
import { found } from "../src/parts/search";
import { asNumber, parseSort, sorted, sortText } from "../src/parts/sorting";
import { link, parseRoute } from "../src/route";

describe("numbers", () => {
  test("finished strings are read as numbers", () => {
    expect(["93.51", "46.67%", "-0.50", "−3", "1,204", "并列12", "第2名"].map(amount)).toEqual([
      93.51, 46.67, -0.5, -3, 1204, 12, 2,
    ]);
    expect(["", "—", "不适用"].map(amount)).toEqual([undefined, undefined, undefined]);
  });
  test("places on an axis stay inside it", () => {
    expect([along(5, 0, 10), along(-1, 0, 10), along(11, 0, 10), along(3, 3, 3)]).toEqual([50, 0, 100, 50]);
    expect(percent(1 / 3)).toBe("0.33%");
  });
});

describe("order of rows", () => {
  const rows = ["9.50", "", "10.00", "9.5", "-1"];
  test("numbers by size, rows without one last both ways, equal ones as they came", () => {
    expect(sorted(rows, asNumber, false)).toEqual(["-1", "9.50", "9.5", "10.00", ""]);
    expect(sorted(rows, asNumber, true)).toEqual(["10.00", "9.50", "9.5", "-1", ""]);
  });
  test("Chinese by Pinyin", () => {
    expect(sorted(["市", "北", "安"], (row) => row, false)).toEqual(["安", "北", "市"]);
  });
  test("what the address says", () => {
    expect(parseSort("-total")).toEqual({ key: "total", down: true });
    expect(sortText({ key: "rank", down: false })).toBe("rank");
    expect(parseSort("")).toBeNull();
  });
});

test("units are found by names, Pinyin and initials, all words that were typed", () => {
  const words = "澄阳市人民政府 澄阳市 chengyang chengyangshirenminzhengfu cysrmzf cys";
  expect(["澄阳", "CYS", "chengyang shi", "yangs", ""].every((typed) => found(words, typed))).toBe(true);
  expect(found(words, "cys qingping")).toBe(false);
});

test("columns of a histogram hold every value once, the last its upper bound too", () => {
  const made = bins([0, 0.4, 0.5, 4.99, 5], 0, 5);
  expect(made.map((bin) => bin.count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
  expect(made.reduce((sum, bin) => sum + bin.count, 0)).toBe(5);
});

test("addresses keep ids and questions as they are, and a wrong one does no harm", () => {
  const route = parseRoute(link("unit", "甲/乙 %", { sort: "-total", q: "a&b", empty: "" }));
  expect([route.page, route.id]).toEqual(["unit", "甲/乙 %"]);
  expect(Object.fromEntries(route.query)).toEqual({ sort: "-total", q: "a&b" });
  expect(parseRoute("#/unit/%E4%")).toMatchObject({ page: "unit", id: "%E4%" });
  expect(parseRoute("")).toMatchObject({ page: "ranking", id: "" });
});
