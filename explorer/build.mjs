// Builds the explorer's pages into the Python package: one script and one style sheet, the same bytes every time.
// `node build.mjs --check` writes nothing and fails where the bundle is not what its source says.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../scoring/documents/explorer/bundle/", import.meta.url));

const made = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.tsx" },
  outdir: target,
  bundle: true,
  minify: true,
  write: false,
  format: "iife", // pages opened from the disk may not load modules
  target: ["es2022"],
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "eof", // licences travel with the code
  logLevel: "warning",
});

const files = new Map(made.outputFiles.map((file) => [file.path.split("/").pop(), file.text]));
files.set("index.html", readFileSync(`${here}src/index.html`, "utf8"));

let stale = 0;
for (const [name, text] of files) {
  const path = target + name;
  if (process.argv.includes("--check")) {
    let there = "";
    try {
      there = readFileSync(path, "utf8");
    } catch {
      // a file that is not there differs
    }
    if (there !== text) {
      console.error(`scoring/documents/explorer/bundle/${name} is not what its source says: run \`make explorer\``);
      stale += 1;
    }
  } else {
    writeFileSync(path, text);
  }
}
process.exitCode = stale ? 1 : 0;
