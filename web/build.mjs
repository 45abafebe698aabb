// Builds the browser assets into one folder and writes the C++ file that puts them into the binary.
//
//   node build.mjs --out FOLDER
//
// FOLDER/files/… is what a browser asks for (klynge.css, klynge.js, icons.svg, fonts and the few
// images the design system's style sheet refers to); FOLDER/embedded_assets.cpp holds the same bytes
// as a table. Every address carries one hash over all files, so that a browser may keep them for
// ever and a new version is never mixed with an old one.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const designSystem = join(here, "node_modules/dkfds/dist");
const outArgument = process.argv.indexOf("--out");
const out = resolve(outArgument > 0 ? process.argv[outArgument + 1] : join(here, "../build/web"));
const files = join(out, "files");

// The icons that pages use; all others of the design system stay out.
const icons = [
  "arrow-forward", "assignment", "attach-file", "calendar-month", "check", "chevron-left", "chevron-right", "close",
  "delete", "document", "download", "edit", "error", "first-page", "groups", "info", "last-page", "list-check", "lock",
  "menu", "open-in-new", "payments", "person", "print", "save", "search", "success", "sync", "upload", "visibility",
  "warning",
];

rmSync(files, { recursive: true, force: true });
mkdirSync(files, { recursive: true });
bundle();
writeFileSync(join(files, "icons.svg"), sprite());
writeFileSync(join(files, "favicon.svg"), readFileSync(join(here, "src/favicon.svg")));
embed();

function bundle() {
  // What is not used of the design system's style sheet: its fonts (ours are split by letters and
  // have no formats of the past) and one rule for each of its 180 icons.
  const sheet = readFileSync(join(designSystem, "css/dkfds.css"), "utf8")
    .replace(/@font-face\s*\{[^}]*\}/g, "")
    .replace(/[^{}]*\.icon-[a-z-]+:not\(a\)\s*\{[^}]*\}/g, "");
  const cleaned = join(designSystem, "css/klynge-subset.css");
  writeFileSync(cleaned, sheet);
  const common = { bundle: true, minify: true, outdir: files, assetNames: "img/[name]", logLevel: "warning" };
  buildSync({
    ...common,
    entryPoints: { klynge: join(here, "src/klynge.css") },
    loader: { ".svg": "file", ".png": "file", ".woff2": "file" },
  });
  buildSync({
    ...common,
    entryPoints: { klynge: join(here, "src/klynge.ts") },
    format: "iife",
    target: ["es2020"],
    legalComments: "inline",
  });
}

function sprite() {
  const all = readFileSync(join(designSystem, "img/all-svg-icons.svg"), "utf8");
  const symbols = icons.map((name) => {
    const found = all.match(new RegExp(`<symbol id="${name}".*?</symbol>`, "s"));
    if (!found) throw new Error(`the design system has no icon ${name}`);
    return found[0];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

function listed(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? listed(path) : [path];
    });
}

function contentType(name) {
  const types = {
    css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml", png: "image/png",
    woff2: "font/woff2",
  };
  const type = types[name.split(".").pop()];
  if (!type) throw new Error(`no content type for ${name}`);
  return type;
}

function embed() {
  const paths = listed(files);
  const hash = createHash("sha256");
  for (const path of paths) hash.update(relative(files, path)).update("\0").update(readFileSync(path));
  const digest = hash.digest("hex").slice(0, 16);

  const assembly = [];
  const declarations = [];
  const rows = [];
  paths.forEach((path, i) => {
    const name = relative(files, path);
    assembly.push(`    ".global klynge_asset_${i}\\nklynge_asset_${i}:\\n.incbin \\"${path}\\"\\n"`);
    assembly.push(`    ".global klynge_asset_end_${i}\\nklynge_asset_end_${i}:\\n.byte 0\\n"`);
    declarations.push(`extern const char klynge_asset_${i}[], klynge_asset_end_${i}[];`);
    rows.push(`      {"${name}", "${contentType(name)}",\n       {klynge_asset_${i}, static_cast<std::size_t>(klynge_asset_end_${i} - klynge_asset_${i})}},`);
  });
  const text = `// Made by web/build.mjs.
#include "platform/html/assets.hpp"

#include <vector>

asm(".section .rodata\\n"
${assembly.join("\n")}
    ".previous\\n");

extern "C" {
${declarations.join("\n")}
}

namespace klynge::html {

std::string_view asset_hash() { return "${digest}"; }

std::span<const Asset> assets() {
  static const std::vector<Asset> all = {
${rows.join("\n")}
  };
  return all;
}

}  // namespace klynge::html
`;
  const target = join(out, "embedded_assets.cpp");
  writeFileSync(target, text);
}
