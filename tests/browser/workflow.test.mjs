// A secretary's work from a file to a published meeting and back, as a person does it in a browser.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { minutes, openWorkbench } from "./workbench.mjs";

let bench, server, page;
before(async () => {
  bench = await openWorkbench();
  ({ server, page } = bench);
});
after(() => bench?.close());

test("from a file to a published meeting and back", async () => {
  await bench.upload(bench.file("referat.txt", minutes()));
  assert.match(await bench.text(), /Kilden/);

  // A correction outlives a second reading.
  await page.fill('input[name="place"]', "Byrådssalen");
  await bench.press(page.locator('form:has(input[name="place"]) button[type="submit"]').first());
  assert.equal(await page.inputValue('input[name="place"]'), "Byrådssalen");
  await bench.press(page.locator('form[action$="/genlaes"] button'));
  assert.equal(await page.inputValue('input[name="place"]'), "Byrådssalen");

  await bench.press(page.locator('form[action$="/godkend"] button'));
  await page.goto(`${server.address}/moeder`);
  const address = await page.$eval('main a[href^="/moeder/"]', (link) => link.href);
  await page.goto(address);
  assert.match(await bench.text(), /Byrådssalen/);
  assert.match(await bench.text(), /Prøveforum Vestvig godkendte fordelingen/);

  // A field's place lights up when it has the focus.
  await page.waitForSelector("#l1");
  await page.locator("[data-place]").last().focus();
  await page.waitForFunction(() => CSS.highlights.size > 0 || document.querySelector(".k-lit"), null, { timeout: 5000 });

  // Nobody reads it before it is published, everybody afterwards, nobody when it is withdrawn.
  const stranger = await bench.stranger();
  const status = async () => (await stranger.goto(address)).status();
  assert.equal(await status(), 404);
  await bench.press(page.locator('form[action$="/offentliggoer"] button'));
  assert.equal(await status(), 200);
  assert.match(await stranger.textContent("main"), /Fælles indkøbsmidler/);
  assert.equal(await stranger.$('a[href^="/personer/"]'), null, "the public gets no register of persons");
  await page.goto(address);
  await bench.press(page.locator('form[action$="/traek-tilbage"] button'));
  assert.equal(await status(), 404);
  await stranger.context().close();

  // The import can be taken back, and the meeting is gone.
  await page.goto(`${server.address}/import`);
  await page.goto(await page.$eval('main a[href^="/import/indlaesning/"]', (link) => link.href));
  await page.goto(await page.$eval('main a[href^="/import/dokument/"]', (link) => link.href));
  await bench.press(page.locator('form[action$="/fortryd"] button'));
  assert.equal((await page.goto(address)).status(), 404);
});

test("a broken file is refused with a sentence, and the others come in", async () => {
  await bench.upload(bench.file("tom.txt", ""), bench.file("afkortet.pdf", "%PDF-1.7\nkun begyndelsen"),
                     bench.file("andet.txt", minutes((text) => text.replace("4. maj 2023", "5. juni 2023"))));
  const said = await bench.text();
  assert.match(said, /tom\.txt/);
  assert.match(said, /afkortet\.pdf/);
  assert.match(said, /andet\.txt/);
  assert.match(said, /[Ff]ilen er tom|er tom\b/);
});

test("a forged token changes nothing", async () => {
  await bench.openWaiting();
  const action = await page.$eval('form[action$="/kasser"]', (form) => form.action);
  const response = await page.request.post(action, { form: { csrf: "0".repeat(64) } });
  assert.equal(response.status(), 403);
  assert.equal((await page.goto(action.replace("/kasser", ""))).status(), 200);
  assert.ok(await page.$('form[action$="/godkend"]'), "it still waits");
});
