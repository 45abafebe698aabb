// Every page there is, without a mouse and without width. The list is docs/permissions.md, which is printed from the
// program's own table of routes, so that a new page is either walked here or named below with the reason why not.
// Each is opened by somebody who may open it: at 320 px and at 200 % zoom it does not scroll sideways, it has no axe
// violation, and Tab alone passes through all that can be used, with the focus always to be seen.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { violations } from "./browser.mjs";
import { exampleFolder, exampleStructure } from "./server.mjs";
import { minutes, openWorkbench } from "./workbench.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const routes = [...readFileSync(path.join(root, "docs/permissions.md"), "utf8").matchAll(/^\| GET \| (\S+) \|/gm)].map((found) => found[1]);
const notPages = /\.(csv|jsonl|svg)$|\/fremdrift$|^\/kilder\//;
// Answers of an identity provider, which oidc.test.mjs walks with a real one, and a part of a meeting's page (source.test.mjs).
const elsewhere = new Set(["/log-ind/tjeneste", "/log-ind/tjeneste/svar", "/moeder/{id}/kilde"]);
const most = 90;   // stops of Tab on one page; a longer page is a longer row of the same

let bench, everybody, guest;
const addresses = new Map();   // route → the first address of it that was seen

const pattern = (route) => new RegExp(`^${route.replace(/[.]/g, "\\.").replace(/\{[^}]+\}/g, "[^/]+")}$`);
// A route without a parameter goes before one that would take the same words for an id.
const byRoute = [...routes].sort((a, b) => a.split("{").length - b.split("{").length).map((route) => [route, pattern(route)]);
const routeOf = (url) => byRoute.find(([, takes]) => takes.test(new URL(url).pathname))?.[0];

function note(urls) {
  for (const url of urls) {
    const route = routeOf(url);
    if (route && !addresses.has(route)) addresses.set(route, url);
  }
}

async function linksOf(page) {
  const all = await page.$$eval("a[href]", (links) => links.map((a) => new URL(a.getAttribute("href"), document.baseURI).href.replace(/#.*/, "")));
  return all.filter((url) => url.startsWith(bench.server.address));
}

// Follows links, at most `each` pages of a route, until nothing new is found.
async function explore(page, starts, each = 6) {
  const queue = [...starts], seen = new Set(queue), counts = new Map();
  while (queue.length) {
    const url = queue.shift();
    const route = routeOf(url);
    if (!route || notPages.test(route) || (counts.get(route) ?? 0) >= each) continue;
    counts.set(route, (counts.get(route) ?? 0) + 1);
    await page.goto(url);
    const links = await linksOf(page);
    note([url, ...links]);
    for (const link of links) if (!seen.has(link)) queue.push(link) && seen.add(link);
  }
}

before(async () => {
  bench = await openWorkbench({ examples: exampleFolder, more: ["--structure", exampleStructure], context: { bypassCSP: true } });
  const { server } = bench;
  const roles = ["secretary", "administrator", "auditor"].flatMap((role) => ["--role", role]);
  const said = execFileSync(server.binary, ["user", "add", "alle", "--name", "Alma Alle", ...roles, ...server.databaseArguments], { encoding: "utf8" });
  everybody = await bench.signedInAs("alle", said.match(/shown only now: (\S+)/)[1]);
  guest = await (await bench.browser.newContext({ bypassCSP: true })).newPage();

  // A document that waits, a letter with a link, a hand-over and a meeting to come.
  await bench.upload(bench.file("venter.txt", minutes()));
  await everybody.goto(`${server.address}/konti`);
  await everybody.getByLabel("Navn", { exact: true }).fill("Lis Læser");
  await everybody.getByLabel("Brugernavn").fill("lis");
  await everybody.getByLabel(/^E-mail/).first().fill("lis@example.org");
  await everybody.getByRole("button", { name: /invit/i }).click();
  await everybody.goto(`${server.address}/udbakke`);
  await everybody.locator("main tr, main li").filter({ hasText: "lis@example.org" }).locator("a").first().click();
  note([(await everybody.locator("main").innerText()).match(/https?:\/\/\S+\/adgang\/\S+/)[0].replace(/^https?:\/\/[^/]+/, server.address)]);
});
after(() => bench?.close());

async function isSound(page, what) {
  assert.deepEqual(await violations(page), [], `axe on ${what}`);
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 1, `${what} scrolls sideways by ${overflow} px at ${width} px`);
    if (process.env.KLYNGE_PICTURES) await page.screenshot({ path: `${process.env.KLYNGE_PICTURES}/${what.replace(/\W+/g, "-")}-${width}.png`, fullPage: true });
  }
  assert.deepEqual(await violations(page), [], `axe on ${what} at 320 px`);
  await page.setViewportSize({ width: 1280, height: 900 });
  if (process.env.KLYNGE_PICTURES) await page.screenshot({ path: `${process.env.KLYNGE_PICTURES}/${what.replace(/\W+/g, "-")}-1280.png`, fullPage: true });
}

// By Tab from the top: what took the focus, and whether one could see it there.
async function isWalkedByKeyboard(page, what) {
  // What a group of radio buttons holds is one stop of Tab.
  const usable = await page.$$eval("main a[href], main input:not([type=hidden]), main button, main select, main textarea, main summary", (all) => {
    const groups = new Set();
    return all.filter((one) => {
      if (!one.checkVisibility() || one.disabled || one.tabIndex < 0) return false;
      const group = one.type === "radio" && `${one.form?.action} ${one.name}`;
      return !group || (!groups.has(group) && groups.add(group));
    }).length;
  });
  // A field with autofocus would be where Tab begins; a mark at the top of the page is.
  await page.evaluate(() => {
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
    scrollTo(0, 0);
  });
  const stops = [];
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const marked = (at) => at && (getComputedStyle(at).outlineStyle !== "none" || getComputedStyle(at).boxShadow !== "none");
      // In a drawing the box around the name is.
      const drawn = (at) => at instanceof SVGElement && [...at.querySelectorAll("rect, path, polygon")].some((box) => parseFloat(getComputedStyle(box).strokeWidth) >= 3);
      const label = one.labels?.[0];
      const box = one.getBoundingClientRect();
      return {
        what: `${one.tagName} ${(one.getAttribute("aria-label") ?? one.textContent ?? "").trim().slice(0, 40)} ${one.id || one.name || one.getAttribute("href") || ""}`,
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        marked: drawn(one) || marked(one) || marked(one.parentElement) || marked(label) || (label && ["::before", "::after"].some((part) => {
          const style = getComputedStyle(label, part);
          return style.outlineStyle !== "none" || style.boxShadow !== "none";
        })),
        inMain: Boolean(one.closest("main")),
      };
    });
    if (!stop) break;
    stops.push(stop);
  }
  assert.deepEqual(stops.filter((stop) => !stop.seen).map((stop) => stop.what), [], `${what}: the focus is somewhere that cannot be seen`);
  // The last stop in a field for a date is the browser's own button, which it marks itself.
  const fields = new Set(stops.filter((stop) => stop.marked).map((stop) => stop.what));
  assert.deepEqual(stops.filter((stop) => !stop.marked && !fields.has(stop.what)).map((stop) => stop.what), [], `${what}: the focus is not marked`);
  if (stops.length < most) {
    const reached = stops.filter((stop) => stop.inMain).length;
    assert.ok(reached >= usable, `${what}: Tab comes to ${reached} of ${usable} in the content`);
  }
}

test("every page of the table of routes is usable by keyboard, at 320 px and at 200 % zoom", { timeout: 900000 }, async () => {
  assert.ok(routes.length > 80, "the table of routes was read");
  const at = (route) => bench.server.address + route;
  // A body of its own, with a meeting to come and a hand-over under way.
  const { page } = bench;
  await bench.at("/organer/nyt");
  await page.getByLabel("Organets navn").fill("Prøvelunds Råd");
  await bench.press("Opret organet");
  const body = page.url().replace(/\/(stamdata|sammensaetning).*/, "");
  await page.goto(`${body}/indkald`);
  await page.getByLabel("Dato").fill(new Date(Date.now() + 40 * 86400000).toISOString().slice(0, 10));
  await page.getByLabel("Begynder").fill("15:00");
  await page.getByLabel("Slutter").fill("17:00");
  await page.getByLabel("Sted").fill("Rådhuset");
  await page.locator('[name="punkt-1"]').fill("Godkendelse af dagsorden");
  await bench.press("Fortsæt");
  await bench.press(page.locator("main").getByRole("button", { name: /^Indkald/ }).first());
  const convened = page.url().split("?")[0];
  note([`${convened}/indkaldelse`, `${convened}/aflys`, `${body}/indkald`, `${body}/overtaget`]);
  await bench.at("/overdragelser/ny");
  await page.locator('select[name="organ"]').selectOption({ label: "Prøvelunds Råd" });
  await page.getByLabel("Organets sidste dag").fill("2099-12-31");
  await page.getByLabel("Begrundelse").fill("Opgaven er løst.");
  await page.getByLabel(/^Organet ophører uden efterfølger/).check();
  await bench.press("Lav listen over det, der er åbent");
  note([page.url(), `${page.url()}/ret`]);
  const starts = routes.filter((route) => !route.includes("{") && !notPages.test(route) && !elsewhere.has(route) && route !== "/log-ind").map(at);
  await explore(everybody, [...starts, body]);
  note(routes.filter((route) => !route.includes("{")).map(at));
  // Somebody who stands in, at a seat of the body that the list of bodies begins with.
  await bench.at("/organer");
  await page.goto(`${await page.$eval('main a[href^="/organer/0"]', (link) => link.href)}/sammensaetning`);
  await page.goto(await bench.link("/pladser/"));
  const form = page.locator('form[action*="/stedfortraedere"]');
  await page.locator("details").filter({ has: form }).evaluateAll((all) => all.forEach((one) => (one.open = true)));
  await form.getByLabel("Navn").fill("Stine Stedfortræder");
  await form.locator('[name="fra"]').fill("2024-01-01");
  await bench.press(form.getByRole("button"));
  note(await linksOf(page));

  const wanted = routes.filter((route) => !notPages.test(route) && !elsewhere.has(route));
  const missing = wanted.filter((route) => !addresses.has(route));
  const failures = missing.map((route) => `${route}: no address of it was found`);
  for (const route of wanted.filter((one) => addresses.has(one))) {
    const page = /^\/(log-ind|glemt-adgangskode|adgang\/)/.test(route) ? guest : everybody;
    const answer = await page.goto(addresses.get(route));
    try {
      assert.equal(answer.status(), 200, `${route} answers ${answer.status()}`);
      await isWalkedByKeyboard(page, route);
      await isSound(page, route);
    } catch (error) {
      failures.push(error.message);
    }
  }
  assert.deepEqual(failures, []);
});
