// The user guide's pictures, from the example minutes and the example structure: node tests/browser/pictures.mjs
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
page.on("dialog", (dialog) => dialog.accept());
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

  // A meeting of the body that met most, before it is convened: its seats are those the minutes propose.
  await page.goto(`${server.address}/organer`);
  const rows = await page.$$eval("main tbody tr", (all) => all.map((row) => ({ href: row.querySelector("a").href, meetings: Number(row.cells[1].textContent.replace(/\D/g, "")) })));
  const body = rows.sort((a, b) => b.meetings - a.meetings)[0].href;
  await page.goto(`${body}/forslag`);
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /^Bekræft alle \d+ forslag om pladser$/ }).click()]);
  await page.goto(`${body}/regler/ny`);
  await page.locator('main [name="regel"]').fill("2 patientrepræsentanter");
  await Promise.all([page.waitForNavigation(), page.locator("main form button[type=submit]").first().click()]);
  await page.goto(`${body}/indkald`);
  await page.getByLabel("Dato").fill(`${new Date().getFullYear() + 1}-04-14`);
  await page.getByLabel("Begynder").fill("13:00");
  await page.getByLabel("Slutter").fill("15:00");
  await page.getByLabel("Sted").fill("Mødelokale 2");
  for (const [index, title] of ["Godkendelse af dagsorden", "Status på de fælles midler", "Eventuelt"].entries()) await page.fill(`[name="punkt-${index + 1}"]`, title);
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Fortsæt" }).click()]);
  await picture("indkaldelse");

  await page.goto(`${server.address}/opgaver`);
  await page.goto(await firstLink('main a[href^="/personer/"]'));
  await picture("person");
} finally {
  await server.stop();
}

// The bodies as they sit, with their rules.
const settled = await startServer({ more: ["--structure", path.resolve(folder, "../../../reference/examples/bredsund.json")] });
try {
  await signIn(page, settled);
  for (const [name, address] of [["struktur", "/struktur"], ["sammenligning", "/struktur/sammenlign"]]) {
    await page.goto(settled.address + address);
    await picture(name);
  }
  // Rules that are met, and one set aside with a reason.
  await page.goto(`${settled.address}/organer`);
  await page.getByRole("link", { name: "Politisk Sundhedsklynge Bredsund" }).click();
  await page.waitForLoadState();
  await page.goto(`${page.url()}/sammensaetning`);
  await picture("sammensaetning");
} finally {
  await browser.close();
  await settled.stop();
}
