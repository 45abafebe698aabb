// A field beside its place in the source: page images with word boxes, text as text, with and without
// JavaScript; and who is shown what of a meeting: the public, a reader, a secretary.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { minutes, openWorkbench } from "./workbench.mjs";

let bench, page;
before(async () => {
  bench = await openWorkbench();
  page = bench.page;
});
after(() => bench?.close());

const pdf = "2023-06-08-politisk-sundhedsklynge-bredsund.pdf";
const docx = "2023-09-14-driftsforum-bredsund.docx";
const asExpectedOf = (text) => text.replace(/\s+/g, " ").trim();

// The words under the boxes that are lit, by what the record of the page says stands there.
async function litBoxes() {
  return page.$$eval(".k-words rect.k-lit", (boxes) => boxes.map((box) => {
    const pane = box.closest(".k-source").getBoundingClientRect();
    const at = box.getBoundingClientRect();
    return { line: box.parentNode.id, wide: at.width > 1 && at.height > 1, inside: at.top < pane.bottom && at.bottom > pane.top };
  }));
}
const litText = () => page.evaluate(() => [...(CSS.highlights.get("k-passage") ?? [])].map((range) => range.toString()).join(" "));

test("a PDF's words are lit beside the field that has the focus", async () => {
  await bench.upload(bench.example(pdf));
  assert.match(await bench.text(), /Politisk Sundhedsklynge Bredsund/);
  await page.waitForFunction(() => document.querySelector(".k-page-image img")?.naturalWidth > 100);
  await page.getByLabel("Dato", { exact: true }).focus();
  const date = await litBoxes();
  assert.ok(date.length > 0, "some words are lit");
  assert.ok(date.every((box) => box.wide && box.inside), "where they can be seen");
  await page.getByLabel("Sted", { exact: true }).focus();
  const place = await litBoxes();
  assert.notDeepEqual(place.map((box) => box.line), date.map((box) => box.line), "another field lights another place");

  // The same on the meeting's page, also for what stands on the second page.
  await bench.approve();
  await page.waitForSelector(".k-words g");
  await page.locator("a.k-place", { hasText: "side 2" }).first().focus();
  await page.waitForFunction(() => document.querySelector(".k-words rect.k-lit"));
  const decision = await litBoxes();
  assert.ok(decision.every((box) => box.wide && box.inside), "the pane has moved to the second page");
});

test("a Word document's lines are lit as text", async () => {
  await bench.upload(bench.example(docx));
  await page.waitForSelector("#l1");
  const field = page.getByLabel("Organ", { exact: true });
  await field.focus();
  assert.ok(asExpectedOf(await litText()).includes(await field.inputValue()), `${await litText()} holds the body's name`);
  await bench.approve();
  await page.waitForSelector("#l1");
  const title = page.locator(".k-item").nth(1);
  await title.locator("a.k-place").first().focus();
  const words = asExpectedOf(await title.locator("h2 a").textContent()).replace(/^\S+ /, "");
  assert.ok(asExpectedOf(await litText()).includes(words), `${await litText()} holds ${words}`);
});

test("where the source stands below, Tab moves the focus and not the page", async () => {
  await bench.at("/moeder");
  await bench.at(await page.locator('main a[href^="/moeder/"]').first().getAttribute("href"));
  const isSeen = () => page.evaluate(() => {
    const at = document.activeElement.getBoundingClientRect();
    return at.bottom > 0 && at.top < innerHeight;
  });
  for (const width of [320, 768]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator("a.k-place").first().focus();
    for (let i = 0; i < 12; ++i) {
      assert.ok(await isSeen(), `the focus is out of sight at ${width} px: ${await page.evaluate(() => document.activeElement.outerHTML)}`);
      await page.keyboard.press("Tab");
    }
    // Whoever follows the link gets there.
    const field = page.locator("a.k-place").nth(2);
    const line = (await field.getAttribute("href")).split("#")[1];
    await field.press("Enter");
    await page.waitForFunction((id) => {
      const at = document.getElementById(id).getBoundingClientRect();
      return at.bottom > 0 && at.top < innerHeight;
    }, line);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("without JavaScript a field's link leads to its place, and the place is marked", async () => {
  await bench.at("/moeder");
  const addresses = await page.$$eval('main a[href^="/moeder/"]', (links) => links.map((link) => link.href));
  const context = await bench.browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  let images = 0;
  for (const address of addresses) {
    await plain.goto(address);
    const field = plain.locator("a.k-place").nth(3);
    const line = (await field.getAttribute("href")).split("#")[1];
    await field.press("Enter");
    assert.equal(new URL(plain.url()).hash, `#${line}`);
    const marked = plain.locator(`#${line}`);
    assert.equal(await marked.count(), 1, "the place is on the page");
    if (await marked.evaluate((one) => one instanceof SVGElement)) {
      ++images;
      assert.notEqual(await marked.locator("rect").first().evaluate((one) => getComputedStyle(one).fillOpacity), "0");
      assert.notEqual(await marked.locator("rect").first().evaluate((one) => getComputedStyle(one).fill), "rgba(0, 0, 0, 0)");
    } else {
      assert.notEqual(await marked.evaluate((one) => getComputedStyle(one).backgroundColor), "rgba(0, 0, 0, 0)");
    }
  }
  assert.equal(addresses.length, 2);
  assert.equal(images, 1, "one of them is a PDF");

  // The form of the import page, too.
  await plain.goto(`${bench.server.address}/import`);
  await plain.setInputFiles('input[name="filer"]', bench.file("uden-script.txt", minutes()));
  await plain.click('main button[type="submit"]');
  assert.match(await plain.textContent("h1"), /Prøveforum Vestvig/);
  await plain.locator("details.k-part summary").first().click();
  assert.ok(await plain.getByLabel("Titel", { exact: true }).first().isVisible(), "an item unfolds");
  await context.close();
});

test("an item of a published meeting has an address of its own for everybody", async () => {
  await bench.openWaiting();
  await bench.approve();
  const meeting = page.url();
  const item = await page.locator(".k-item h2 a").nth(1).evaluate((link) => link.href);
  const stranger = await bench.stranger();
  assert.equal((await stranger.goto(item)).status(), 404);
  await bench.press("Offentliggør");
  assert.match(await bench.text(".k-title-side"), /Offentlig/);
  assert.equal((await stranger.goto(item)).status(), 200);
  assert.match(await stranger.textContent("main"), /Fælles indkøbsmidler.*godkendte fordelingen/s);
  await stranger.click('main a[href^="/moeder/"]');
  await stranger.waitForURL(meeting);
  assert.equal(await stranger.$(".k-source, .k-place, form[method=post]"), null, "no source and no tools for the public");
  await bench.press("Træk tilbage");
  assert.equal((await stranger.goto(item)).status(), 404);
  await stranger.context().close();
});

test("closed items are shown only to those who may, and the look is noted", async () => {
  const secret = "Forhandling om lejemålet Tangvej";
  const closed = minutes((text) => text.replace("4. maj 2023", "8. juni 2023").replace("3. Eventuelt", `3. ${secret} (lukket punkt)\n\nReferat:\nPrisen er 17.500 kr.\n\n4. Eventuelt`));
  await bench.upload(bench.file("lukket.txt", closed));
  await bench.approve();
  const meeting = page.url();
  await bench.press("Offentliggør");

  // The secretary asks for it and sees it.
  assert.doesNotMatch(await bench.text(), /Tangvej|17\.500/);
  const item = page.locator(".k-item", { hasText: "Lukket punkt" });
  const itemAddress = await item.locator("h2 a").evaluate((link) => link.href);
  await bench.press(item.getByRole("button", { name: "Vis det lukkede punkt" }));
  assert.match(await bench.text(), /Tangvej.*17\.500/s);

  // An administrator makes a reader's account; a reader reads all else, but not this.
  const administrator = await bench.signedInAs("administrator", bench.server.accounts.administrator);
  await administrator.goto(`${bench.server.address}/konti`);
  await administrator.getByLabel("Navn", { exact: true }).fill("Lis Læser");
  await administrator.getByLabel("Brugernavn").fill("lis");
  await administrator.getByLabel("Læser", { exact: true }).check();
  await administrator.getByRole("button", { name: "Opret konto" }).click();
  const password = await administrator.textContent(".k-secret");
  const reader = await bench.signedInAs("lis", password);
  const stranger = await bench.stranger();
  for (const other of [reader, stranger]) {
    assert.equal((await other.goto(meeting)).status(), 200);
    await other.waitForLoadState("networkidle");
    for (const address of [meeting, itemAddress, `${meeting}?kilde=1`]) {
      await other.goto(address);
      const said = await other.content();
      assert.doesNotMatch(said, /Tangvej|17\.500/, `${address} keeps the closed item closed`);
    }
    await other.goto(`${bench.server.address}/soeg?q=Tangvej`);
    assert.doesNotMatch(await other.textContent("main"), /lejemålet/);
  }
  assert.match(await (await reader.goto(meeting)).text(), /Mødenummer|Organ/);
  assert.equal((await reader.goto(`${bench.server.address}/import`)).status(), 200);
  assert.equal(await reader.$('input[type="file"]'), null, "a reader takes nothing in");
  await reader.context().close();
  await stranger.context().close();
  await administrator.context().close();
});
