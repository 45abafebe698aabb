// A secretary's work from a file to a published meeting and back, as a person does it in a browser.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openBrowser, signIn } from "./browser.mjs";
import { startServer } from "./server.mjs";

const minutes = `Referat af møde i Prøveforum Vestvig

Dato: 4. maj 2023
Tid: kl. 10.00-11.30
Sted: Lokale 3, Vestvig Rådhus

Deltagere:
Agnes Prøvegaard, direktør, Vestvig Kommune
Bent Mønsterlund, overlæge, Vestvig Hospital

1. Godkendelse af dagsorden

Referat:
Dagsordenen blev godkendt.

2. Fælles indkøbsmidler

Det indstilles, at Prøveforum Vestvig:
1. Godkender fordelingen.

Referat:
Prøveforum Vestvig godkendte fordelingen. Agnes Prøvegaard udarbejder et notat til næste møde.
`;

let server, browser, page, folder;
before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "klynge-workflow-"));
  server = await startServer({ examples: null });
  browser = await openBrowser();
  page = await (await browser.newContext()).newPage();
  page.on("dialog", (dialog) => dialog.accept());
  await signIn(page, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name, bytes) => {
  writeFileSync(path.join(folder, name), bytes);
  return path.join(folder, name);
};
const settled = () => page.waitForLoadState("networkidle");
const text = async () => (await page.textContent("main")).replace(/\s+/g, " ");

async function upload(...files) {
  await page.goto(`${server.address}/import`);
  await page.setInputFiles('input[name="filer"]', files);
  await page.click('main button[type="submit"]');
  await settled();
  // The batch's page renews itself until all is read.
  for (let tries = 0; tries < 40 && /\/import\/indlaesning\//.test(page.url()) && (await page.$('[hx-trigger], meta[http-equiv="refresh"]')); ++tries)
    await page.waitForTimeout(250);
}

async function openWaiting() {
  await page.goto(`${server.address}/import/koe`);
  await page.goto(await page.$eval('main a[href^="/import/dokument/"]', (link) => link.href));
}

test("from a file to a published meeting and back", async () => {
  await upload(file("referat.txt", minutes));
  await openWaiting();
  assert.match(await text(), /Kilden/);

  // A correction outlives a second reading.
  await page.fill('input[name="place"]', "Byrådssalen");
  await page.locator('form:has(input[name="place"]) button[type="submit"]').first().click();
  await settled();
  assert.equal(await page.inputValue('input[name="place"]'), "Byrådssalen");
  await page.click('form[action$="/genlaes"] button');
  await settled();
  assert.equal(await page.inputValue('input[name="place"]'), "Byrådssalen");

  await page.click('form[action$="/godkend"] button');
  await settled();
  await page.goto(`${server.address}/moeder`);
  const address = await page.$eval('main a[href^="/moeder/"]', (link) => link.href);
  await page.goto(address);
  assert.match(await text(), /Byrådssalen/);
  assert.match(await text(), /Prøveforum Vestvig godkendte fordelingen/);

  // A field's place lights up when it has the focus.
  await page.waitForSelector("#l1");
  await page.locator("[data-place]").last().focus();
  await page.waitForFunction(() => CSS.highlights.size > 0 || document.querySelector(".k-lit"), null, { timeout: 5000 });

  // Nobody reads it before it is published, everybody afterwards, nobody when it is withdrawn.
  const stranger = await (await browser.newContext()).newPage();
  const status = async () => (await stranger.goto(address)).status();
  assert.equal(await status(), 404);
  await page.click('form[action$="/offentliggoer"] button');
  await settled();
  assert.equal(await status(), 200);
  assert.match(await stranger.textContent("main"), /Fælles indkøbsmidler/);
  assert.equal(await stranger.$('a[href^="/personer/"]'), null, "the public gets no register of persons");
  await page.goto(address);
  await page.click('form[action$="/traek-tilbage"] button');
  await settled();
  assert.equal(await status(), 404);
  await stranger.context().close();

  // The import can be taken back, and the meeting is gone.
  await page.goto(`${server.address}/import`);
  await page.goto(await page.$eval('main a[href^="/import/indlaesning/"]', (link) => link.href));
  await page.goto(await page.$eval('main a[href^="/import/dokument/"]', (link) => link.href));
  await page.click('form[action$="/fortryd"] button');
  await settled();
  assert.equal((await page.goto(address)).status(), 404);
});

test("a broken file is refused with a sentence, and the others come in", async () => {
  await upload(file("tom.txt", ""), file("afkortet.pdf", "%PDF-1.7\nkun begyndelsen"),
               file("andet.txt", minutes.replace("4. maj 2023", "5. juni 2023")));
  await page.waitForTimeout(1500);
  await page.goto(`${server.address}/import`);
  await page.goto(await page.$eval('main a[href^="/import/indlaesning/"]', (link) => link.href));
  const said = await text();
  assert.match(said, /tom\.txt/);
  assert.match(said, /afkortet\.pdf/);
  assert.match(said, /andet\.txt/);
  assert.match(said, /[Ff]ilen er tom|er tom\b/);
});

test("a forged token changes nothing", async () => {
  await openWaiting();
  const action = await page.$eval('form[action$="/kasser"]', (form) => form.action);
  const response = await page.request.post(action, { form: { csrf: "0".repeat(64) } });
  assert.equal(response.status(), 403);
  assert.equal((await page.goto(action.replace("/kasser", ""))).status(), 200);
  assert.ok(await page.$('form[action$="/godkend"]'), "it still waits");
});

test("the keyboard alone reaches a page's content", async () => {
  await page.goto(`${server.address}/`);
  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.match(skip ?? "", /^#/, "the first stop is the skip link");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "then the content");
});
