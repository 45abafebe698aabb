// The user guide's pictures, from the example minutes: node tests/browser/pictures.mjs
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, signIn } from "./browser.mjs";
import { startServer } from "./server.mjs";

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../docs/brugervejledning/billeder");
const server = await startServer();
const browser = await openBrowser();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 860 } })).newPage();
const picture = (name) => page.screenshot({ path: path.join(folder, `${name}.png`) });
const firstLink = (selector) => page.$eval(selector, (link) => link.href);
try {
  await signIn(page, server);
  for (const [name, address] of [["overblik", "/"], ["import", "/import"], ["beslutninger", "/beslutninger"], ["opgaver", "/opgaver"],
                                 ["fund", "/fund"], ["soeg", "/soeg?q=midler"]]) {
    await page.goto(server.address + address);
    if (name === "soeg") await page.waitForTimeout(2000).then(() => page.reload());  // the index is made beside the server
    await picture(name);
  }
  await page.goto(`${server.address}/import/koe`);
  await page.goto(await firstLink('main a[href^="/import/dokument/"]'));
  await picture("forhaandsvisning");

  // A meeting with a text source and money in it, with a decision's place lit up.
  await page.goto(`${server.address}/beloeb`);
  const meetings = await page.$$eval('main a[href^="/moeder/"]', (links) => [...new Set(links.map((link) => link.href))]);
  for (const address of meetings) {
    await page.goto(address);
    if (await page.$('a:has-text(".txt")')) break;
  }
  await page.waitForSelector("#l1");
  await page.locator("a[data-place]", { hasText: "linje 23" }).first().focus();
  await page.waitForTimeout(500);
  await picture("moede");

  await page.goto(`${server.address}/opgaver`);
  await page.goto(await firstLink('main a[href^="/personer/"]'));
  await picture("person");
} finally {
  await browser.close();
  await server.stop();
}
