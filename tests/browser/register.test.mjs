// The register in use: who is who put together and apart again, doubts answered, findings settled, and
// a search over several pages.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { openWorkbench } from "./workbench.mjs";
import { exampleFolder } from "./server.mjs";

let bench, page;
before(async () => {
  bench = await openWorkbench({ examples: exampleFolder });
  page = bench.page;
});
after(() => bench?.close());

const rows = () => page.locator("main tbody tr").count();
const personPage = async (name) => {
  await bench.at(`/personer?ord=${encodeURIComponent(name)}`);
  await page.goto(await bench.link("/personer/0"));
};

test("two persons are put together, and parted again with what was theirs", async () => {
  await personPage("Hans Kjær");
  const his = new URL(page.url()).pathname;
  const meetings = async () => page.locator('section[aria-labelledby="moeder-h"] tbody tr').count();
  const before = await meetings();
  await personPage("Yasmin Haddad");
  const hers = new URL(page.url()).pathname;
  const own = await meetings();

  await page.getByRole("link", { name: "Ret eller læg sammen" }).click();
  await page.getByLabel("Navn på den anden", { exact: true }).first().fill("hans kjær");
  await bench.press("Find");
  await bench.press("Læg sammen med Hans Kjær");
  await bench.at(hers);
  assert.equal(await meetings(), own + before);
  await bench.at(his);
  assert.equal(new URL(page.url()).pathname, hers, "the old address leads on");

  await page.getByRole("link", { name: "Ret eller læg sammen" }).click();
  await bench.press("Skil Hans Kjær ud igen");
  await bench.at(his);
  assert.match(await page.textContent("h1"), /Hans Kjær/);
  assert.equal(await meetings(), before);
  await bench.at(hers);
  assert.equal(await meetings(), own);
});

test("a person who was two is split by the places", async () => {
  await personPage("Rikke Solvang");
  const address = new URL(page.url()).pathname;
  await bench.at(`${address}/ret`);
  const places = page.locator('section[aria-labelledby="skil-h"] input[type="checkbox"]');
  const count = await places.count();
  assert.ok(count >= 2);
  await places.nth(0).check();
  await page.locator("#skil-navn").fill("Rikke Solvang (den anden)");
  await bench.press("Skil de valgte steder fra");
  await bench.at(`${address}/ret`);
  assert.equal(await places.count(), count - 1);
  await bench.at("/personer?ord=rikke");
  assert.match(await bench.text(), /Rikke Solvang \(den anden\)/);
});

test("doubts say who the two are, and are answered either way", async () => {
  await bench.at("/tvivl");
  const questions = page.locator("main section.k-section");
  const open = await questions.count();
  assert.ok(open >= 2, "the examples raise some");
  for (const known of await page.$$eval(".k-pair .k-muted", (all) => all.map((one) => one.textContent)))
    assert.match(known, /Senest nævnt: .+\s\d{4}/u);

  // Two namesakes are one: the address of the one leads to the other from now on.
  const persons = questions.filter({ has: page.locator('.k-pair a[href^="/personer/"]') }).first();
  const pair = await persons.locator(".k-pair a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  await bench.press(persons.getByRole("button", { name: "Ja, den samme" }));
  assert.equal(await questions.count(), open - 1);
  const living = new Set();
  for (const address of pair) {
    await bench.at(address);
    living.add(new URL(page.url()).pathname);
  }
  assert.equal(living.size, 1);

  // Two bodies are two: both stay.
  await bench.at("/tvivl");
  const bodies = await questions.first().locator(".k-pair a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  await bench.press(questions.first().getByRole("button", { name: "Nej, to forskellige" }));
  assert.equal(await questions.count(), open - 2);
  for (const address of bodies) {
    await bench.at(address);
    assert.equal(new URL(page.url()).pathname, address);
  }
});

test("findings are settled, dismissed and opened again, each with a word", async () => {
  await bench.at("/fund");
  const open = await rows();
  assert.ok(open >= 3);
  const answer = async (kind, word, button) => {
    const row = page.locator("main tbody tr", { hasText: kind });
    await row.locator("summary").click();
    await row.getByLabel("Bemærkning").fill(word);
    await bench.press(row.getByRole("button", { name: button, exact: true }));
  };
  await answer("Beløb, der ikke stemmer", "Rettet i et nyt referat", "Afklaret");
  assert.equal(await rows(), open - 1);
  await answer("Hul i punkternes numre", "Punkt 4 udgik før mødet", "Ingen fejl");
  assert.equal(await rows(), open - 2);

  await bench.at("/fund?tilstand=dismissed");
  assert.match(await bench.text("tbody"), /Hul i punkternes numre.*Afvist.*Punkt 4 udgik før mødet/);
  await bench.press("Åbn igen");
  assert.match(page.url(), /tilstand=dismissed/, "back to the list as it was narrowed");
  assert.equal(await rows(), 0);
  await bench.at("/fund?tilstand=settled");
  assert.match(await bench.text("tbody"), /Rettet i et nyt referat/);

  // A word is asked for.
  await bench.at("/fund");
  const first = page.locator("main tbody tr").first();
  await first.locator("summary").click();
  await first.getByRole("button", { name: "Afklaret", exact: true }).click();
  assert.equal(await first.getByLabel("Bemærkning").evaluate((field) => field.validity.valueMissing), true);
});

test("a search is paged through, narrowed, and says where nothing is", async () => {
  const total = async () => Number((await bench.text()).match(/(\d+) steder passer/)?.[1] ?? 0);
  for (let tries = 0; tries < 100; ++tries) {     // the index is made beside the server
    await bench.at("/soeg?q=bredsund");
    if ((await total()) > 40) break;
    await page.waitForTimeout(100);
  }
  const all = await total();
  assert.ok(all > 40, `${all} hits`);
  const seen = [];
  for (let turn = 1; ; ++turn) {
    const hits = await page.$$eval(".k-hit__title a", (links) => links.map((link) => link.href));
    assert.ok(hits.length <= 20);
    assert.equal(await page.getAttribute("ol.k-hits", "start"), String((turn - 1) * 20 + 1));
    seen.push(...hits);
    const next = page.locator('a[rel="next"]');
    if ((await next.count()) === 0) break;
    await Promise.all([page.waitForNavigation(), next.click()]);
    assert.match(page.url(), /q=bredsund/);
  }
  assert.equal(seen.length, all);
  assert.equal(new Set(seen).size, all, "each hit once");
  await Promise.all([page.waitForNavigation(), page.locator('a[rel="prev"]').click()]);

  await bench.at("/soeg?q=midler");
  assert.ok((await page.$$eval("mark", (marks) => marks.map((mark) => mark.textContent.toLowerCase()))).some((word) => word.startsWith("klyngemidler")), "a part of a compound");
  const link = page.locator(".k-facets li", { hasText: "2023" }).first();
  const count = Number((await link.textContent()).match(/(\d+)\s*$/)[1]);
  await Promise.all([page.waitForNavigation(), link.locator("a").click()]);
  assert.equal(await page.locator(".k-hit").count(), count);

  await bench.at("/soeg?q=xyzzy");
  assert.match(await bench.text(), /Intet passer til din søgning/);
});

test("lists are narrowed, and fetched as a spreadsheet", async () => {
  await bench.at("/beslutninger");
  await Promise.all([page.waitForNavigation(), page.getByLabel("Udfald").selectOption({ label: "Udsat" })]);
  assert.deepEqual([...new Set(await page.$$eval("tbody .badge", (all) => all.map((one) => one.textContent)))], ["Udsat"]);
  const file = await page.request.get(await bench.link("/beslutninger.csv"));
  const bytes = await file.body();
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(bytes.toString("utf8").trim().split("\n").length, (await rows()) + 1);
  await bench.at("/beslutninger?ord=xyzzy");
  assert.match(await bench.text(), /Intet passer til det valgte/);
});
