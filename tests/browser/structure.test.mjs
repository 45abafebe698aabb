// A body's structure in use: seats proposed from the minutes and confirmed, a rule written and deviated from, a
// holder followed by another; each page on the way without an axe violation and without scrolling sideways.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { violations } from "./browser.mjs";
import { openWorkbench } from "./workbench.mjs";
import { exampleFolder } from "./server.mjs";

let bench, page, body;
before(async () => {
  bench = await openWorkbench({ examples: exampleFolder, context: { bypassCSP: true } });
  page = bench.page;
});
after(() => bench?.close());

async function isSound() {
  assert.deepEqual(await violations(page), [], `axe on ${page.url()}`);
  await page.setViewportSize({ width: 320, height: 900 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 1, `${page.url()} scrolls sideways by ${overflow} px`);
  await page.setViewportSize({ width: 1280, height: 900 });
}
const main = () => page.locator("main").innerText();
// Those that wait for an answer; the refused ones are folded below them.
const proposals = () => page.locator(".k-rule:not(details *)").count();

test("what the minutes say of seats is confirmed, and the composition shows it", async () => {
  await bench.at("/organer");
  const bodies = await page.$$eval('main tbody a[href^="/organer/"]', (links) => links.map((a) => a.getAttribute("href")));
  for (const one of bodies) {
    await bench.at(`${one}/forslag`);
    if ((await proposals()) > 3) body = one;
  }
  assert.ok(body, "the example minutes give proposals");
  await bench.at(`${body}/forslag`);
  await isSound();
  const all = await proposals();
  await page.getByRole("link", { name: "Ret først" }).first().click();
  await isSound();
  await page.getByLabel("Hvad hedder pladsen?").fill("Direktør for det hele");
  await bench.press("Bekræft");
  assert.equal(await proposals(), all - 1);
  await page.getByRole("button", { name: "Nej" }).last().click();
  assert.equal(await proposals(), all - 2);
  await page.getByText("Ét afvist forslag").click();
  await isSound();
  await page.getByRole("button", { name: "Fortryd afvisningen" }).click();
  assert.equal(await proposals(), all - 1, "what was refused is proposed again");
  await page.getByRole("button", { name: "Nej" }).last().click();
  assert.equal(await proposals(), all - 2);
  await page.getByRole("button", { name: /^Bekræft alle/ }).click();
  await page.waitForURL(/sammensaetning/);
  assert.match(await main(), /Direktør for det hele/);
  assert.equal(await page.locator("tbody tr").count(), all - 1);
  assert.match(await main(), /set første gang/);
  await isSound();
});

test("a rule is written, is not understood, is not kept, and is deviated from", async () => {
  await bench.at(`${body}/regler/ny`);
  await page.getByLabel("Reglen", { exact: true }).fill("noget med stole");
  await bench.press("Gem reglen");
  assert.match(await main(), /Det blev ikke gemt/);
  assert.equal(await page.getByLabel("Reglen", { exact: true }).inputValue(), "noget med stole");
  await isSound();
  await page.getByLabel("Reglen", { exact: true }).fill("40 alment praktiserende læger");
  await bench.press("Gem reglen");
  assert.match(await main(), /Ikke opfyldt/);
  await bench.at(body);
  assert.match(await page.locator(".alert-warning").first().innerText(), /40 alment praktiserende læger/);
  await isSound();
  await bench.at(`${body}/sammensaetning`);
  await page.getByRole("link", { name: /^Ret reglen/ }).first().click();
  await isSound();
  await page.getByLabel("Hvorfor fraviges reglen?").fill("Så mange læger er der ikke.");
  await page.getByLabel("Hvem har besluttet det?").fill("Klyngens møde");
  await bench.press("Registrér fravigelsen");
  assert.match(await main(), /Fraveget/);

  // It is changed, and then it ends; the rule holds again after that day.
  await page.getByRole("link", { name: /^Ret reglen/ }).first().click();
  await page.getByRole("link", { name: "Ret eller afslut fravigelsen" }).click();
  await isSound();
  assert.equal(await page.getByLabel("Hvem har besluttet det?").inputValue(), "Klyngens møde");
  await page.getByLabel("Hvorfor fraviges reglen?").fill("Der er ikke flere læger.");
  await page.getByLabel("Gælder fra").fill("2020-01-01");
  await page.getByLabel("Gælder til og med").fill("2019-01-01");
  await bench.press("Gem fravigelsen");
  assert.match(await main(), /Det blev ikke gemt/);
  await isSound();
  await page.getByLabel("Gælder til og med").fill("2024-12-31");
  await bench.press("Gem fravigelsen");
  assert.match(await main(), /Ikke opfyldt/);
  await bench.at(`${body}/sammensaetning?dag=2024-06-01`);
  assert.match(await main(), /Der er ikke flere læger\./);
});

test("one holder follows another, and two never hold one seat", async () => {
  await bench.at(`${body}/sammensaetning`);
  await page.getByRole("link", { name: "Direktør for det hele" }).first().click();
  await isSound();
  const seat = page.url();
  const sit = async (name, from, follows) => {
    await page.goto(seat);
    await page.getByText("Sæt en person på pladsen").click();
    await page.locator("#person_navn-indehaver").fill(name);
    await page.locator("#fra-indehaver").fill(from);
    if (follows) await page.getByLabel("træder ud dagen før").check();
    await bench.press("Gem, hvem der har pladsen");
  };
  await sit("Karla Nymand", "2026-01-01", false);
  assert.match(await main(), /har allerede pladsen/);
  await isSound();
  await sit("Karla Nymand", "2026-01-01", true);
  assert.match(await main(), /Karla Nymand/);
  assert.match(await main(), /til og med 31\. december 2025/);
  await page.getByRole("link", { name: "Ret perioden" }).first().click();
  await isSound();
  await page.goto(seat);
  await page.getByRole("link", { name: "Karla Nymand" }).first().click();
  assert.match(await main(), /Pladser i organer/);
  await isSound();
});
