// Builds the explorer's pages into the Python package: one script and one style sheet, the same bytes every time.
// `node build.mjs --check` writes nothing and fails where the bundle is not what its source says.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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
  metafile: true,
  logLevel: "warning",
});

/** What the code of others in the script is licensed under: their sources say it in files of their own, which no bundler keeps. */
function licences(metafile) {
  const bundled = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const packages = new Map(); // name -> text
  for (const input of bundled) {
    const [folder, name] = input.match(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
    if (!name || packages.has(name)) continue;
    const file = readdirSync(here + folder).find((one) => /^licen[cs]e/i.test(one));
    if (!file) throw new Error(`${name}: no licence to be shipped with it`);
    packages.set(name, readFileSync(`${here}${folder}/${file}`, "utf8").trim());
  }
  const named = new Map(); // text -> names, as several packages share one
  for (const name of [...packages.keys()].sort()) {
    named.set(packages.get(name), [...(named.get(packages.get(name)) ?? []), name]);
  }
  const texts = [...named].map(([text, names]) => `${names.join(", ")}\n\n${text}`);
  return `/*! This script holds\n\n${texts.join("\n\n\n").replaceAll("*/", "* /")}\n*/\n`;
}

const files = new Map(made.outputFiles.map((file) => [file.path.split("/").pop(), file.text]));
files.set("app.js", files.get("app.js") + licences(made.metafile));
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
