// Templates in a real browser: chosen, looked at, made, and made no second time; at every width and by the keyboard.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { openBrowser, signIn, violations } from "./browser.mjs";
import { startServer } from "./server.mjs";

let server, browser, context, page;
before(async () => {
  server = await startServer({ examples: null });
  browser = await openBrowser();
  context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  await signIn(page, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function isSound() {
  assert.deepEqual(await violations(page), [], `axe on ${page.url()}`);
  for (const width of [1280, 640, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 1, `${page.url()} scrolls sideways by ${overflow} px at ${width} px`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test("a template is found, looked at and made by the keyboard alone", { timeout: 120000 }, async () => {
  await page.goto(`${server.address}/omraader`);
  await page.getByRole("link", { name: "Begynd med en skabelon" }).press("Enter");
  await page.waitForURL(/\/struktur\/skabeloner$/);
  await isSound();
  await page.getByRole("link", { name: "Brug skabelonen Sundhedsklynger 2022–2026" }).press("Enter");
  await page.waitForURL(/skabeloner\/2022$/);
  await page.getByLabel("Region").selectOption("Region Nordjylland");
  if (!page.url().includes("region=")) await page.getByRole("button", { name: "Vis, hvad der bliver oprettet" }).press("Enter");
  await page.waitForURL(/region=/);
  await isSound();
  assert.equal(await page.getByText("Intet er skrevet endnu").count(), 1);
  await page.getByRole("button", { name: "Opret strukturen" }).press("Enter");
  await page.waitForURL(/oprettet=1/);
  assert.equal(await page.getByText("Strukturen er oprettet.").count(), 1);
  assert.equal(await page.getByRole("button", { name: "Opret strukturen" }).count(), 0);
  await isSound();
});

test("what comes after is shown before it is made", { timeout: 120000 }, async () => {
  await page.goto(`${server.address}/struktur/skabeloner/2027?region=Region+Nordjylland`);
  await isSound();
  assert.equal(await page.getByText("efterfølges af Sundhedsråd Vendsyssel").count(), 2);
  await page.getByRole("button", { name: "Opret strukturen" }).click();
  await page.waitForURL(/oprettet=1/);
  await page.getByRole("link", { name: "Sundhedsråd Limfjorden" }).first().click();
  await page.waitForURL(/\/organer\//);
});

test("a region without areas is said to have none", async () => {
  const answer = await page.goto(`${server.address}/struktur/skabeloner/2022?region=Region+Hovedstaden`);
  assert.equal(answer.status(), 400);
  assert.equal(await page.getByText("Der er ingen sundhedsklynger i Region Hovedstaden").count(), 1);
  await isSound();
});
