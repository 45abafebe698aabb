// The auditor reads the log, and an administrator erases a person: in the real binary, by keyboard-reachable
// controls, at 320 px too, without violations.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { openWorkbench } from "./workbench.mjs";
import { violations } from "./browser.mjs";
import { exampleFolder } from "./server.mjs";

let bench, server, auditor, administrator;
const pictures = process.env.KLYNGE_PICTURES;   // a folder to leave pictures in

before(async () => {
  bench = await openWorkbench({ examples: exampleFolder, context: { bypassCSP: true } });
  ({ server } = bench);
  const said = execFileSync(server.binary, ["user", "add", "revisor", "--name", "Rikke Revisor", "--role", "auditor", ...server.databaseArguments], { encoding: "utf8" });
  const [, password] = said.match(/shown only now: (\S+)/);
  auditor = await bench.signedInAs("revisor", password);
  administrator = await bench.signedInAs("administrator", server.accounts.administrator);
});
after(() => bench?.close());

async function sound(page, name) {
  assert.deepEqual(await violations(page), [], name);
  const size = page.viewportSize();
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
  await page.setViewportSize({ width: 320, height: 800 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 0, `${name} is ${wide} px too wide at 320 px`);
  assert.deepEqual(await violations(page), [], `${name} at 320 px`);
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}-320.png`), fullPage: true });
  await page.setViewportSize(size);
}

test("the auditor finds an entry, reads it, and takes the log out as a file", async () => {
  await auditor.goto(`${server.address}/log`);
  await sound(auditor, "log");
  // A choice sends itself.
  await Promise.all([auditor.waitForURL(/handling=session\.start/), auditor.getByLabel("Handling").selectOption({ label: "Loggede ind" })]);
  const said = await auditor.locator("main tbody tr td:nth-child(3)").allTextContents();
  assert.ok(said.length >= 2 && said.every((action) => action.includes("Loggede ind")), said.join());
  await auditor.goto(`${server.address}/log?hvem=findes-ikke`);
  await sound(auditor, "log-ukendt");
  await auditor.goto(`${server.address}/log`);
  await auditor.locator("main tbody a").first().click();
  await auditor.waitForLoadState();
  await sound(auditor, "post");
  const file = await auditor.request.get(`${server.address}/log.csv`);
  assert.equal(file.status(), 200);
  assert.ok((await file.body()).subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])));
});

test("the auditor verifies the log", async () => {
  await auditor.goto(`${server.address}/log/kontrol`);
  await auditor.getByRole("button", { name: "Kontrollér loggen" }).click();
  await auditor.getByText("Loggen er i orden").waitFor({ timeout: 30000 });
  await sound(auditor, "kontrol");
});

test("an administrator erases a person, whose name then stands in the minutes alone", async () => {
  await administrator.goto(`${server.address}/personer`);
  const first = administrator.locator("main tbody a").first();
  const name = await first.textContent();
  await first.click();
  await administrator.waitForLoadState();
  const address = administrator.url();
  await administrator.goto(`${address}/ret`);
  await sound(administrator, "ret");
  await administrator.getByRole("link", { name: "Slet personen" }).click();
  await administrator.waitForLoadState();
  await sound(administrator, "slet");
  await administrator.getByLabel("Begrundelse").fill(`Fordi ${name} bad om det`);
  await administrator.getByLabel("Jeg ved, at det ikke kan fortrydes").check();
  await administrator.getByRole("button", { name: "Slet personen" }).click();
  await administrator.getByText("Skriv den uden personens navn").first().waitFor();
  await sound(administrator, "slet-fejl");
  await administrator.getByLabel("Begrundelse").fill("Bedt om det den 3. maj");
  await administrator.getByLabel("Jeg ved, at det ikke kan fortrydes").check();
  await administrator.getByRole("button", { name: "Slet personen" }).click();
  await administrator.getByText("Personen er slettet").first().waitFor();
  await sound(administrator, "slettet");
  // Where the name still stands is said; the page itself does not say the name.
  const left = administrator.getByRole("region", { name: "Navnet står stadig her" }).or(administrator.locator("section", { hasText: "Navnet står stadig her" }));
  const minutes = await left.locator('a[href^="/moeder/"]').first();
  assert.ok((await minutes.textContent()).length > 5);
  assert.ok(!(await administrator.locator("main").textContent()).includes(name));
  const place = await administrator.request.get(await minutes.evaluate((link) => link.href));
  assert.ok((await place.text()).includes(name), "and there it stands");
  await administrator.goto(`${server.address}/personer`);
  assert.ok(!(await administrator.locator("main tbody").textContent()).includes(name));
  await administrator.goto(address);
  assert.equal(await administrator.locator("h1").textContent(), "Slettet person");
  assert.ok(!(await administrator.locator("main").textContent()).includes(`Også skrevet`));

  await auditor.goto(`${server.address}/log?handling=person.erase`);
  await auditor.locator("main tbody a").first().click();
  await auditor.getByText("Bedt om det den 3. maj").waitFor();
  await sound(auditor, "post-sletning");
  await auditor.goto(`${server.address}/log/kontrol`);
  await auditor.getByRole("button", { name: /Kontrollér loggen/ }).click();
  await auditor.getByText("Loggen er i orden").waitFor({ timeout: 30000 });
});
