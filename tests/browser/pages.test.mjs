// Every page a signed-in secretary can reach by links from the overview: it answers, it has no axe
// violation of WCAG 2.1 AA, it does not scroll sideways at tablet and phone width nor at 200 % zoom, and it
// logs no script error. Then the pages no link leads to.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { openBrowser, signIn, violations } from "./browser.mjs";
import { startServer } from "./server.mjs";

let server, browser;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// Ids and query values are folded away. Axe, which takes most of the time, looks at one page of each kind,
// and at two of those that look different with their documents.
const kind = (url) => new URL(url).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}").replace(/[0-9a-f]{64}/g, "{sha}").replace(/\/\d+/g, "/{n}");
const perKind = 2;
const varied = /^\/moeder\/\{id\}$|^\/import\/dokument\/\{id\}$/;
const isDownload = (path) => /\.(csv|json|jsonl|png|svg|txt)$|^\/aktiver\/|^\/kilder\/[^/]+$|^\/log-ud/.test(path);

async function crawl(context, start) {
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  const queue = [start], seen = new Set(queue), counts = new Map(), visited = [];
  while (queue.length && visited.length < 160) {
    const url = queue.shift();
    const count = counts.get(kind(url)) ?? 0;
    if (count >= perKind) continue;
    counts.set(kind(url), count + 1);
    const response = await page.goto(url);
    assert.ok(response.status() < 400, `${url} answers ${response.status()}`);
    visited.push(kind(url));
    if (count === 0 || varied.test(kind(url))) assert.deepEqual(await violations(page), [], `axe on ${url}`);
    for (const width of [768, 640, 320]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 1, `${url} scrolls sideways by ${overflow} px at ${width} px`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const href of await page.$$eval("a[href]", (links) => links.map((a) => new URL(a.getAttribute("href"), a.baseURI).href))) {
      const target = new URL(href);
      target.hash = "";
      if (target.origin !== new URL(start).origin || isDownload(target.pathname) || seen.has(target.href)) continue;
      seen.add(target.href);
      queue.push(target.href);
    }
  }
  assert.deepEqual(errors, [], "no script errors");
  await page.close();
  return [...new Set(visited)];
}

test("a secretary's pages are accessible", { timeout: 600000 }, async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await signIn(page, server);
  const visited = await crawl(context, `${server.address}/`);
  console.log(visited.join(" "));
  for (const wanted of ["/", "/organer", "/moeder/{id}", "/beslutninger", "/opgaver", "/beloeb", "/personer", "/fund", "/import", "/organisationer/{id}",
                        "/organer/{id}/sammensaetning", "/organer/{id}/stamdata", "/organer/{id}/dokumenter", "/organer/{id}/forslag", "/omraader"])
    assert.ok(visited.includes(wanted), `${wanted} was reached`);
  await context.close();
});

test("the public sees the sign-in page and nothing unpublished", async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const visited = await crawl(context, `${server.address}/log-ind`);
  assert.ok(visited.includes("/log-ind"));
  for (const path of ["/beslutninger", "/opgaver", "/import", "/personer", "/fund"]) {
    await page.goto(server.address + path);
    assert.match(page.url(), /\/log-ind/, `${path} asks for sign-in`);
  }
  await context.close();
});

test("pages that no link leads to are accessible, too, and say the way on", async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await signIn(page, server);
  const token = await page.$eval('input[name="csrf"]', (field) => field.value);
  // A form sent as a browser sends it, to see the page that answers.
  const send = (action, fields) => Promise.all([page.waitForNavigation(), page.evaluate(([to, values]) => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: to });
    for (const [name, value] of Object.entries(values)) form.append(Object.assign(document.createElement("textarea"), { name, value }));
    document.body.append(form);
    form.submit();
  }, [action, fields])]).then(([answer]) => answer);
  const pages = {
    404: () => page.goto(`${server.address}/findes/ikke`),
    403: () => page.goto(`${server.address}/konti`),
    413: () => send("/konto/adgangskode", { csrf: token, ny: "x".repeat(5 << 20) }),
    400: () => send("/konto/adgangskode", { csrf: token, gammel: "a", ny: "b", igen: "c" }),
  };
  for (const [status, open] of Object.entries(pages)) {
    await page.goto(server.address);
    assert.equal((await open()).status(), Number(status));
    assert.deepEqual(await violations(page), [], `axe on ${status}`);
    assert.ok((await page.textContent("main")).trim().length > 40, `${status} says something`);
    assert.ok(await page.$("main a[href], main form"), `${status} has a way on`);
  }
  await context.close();
});

test("an administrator's pages are accessible", async () => {
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  await signIn(page, { ...server, login: "administrator", password: server.accounts.administrator });
  await page.goto(`${server.address}/konti`);
  await page.getByLabel("Navn", { exact: true }).fill("Lis Læser");
  await page.getByLabel("Brugernavn").fill("lis");
  await page.getByRole("button", { name: "Opret konto" }).click();
  await page.waitForSelector(".k-secret");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("link", { name: "Lis Læser" }).click();
  await page.getByLabel("Find en person i registeret").fill("a");
  await page.getByRole("button", { name: "Find" }).click();
  await page.waitForSelector("table");
  assert.deepEqual(await violations(page), [], "one account");
  await page.goto(`${server.address}/udbakke`);
  assert.deepEqual(await violations(page), [], "the outbox");
  await context.close();
});

test("a reader reaches every page and is offered nothing that would be refused", async () => {
  const administrator = await (await browser.newContext()).newPage();
  await signIn(administrator, { ...server, login: "administrator", password: server.accounts.administrator });
  await administrator.goto(`${server.address}/konti`);
  await administrator.getByLabel("Navn", { exact: true }).fill("Rie Reader");
  await administrator.getByLabel("Brugernavn").fill("rie");
  await administrator.getByLabel("Læser", { exact: true }).check();
  await administrator.getByRole("button", { name: "Opret konto" }).click();
  const password = await administrator.textContent(".k-secret");
  const page = await (await browser.newContext()).newPage();
  await signIn(page, { ...server, login: "rie", password });
  // No menu leads a reader to the imports, but an address may.
  const queue = [`${server.address}/`, `${server.address}/import`], seen = new Set(queue), kinds = new Map();
  while (queue.length) {
    const address = queue.shift();
    const count = kinds.get(kind(address)) ?? 0;
    if (count >= perKind) continue;
    kinds.set(kind(address), count + 1);
    assert.equal((await page.goto(address)).status(), 200, `${address} may be read`);
    const tools = await page.$$eval("main form[method=post]", (forms) => forms.map((form) => new URL(form.action).pathname));
    assert.deepEqual(tools.filter((action) => !action.startsWith("/konto/")), [], `${address} offers a reader what a reader may not do`);
    for (const href of await page.$$eval("a[href]", (links) => links.map((a) => new URL(a.getAttribute("href"), a.baseURI).href))) {
      const target = new URL(href);
      target.hash = "";
      if (target.origin !== server.address || isDownload(target.pathname) || seen.has(target.href)) continue;
      seen.add(target.href);
      queue.push(target.href);
    }
  }
  for (const wanted of ["/moeder/{id}", "/import/dokument/{id}", "/import/indlaesning/{id}", "/tvivl", "/fund", "/personer/{id}", "/organer/{id}"])
    assert.ok(kinds.has(wanted), `${wanted} was reached`);
  await page.context().close();
  await administrator.context().close();
});

test("the pages work without JavaScript", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, server);
  await page.goto(`${server.address}/beslutninger`);
  await page.click('main a[href*="/moeder/"], main a[href*="/punkter/"]');
  assert.ok((await page.textContent("h1")).trim().length > 3);
  await context.close();
});
