// Without a mouse, and on paper.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { minutes, openWorkbench } from "./workbench.mjs";
import { exampleFolder } from "./server.mjs";

let bench, page, meeting;
before(async () => {
  bench = await openWorkbench({ examples: exampleFolder });
  page = bench.page;
  await bench.at("/beloeb");
  meeting = await bench.link("/moeder/");
});
after(() => bench?.close());

// What has the focus: its words, and whether one can see that it has it.
const focused = () => page.evaluate(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const ringed = (at) => at && (getComputedStyle(at).outlineStyle !== "none" || getComputedStyle(at).boxShadow !== "none");
  return {
    what: `${one.tagName} ${(one.getAttribute("aria-label") ?? one.textContent ?? "").trim().slice(0, 40)} ${one.id || one.getAttribute("name") || one.getAttribute("href") || ""}`,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && style.visibility === "visible",
    ringed: ringed(one) || ringed(one.parentElement) || style.boxShadow !== "none",
    inMain: Boolean(one.closest("main")),
    top: box.top + scrollY,
  };
});

const mostStops = 80;

async function walk(most) {
  const stops = [];
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press("Tab");
    const stop = await focused();
    if (!stop) break;
    stops.push(stop);
  }
  return stops;
}

test("Tab goes through every page in order, and the focus is always to be seen", async () => {
  for (const address of ["/", meeting.replace(bench.server.address, ""), "/beslutninger", "/soeg?q=midler", "/import", "/fund", "/tvivl"]) {
    await bench.at(address);
    const main = await page.$$eval("main a[href], main input:not([type=hidden]), main button, main select, main textarea, main summary, main [tabindex='0']",
                                   (all) => all.filter((one) => one.checkVisibility()).length);
    const stops = await walk(mostStops);
    const hidden = stops.filter((stop) => !stop.seen).map((stop) => stop.what);
    assert.deepEqual(hidden, [], `${address}: the focus is somewhere that cannot be seen`);
    const bare = stops.filter((stop) => !stop.ringed).map((stop) => stop.what);
    assert.deepEqual(bare, [], `${address}: the focus is not marked`);
    const inMain = stops.filter((stop) => stop.inMain);
    if (stops.length < mostStops) assert.ok(inMain.length >= main, `${address}: ${inMain.length} of ${main} stops in the content`);
    const first = stops.findIndex((stop) => stop.inMain);
    assert.ok(stops.slice(0, first).every((stop) => !stop.inMain) && first > 0, `${address}: the header comes first`);
  }
});

test("the skip link leads past the menu", async () => {
  await bench.at("/opgaver");
  await page.keyboard.press("Tab");
  assert.match((await focused()).what, /Gå til sidens indhold/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok((await focused()).inMain);
});

test("Enter and Space fold, follow and send", async () => {
  await page.goto(meeting);
  const attendance = page.locator("details.k-details > summary").first();
  await attendance.focus();
  await page.keyboard.press("Space");
  assert.ok(await page.locator("details.k-details").first().evaluate((one) => one.open));
  await page.keyboard.press("Enter");
  assert.ok(!(await page.locator("details.k-details").first().evaluate((one) => one.open)));

  // A place is lit up when Tab comes to it, and Enter keeps the page where it is.
  await page.waitForSelector(".k-source .k-line, .k-words g");
  await page.locator(".k-item a.k-place").first().focus();
  await page.waitForFunction(() => CSS.highlights.size > 0 || document.querySelector(".k-words .k-lit"));
  await page.keyboard.press("Enter");
  assert.equal(page.url(), meeting);

  // A document is taken in, corrected and approved with keys alone.
  await bench.upload(bench.file("tastatur.txt", minutes()));
  await page.getByLabel("Sted", { exact: true }).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Byrådssalen");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.equal(await page.inputValue('input[name="place"]'), "Byrådssalen");
  await page.locator("details.k-part > summary").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  assert.equal((await focused()).what.split(" ")[0], "INPUT", "the unfolded item's first field comes next");
  await page.getByRole("button", { name: "Godkend og læg i registeret" }).focus();
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Space")]);
  assert.match(await bench.text(), /Byrådssalen/);
});

test("the file field speaks Danish and names what was chosen", async () => {
  await bench.at("/import");
  assert.match(await bench.text(), /Vælg filer\s*Ingen filer valgt/);
  await page.setInputFiles('input[name="filer"]', [bench.file("a.txt", "a"), bench.file("b.txt", "b")]);
  assert.equal(await page.textContent(".k-file-names"), "2 filer: a.txt, b.txt");
});

test("on paper a meeting is its minutes and nothing else", async () => {
  await page.goto(meeting);
  await page.waitForSelector(".k-source .k-line, .k-words g");
  const file = `${bench.folder}/moede.pdf`;
  await page.pdf({ path: file, preferCSSPageSize: true });
  const paper = execFileSync("pdftotext", ["-layout", file, "-"]).toString();
  const heading = (await page.textContent("h1")).replace(/\s+/g, " ");
  assert.ok(paper.replace(/\s+/g, " ").includes(heading));
  for (const name of await page.$$eval("details tbody th a:first-child", (links) => links.slice(0, 3).map((link) => link.textContent)))
    for (const word of name.split(" ")) assert.ok(paper.includes(word), `${name}, who is folded away on the screen, is on paper`);
  assert.match(paper, /Beslutning/);
  for (const tool of ["Offentliggør", "Afklar fundet", "Log ud", "Beslutninger", "Kilden", "linje 3", "Mødets udgaver"])
    assert.ok(!paper.includes(tool), `“${tool}” is no part of the minutes`);
});

test("on paper a list keeps its columns and loses its tools", async () => {
  await bench.at("/fund");
  await page.emulateMedia({ media: "print" });
  for (const tool of [".k-header", ".k-filter", ".k-footer", ".k-csv", "td details", ".k-title-side .button"])
    for (const one of await page.locator(tool).all()) assert.equal(await one.isVisible(), false, `${tool} is not printed`);
  assert.equal(await page.locator("thead").evaluate((one) => getComputedStyle(one).display), "table-header-group", "heads are repeated on each page");
  assert.ok((await page.locator("tbody tr").count()) >= 3);
  await page.emulateMedia({ media: null });
});
