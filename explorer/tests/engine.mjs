// Runs the engine of the what-if page without a browser: one JSON text per line in, one out.
// In: {"file": data/whatif.js's value} then any number of {"factors": {id: "1.5"}}. Out: {"differing": [...]} and outcomes.
import { createInterface } from "node:readline";
import { build } from "esbuild";

const here = new URL("..", import.meta.url).pathname;
const made = await build({
  entryPoints: [`${here}src/engine/index.ts`],
  bundle: true,
  format: "esm",
  target: "es2022",
  write: false,
});
const { engine } = await import(
  `data:text/javascript;base64,${Buffer.from(made.outputFiles[0].text).toString("base64")}`
);

let current;
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  if (asked.file) {
    current = engine(asked.file);
    console.log(JSON.stringify({ offered: current.offered, differing: current.differing() }));
    continue;
  }
  const factors = new Map(Object.entries(asked.factors));
  const start = performance.now();
  const found = current.compute(factors);
  console.log(
    JSON.stringify({
      lost: found.lost,
      whole: found.whole,
      totals: found.totals,
      ranks: [...found.ranks],
      overall: [...found.overall],
      grades: found.grades,
      milliseconds: performance.now() - start,
    }),
  );
}
