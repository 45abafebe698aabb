// A member of a body, from the minutes to a seat, from the seat to an account, and what it opens: the whole
// way that rights go, as the people on it walk it.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { openWorkbench } from "./workbench.mjs";
import { violations } from "./browser.mjs";
import { exampleFolder } from "./server.mjs";

let bench, server, page, administrator, member, body, person, password;
const login = "medlem";

before(async () => {
  bench = await openWorkbench({ examples: exampleFolder, context: { bypassCSP: true } });
  ({ server, page } = bench);
  administrator = await bench.signedInAs("administrator", server.accounts.administrator);
});
after(() => bench?.close());

// The body with most meetings: its minutes say most about who sits in it.
async function busiestBody() {
  await bench.at("/organer");
  const rows = await page.$$eval("main tbody tr", (all) => all.map((row) => ({ href: row.querySelector("a").href, meetings: Number(row.cells[1].textContent.replace(/\D/g, "")) })));
  return rows.sort((a, b) => b.meetings - a.meetings)[0].href;
}

test("the minutes propose seats, and the secretary confirms them", async () => {
  body = await busiestBody();
  await page.goto(`${body}/forslag`);
  await bench.press(page.getByRole("button", { name: /^Bekræft alle \d+ forslag om pladser$/ }));
  await page.goto(`${body}/sammensaetning`);
  const holder = page.locator('main a[href^="/personer/"]').first();
  person = await holder.textContent();
  assert.deepEqual(await violations(page), []);
});

test("an account that belongs to the person reads the body, and no other", async () => {
  const said = execFileSync(server.binary, ["user", "add", login, "--name", "Et medlem", ...server.databaseArguments], { encoding: "utf8" });
  [, password] = said.match(/shown only now: (\S+)/);
  member = await bench.signedInAs(login, password);
  assert.equal((await member.goto(`${server.address}/organer`)).status(), 403, "no seat yet, no right");

  await administrator.goto(`${server.address}/konti`);
  await administrator.getByRole("link", { name: "Et medlem" }).click();
  await administrator.getByLabel("Find en person i registeret").fill(person);
  await administrator.getByRole("button", { name: "Find", exact: true }).click();
  await administrator.waitForLoadState();
  await administrator.getByRole("button", { name: /[Kk]nyt/ }).first().click();
  await administrator.waitForLoadState();

  // What a session brings is remembered for a few seconds.
  await assert.doesNotReject(async () => {
    for (let tries = 0; tries < 20; ++tries) {
      if ((await member.goto(`${server.address}/organer`)).status() === 200) return;
      await member.waitForTimeout(500);
    }
    throw new Error("the seat opened nothing");
  });
  assert.equal((await member.goto(body)).status(), 200);
  const own = await member.$$eval('main a[href^="/moeder/"]', (links) => links.map((link) => link.href));
  assert.ok(own.length > 1, "the body's meetings are listed");

  await bench.at("/moeder");
  const all = await page.$$eval('main a[href^="/moeder/"]', (links) => links.map((link) => link.href));
  await member.goto(`${server.address}/moeder`);
  const listed = await member.$$eval('main a[href^="/moeder/"]', (links) => links.map((link) => link.href));
  assert.deepEqual([...listed].sort(), [...own].sort(), "the list of meetings holds the own body's and no other's");
  const strange = all.filter((address) => !own.includes(address));
  assert.ok(strange.length > 0);
  assert.equal((await member.goto(strange[0])).status(), 404, "what is not to be seen does not exist");
  assert.equal((await member.goto(own[0])).status(), 200);
});

test("the member's pages are accessible, and say why they are open", async () => {
  const meeting = await (async () => {
    await member.goto(body);
    return member.$eval('main a[href^="/moeder/"]', (link) => link.href);
  })();
  const context = await bench.browser.newContext({ bypassCSP: true });
  await context.addCookies(await member.context().cookies());
  const plain = await context.newPage();
  for (const address of [`${server.address}/`, `${server.address}/organer`, body, meeting, `${meeting}/adgang`, `${server.address}/soeg?q=klynge`]) {
    assert.equal((await plain.goto(address)).status(), 200, address);
    assert.deepEqual(await violations(plain), [], address);
    await plain.setViewportSize({ width: 320, height: 800 });
    assert.ok(await plain.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth) <= 1, `${address} at 320 px`);
    await plain.setViewportSize({ width: 1280, height: 800 });
  }
  await plain.goto(`${meeting}/adgang`);
  const said = await plain.textContent("main");
  assert.match(said, /Du er (med)?(lem|formand|medlem|medformand|sekretær|observatør)/);
  assert.ok(said.includes(person), "who has a seat is named");
  await context.close();
});

test("ending the account's link ends the right", async () => {
  await administrator.goto(`${server.address}/konti`);
  await administrator.getByRole("link", { name: "Et medlem" }).click();
  await administrator.getByRole("button", { name: "Spær kontoen" }).click();
  await administrator.waitForLoadState();
  const answer = await member.goto(body);
  assert.ok(answer.url().includes("/log-ind"), "a disabled account is signed out at once");
});
