// The user guide's pictures, from the example minutes: node tests/browser/pictures.mjs
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, signIn } from "./browser.mjs";
import { startServer } from "./server.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../docs/brugervejledning/billeder");
const server = await startServer();
const browser = await openBrowser();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage();
// The mouse out of the way: what lies under it is marked.
const picture = (name) => page.mouse.move(0, 0).then(() => page.screenshot({ path: path.join(folder, `${name}.png`) }));
const firstLink = (selector) => page.$eval(selector, (link) => link.href);
try {
  await signIn(page, server);
  for (const [name, address] of [["overblik", "/"], ["import", "/import"], ["beslutninger", "/beslutninger"], ["opgaver", "/opgaver"],
                                 ["fund", "/fund"], ["tvivl", "/tvivl"], ["soeg", "/soeg?q=midler"]]) {
    await page.goto(server.address + address);
    // The index is made beside the server.
    for (let tries = 0; name === "soeg" && tries < 50 && (await page.locator(".k-hit").count()) < 10; ++tries)
      await page.waitForTimeout(100).then(() => page.reload());
    await picture(name);
  }
  await page.goto(`${server.address}/import/koe`);
  await page.goto(await firstLink('main a[href^="/import/dokument/"]'));
  await picture("forhaandsvisning");
  await page.locator("details.k-part > summary").nth(2).click();
  await page.locator("details.k-part[open]").evaluate((one) => one.scrollIntoView());
  await page.getByLabel("Referat", { exact: true }).locator("visible=true").first().focus();
  await picture("rettelse");

  // A meeting with a decision about money, whose place on the page's image is lit up.
  await page.goto(`${server.address}/beslutninger`);
  const decision = page.locator("tbody tr", { hasText: /\d{3} kr\./ }).first();
  const title = await decision.locator('a[href^="/punkter/"]').textContent();
  await page.goto(await decision.locator('a[href^="/moeder/"]').first().evaluate((link) => link.href));
  const item = page.locator(".k-item", { hasText: title });
  await page.waitForSelector(".k-words g, .k-source .k-line");
  await item.evaluate((one) => one.scrollIntoView());
  await item.locator(".k-read", { hasText: /^Beslutning/ }).locator("a.k-place").first().focus();
  await page.waitForFunction(() => [...document.querySelectorAll(".k-page-image img")].every((image) => {
    const at = image.getBoundingClientRect();
    return at.top > innerHeight || at.bottom < 0 || image.naturalWidth > 100;
  }));
  await picture("moede");

  await page.goto(`${server.address}/opgaver`);
  await page.goto(await firstLink('main a[href^="/personer/"]'));
  await picture("person");
} finally {
  await browser.close();
  await server.stop();
}
