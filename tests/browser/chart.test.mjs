// The structure, seen: the chart of a day, two days side by side and the timeline of a made-up region, for eyes, for a
// keyboard, for a screen reader, on a narrow screen and on paper.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openBrowser, signIn, violations } from "./browser.mjs";
import { startServer } from "./server.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
let server, browser, context, page;
const errors = [];
before(async () => {
  server = await startServer();
  execFileSync(path.join(root, "script/generate-structure"), [server.address, "--login", server.login, "--seats", "40"],
               { input: `${server.password}\n`, stdio: ["pipe", "ignore", "inherit"], timeout: 240000 });
  browser = await openBrowser();
  context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await signIn(page, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const at = async (address) => assert.equal((await page.goto(server.address + address)).status(), 200, address);
const addresses = ["/struktur", "/struktur?dag=2015-01-01", "/struktur/sammenlign?foer=2022-06-30&efter=2022-07-01", "/struktur/tidslinje"];

test("the pages are accessible and keep to the window at every width", { timeout: 300000 }, async () => {
  for (const address of addresses) {
    await at(address);
    assert.deepEqual(await violations(page), [], `axe on ${address}`);
    for (const width of [1280, 1024, 640, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 1, `${address} scrolls sideways by ${overflow} px at ${width} px`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  assert.deepEqual(errors, [], "no script errors, and nothing that the policy refuses");
});

test("Organer leads to the structure, and it to a body", async () => {
  await at("/organer");
  await page.getByRole("link", { name: "Strukturen" }).click();
  await page.waitForURL(/\/struktur$/);
  await page.locator(".k-chart__body", { hasText: "Praksisplan" }).click();
  await page.waitForURL(/\/organer\/[0-9a-f-]+$/);
  assert.equal((await page.textContent("h1")).trim(), "Praksisplanudvalget");
});

test("every body of the day is a box and stands in the list, and names fit into their boxes", async () => {
  await at("/struktur?dag=2015-01-01");
  const boxes = await page.$$eval(".k-chart__body", (links) => links.map((link) => link.getAttribute("href")));
  const listed = await page.$$eval(".k-chart-list a", (links) => links.map((link) => link.getAttribute("href")));
  assert.ok(boxes.length > 20);
  assert.deepEqual([...boxes].sort(), [...listed].sort());
  assert.deepEqual(boxes, listed, "in the same order");
  await at("/struktur");
  const wide = await page.$$eval(".k-chart__body", (links) => links.flatMap((link) => {
    const box = link.querySelector("rect").getBBox();
    return [...link.querySelectorAll("text")].filter((text) => {
      const area = text.getBBox();
      return area.x < box.x || area.x + area.width > box.x + box.width || area.y < box.y || area.y + area.height > box.y + box.height;
    }).map((text) => text.textContent);
  }));
  assert.deepEqual(wide, [], "these stand out of their boxes");
  const names = await page.$$eval(".k-chart__body", (links) => links.map((link) => link.getAttribute("aria-label")));
  assert.ok(names.some((name) => /^Faglig Sundhedsklynge Nord\. Fagligt-strategisk niveau\. Refererer til Politisk Sundhedsklynge Nord; hører /.test(name)), names[0]);
});

test("a keyboard reaches the drawing, scrolls it and goes from body to body as they are read", async () => {
  await page.setViewportSize({ width: 320, height: 800 });
  await at("/struktur");
  const drawing = page.locator(".k-drawing");
  assert.ok(await drawing.evaluate((one) => one.scrollWidth > one.clientWidth), "it scrolls within itself");
  await drawing.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".k-drawing").scrollLeft > 0);
  const order = [];
  for (let i = 0; i < 4; ++i) {
    await page.keyboard.press("Tab");
    order.push(await page.evaluate(() => document.activeElement.getAttribute("href")));
  }
  assert.deepEqual(order, await page.$$eval(".k-chart__body", (links) => links.slice(0, 4).map((link) => link.getAttribute("href"))));
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("on paper the chart is one landscape page", async () => {
  await at("/struktur");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sizes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map((found) => [Number(found[1]), Number(found[2])]);
  assert.equal(sizes.length, 1, `pages: ${sizes.length}`);
  assert.ok(sizes[0][0] > sizes[0][1], "landscape");
});

test("the chart is fetched as a file that holds no script and no link", async () => {
  const answer = await page.request.get(`${server.address}/struktur.svg?dag=2015-01-01`);
  assert.equal(answer.status(), 200);
  const headers = answer.headers();
  assert.match(headers["content-type"], /^image\/svg\+xml/);
  assert.equal(headers["content-disposition"], 'attachment; filename="struktur-2015-01-01.svg"');
  assert.match(headers["content-security-policy"], /default-src 'none'.*sandbox/);
  const text = await answer.text();
  assert.doesNotMatch(text, /<script|href|on\w+=/);
  const broken = await page.evaluate((file) => new DOMParser().parseFromString(file, "image/svg+xml").querySelector("parsererror")?.textContent, text);
  assert.equal(broken, undefined);
});

test("two days side by side say in words what is new, gone and as it was", async () => {
  await at("/struktur/sammenlign?foer=2022-06-30&efter=2022-07-01");
  const text = await page.textContent("main");
  assert.match(text, /Klyngestyregruppe Nord er afløst af Faglig Sundhedsklynge Nord, Politisk Sundhedsklynge Nord\./);
  for (const word of ["Uændret", "Bortfaldet", "Nyt"]) assert.ok(text.includes(word), word);
});

test("a day that does not exist is said, and the page is there all the same", async () => {
  for (const address of ["/struktur?dag=31-02-2022", "/struktur/sammenlign?foer=i-gaar"]) {
    await at(address);
    assert.match(await page.textContent("main"), /Dagen findes ikke i kalenderen/);
    assert.deepEqual(await violations(page), []);
  }
});
