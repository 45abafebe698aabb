// What a newcomer sees of the structure on the first start: the examples with their structure, as script/server begins.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { violations } from "./browser.mjs";
import { exampleFolder, exampleStructure } from "./server.mjs";
import { openWorkbench } from "./workbench.mjs";

let bench, page;
before(async () => {
  bench = await openWorkbench({ examples: exampleFolder, more: ["--structure", exampleStructure], context: { bypassCSP: true } });
  page = bench.page;
});
after(() => bench?.close());

const main = () => bench.text();
async function isSound() {
  assert.deepEqual(await violations(page), [], `axe on ${page.url()}`);
  await page.setViewportSize({ width: 320, height: 900 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 1, `${page.url()} scrolls sideways by ${overflow} px`);
  await page.setViewportSize({ width: 1280, height: 900 });
}
async function toBody(name) {
  await bench.at("/organer");
  await page.getByRole("link", { name, exact: true }).first().click();
}

test("the chart has lines on each of its days", async () => {
  for (const [day, said] of [
    ["2021-05-01", /Driftsgruppe Bredsund refererer til Klyngestyregruppe Bredsund/],
    ["2023-05-01", /Driftsforum Bredsund refererer til Faglig Sundhedsklynge Bredsund/],
    ["2026-05-01", /Driftsforum Psykiatri Bredsund refererer til Faglig Sundhedsklynge Bredsund/],
    ["2027-05-01", /Driftsforum Psykiatri Bredsund refererer til Sundhedsrådet Sydhav Øst/],
  ]) {
    await bench.at(`/struktur?dag=${day}`);
    assert.match(await main(), said);
    await isSound();
  }
});

test("the timeline knows every body's days and what follows what", async () => {
  await bench.at("/struktur/tidslinje");
  assert.doesNotMatch(await main(), /Ikke kendt/);
  assert.match(await main(), /Sundhedsrådet Sydhav Øst/);
  await isSound();
});

test("two days side by side show what differs, and on paper nothing else", async () => {
  await bench.at("/struktur/sammenlign?foer=2026-12-31&efter=2027-01-01");
  assert.match(await main(), /er afløst af Sundhedsrådet Sydhav Øst/);
  assert.match(await main(), /Uden ændringer/);
  await isSound();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("main td", { hasText: /^Uændret$/ }).filter({ visible: true }).count(), 0);
  await page.emulateMedia({ media: null });
});

test("a rule is deviated from, one is not met, and a seat is vacant", async () => {
  await toBody("Politisk Sundhedsklynge Bredsund");
  await page.getByRole("link", { name: "Sammensætning", exact: true }).click();
  await bench.at(`${new URL(page.url()).pathname}?dag=2026-05-01`);
  assert.match(await main(), /Fraveget/);
  assert.match(await main(), /Klyngen er den mindste i regionen/);
  await isSound();
  await toBody("Faglig Sundhedsklynge Bredsund");
  await page.getByRole("link", { name: "Sammensætning", exact: true }).click();
  await bench.at(`${new URL(page.url()).pathname}?dag=2026-05-01`);
  assert.match(await main(), /Vicedirektør, Bredsund Hospital \(ubesat\)/);
  await toBody("Driftsforum Psykiatri Bredsund");
  await page.getByRole("link", { name: "Sammensætning", exact: true }).click();
  await bench.at(`${new URL(page.url()).pathname}?dag=2026-05-01`);
  assert.match(await main(), /Ikke opfyldt/);
  await isSound();
});

test("the minutes still propose what nobody has entered, and the rules of procedure stand as text and data", async () => {
  await toBody("Faglig Sundhedsklynge Bredsund");
  const body = new URL(page.url()).pathname;
  await bench.at(`${body}/forslag`);
  assert.match(await main(), /Sekretær, Bredsund Kommune\. Haft af Camilla Rosendal/);
  await isSound();
  await bench.at(`${body}/dokumenter`);
  assert.match(await main(), /Forretningsorden/);
  await isSound();
});

test("what is open can be handed over to the council that does not exist yet", async () => {
  await toBody("Faglig Sundhedsklynge Bredsund");
  await page.getByRole("link", { name: /Begynd en overdragelse/ }).click();
  await page.getByLabel("Begrundelse").fill("Sundhedsrådet tager over.");
  await bench.press("Lav listen over det, der er åbent");
  assert.match(await main(), /Går til Sundhedsrådet Sydhav Øst/);
  assert.match(await main(), /Evaluering af Fælles medicingennemgang|fælles stillinger|overblik over åbne sager/i);
  await isSound();
});
