// A body that ends, from the form to the document that all have approved, as a secretary does it: with a successor
// that does not exist yet and sides without a chair. Every page on the way has no axe violation, none scrolls
// sideways on a telephone, and the keyboard alone is enough.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { violations } from "./browser.mjs";
import { exampleFolder } from "./server.mjs";
import { openWorkbench } from "./workbench.mjs";

let bench;
before(async () => (bench = await openWorkbench({ examples: exampleFolder, context: { bypassCSP: true } })));
after(async () => bench?.close());

async function isSound(what) {
  const { page } = bench;
  assert.deepEqual(await violations(page), [], `axe on ${what}`);
  for (const width of [768, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 1, `${what} scrolls sideways by ${overflow} px at ${width} px`);
    if (process.env.KLYNGE_PICTURES) await page.screenshot({ path: `${process.env.KLYNGE_PICTURES}/${what.replace(/\W+/g, "-")}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  if (process.env.KLYNGE_PICTURES) await page.screenshot({ path: `${process.env.KLYNGE_PICTURES}/${what.replace(/\W+/g, "-")}-1280.png`, fullPage: true });
}

test("a body is handed over to one that does not exist yet", { timeout: 300000 }, async () => {
  const { page, at, press, text } = bench;
  await at("/organer/nyt");
  await page.getByLabel("Organets navn").fill("Bredsund Sundhedsråd");
  await page.getByLabel("Organet er planlagt").check();
  await press("Opret organet");

  // The body with most meetings.
  await at("/overdragelser");
  await isSound("no hand-overs");
  await page.getByRole("link", { name: "Ny overdragelse" }).click();
  const bodies = await page.$$eval('select[name="organ"] option', (options) => options.filter((one) => one.value).map((one) => one.textContent));
  const ending = bodies.find((name) => /politisk sundhedsklynge/i.test(name));
  await page.getByLabel("Organ, der ophører").selectOption({ label: ending });
  await page.getByLabel("Overdrages til", { exact: true }).selectOption({ label: "Bredsund Sundhedsråd (planlagt)" });
  await page.getByLabel("Organets sidste dag").fill("2020-01-01");
  await page.getByLabel("Begrundelse").fill("Klyngerne ophører, og sundhedsrådet begynder.");
  await press("Lav listen over det, der er åbent");
  assert.match(await text(), /holdt møde .* Den sidste dag kan ikke ligge før det/);
  await isSound("a refused form");
  await page.getByLabel("Organets sidste dag").fill("2026-12-31");
  await press("Lav listen over det, der er åbent");
  assert.match(await text(), /den første dag er ikke fastsat/);
  await isSound("a draft");
  assert.equal(await page.getByRole("button", { name: "Send til godkendelse" }).count(), 0);

  // What no minutes know of is written on, and taken off again.
  for (const line of ["Svar fra ministeriet", "En fejl"]) {
    await page.getByLabel("Hvad skal med på listen?").fill(line);
    await press("Skriv på listen");
  }
  await isSound("a draft with lines written by hand");
  await press("Tag ”En fejl” af");
  assert.match(await text(), /Svar fra ministeriet/);
  assert.doesNotMatch(await text(), /En fejl/);

  // One by hand, closed without a reason first; then all the rest of each kind.
  const hand_over = page.url();
  const first = page.locator("fieldset.k-holder").first();
  await first.getByLabel("Hvad skal der ske?").selectOption({ label: "Lukkes med en begrundelse" });
  await press("Gem fordelingen");
  assert.match(await text(), /Skriv, hvorfor ”.*” lukkes/);
  await page.locator("fieldset.k-holder").first().getByLabel("Begrundelse, hvis den lukkes").fill("Er løst.");
  await press("Gem fordelingen");
  await page.goto(hand_over);
  for (;;) {
    const rest = page.locator("details", { hasText: "Fordel alle på én gang" }).first();
    if ((await rest.count()) === 0) break;
    if ((await rest.getAttribute("open")) === null) {
      await rest.locator("summary").focus();
      await page.keyboard.press("Enter");
    }
    await rest.locator("select").selectOption({ label: "Går til Bredsund Sundhedsråd" });
    await press(rest.locator("button"));
  }
  // What stands alone in its kind has no such form.
  for (;;) {
    const single = page.locator("fieldset.k-holder", { hasText: "Ikke fordelt" }).filter({ has: page.locator("legend .badge") }).first();
    if ((await single.count()) === 0) break;
    await single.getByLabel("Hvad skal der ske?").selectOption({ label: "Går til Bredsund Sundhedsråd" });
    await press(page.locator("section.k-section", { has: page.locator("legend .badge") }).first().getByRole("button", { name: "Gem fordelingen" }));
  }
  await isSound("a draft that is settled");
  await press("Send til godkendelse");
  assert.match(await text(), /Organet har ingen formand i dag/);
  await isSound("for approval");

  for (let side = 0; side < 2; ++side) {
    const form = page.locator("details", { hasText: "Godkend i formandens sted" }).first();
    await form.locator("summary").click();
    await form.getByLabel("Hvem godkender i formandens sted?").fill("Ida Holm");
    await form.getByLabel("Hvorfor er det ikke formanden?").fill("Organet har ingen formand.");
    await press(form.getByRole("button"));
  }
  assert.match(await text(".k-main"), /Godkendt af Ida Holm/);
  assert.equal(await page.locator("main form").count(), 0, "nothing can be changed any more");
  await isSound("approved");
  await page.emulateMedia({ media: "print" });
  await isSound("on paper");
  await page.emulateMedia({ media: null });

  // The trail, from the item and from both bodies.
  await page.goto(await page.$eval('main a[href^="/punkter/"]', (link) => link.href));
  assert.match(await text(), /Lukket ved overdragelsen|Overdraget fra/);
  await isSound("an item that was handed over");
  await page.goto(hand_over);
  await page.getByRole("link", { name: "Bredsund Sundhedsråd" }).first().click();
  if (await page.getByRole("link", { name: "Det, organet har overtaget" }).count()) {
    await page.getByRole("link", { name: "Det, organet har overtaget" }).click();
    assert.match(await text(), new RegExp(`Fra ${ending}`));
    await isSound("taken over");
  }
  // The tasks stand with the body that took them over.
  await at("/opgaver");
  await page.getByLabel("Organ", { exact: true }).selectOption({ label: "Bredsund Sundhedsråd" });
  await press(page.locator("form[role=search] button, form[method=get] button").filter({ hasText: /Vis|Filtrer|Anvend/ }).first());
  assert.match(await text(), /overdraget til Bredsund Sundhedsråd/);
  await isSound("tasks that were handed over");
  await at("/overdragelser");
  assert.match(await text(), /Godkendt/);
  await isSound("all hand-overs");
});

test("a body that nobody follows ends where everything is closed with a reason", { timeout: 120000 }, async () => {
  const { page, at, press, text } = bench;
  await at("/organer/nyt");
  await page.getByLabel("Organets navn").fill("Arbejdsgruppen om transport");
  await press("Opret organet");
  await at("/overdragelser/ny");
  await page.getByLabel("Organ, der ophører").selectOption({ label: "Arbejdsgruppen om transport" });
  await page.getByLabel("Organets sidste dag").fill("2026-12-31");
  await page.getByLabel("Begrundelse").fill("Opgaven er løst.");
  await press("Lav listen over det, der er åbent");
  assert.match(await text(), /Vælg mindst ét organ, der tager over, eller sæt kryds/);
  await page.getByLabel(/^Organet ophører uden efterfølger/).check();
  await press("Lav listen over det, der er åbent");
  assert.match(await text(), /Organet ophører uden efterfølger\./);
  await isSound("a draft without a successor");
  await press("Send til godkendelse");
  const form = page.locator("details", { hasText: "Godkend i formandens sted" }).first();
  await form.locator("summary").click();
  await form.getByLabel("Hvem godkender i formandens sted?").fill("Ida Holm");
  await form.getByLabel("Hvorfor er det ikke formanden?").fill("Organet har ingen formand.");
  await press(form.getByRole("button"));
  assert.match(await text(), /Godkendt af Ida Holm/);
  await page.getByRole("link", { name: "Arbejdsgruppen om transport" }).last().click();
  assert.match(await text(), /ophører uden efterfølger med udgangen af 31\. december 2026\. Afslutningen er godkendt/);
});
