// A meeting that is convened, changed and called off, and a guest who is invited to a closed item of it and reads that alone, as people
// do it. No page on the way has an axe violation, and none scrolls sideways on a telephone.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { violations } from "./browser.mjs";
import { exampleFolder } from "./server.mjs";
import { openWorkbench } from "./workbench.mjs";

let bench, server, page, body, meeting, administrator;
before(async () => {
  bench = await openWorkbench({ examples: exampleFolder, context: { bypassCSP: true } });
  ({ server, page } = bench);
  administrator = await bench.signedInAs("administrator", server.accounts.administrator);
});
after(() => bench?.close());

async function isSound(what, on = page) {
  assert.deepEqual(await violations(on), [], `axe on ${what}`);
  for (const width of [768, 320]) {
    await on.setViewportSize({ width, height: 900 });
    const overflow = await on.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(overflow <= 1, `${what} scrolls sideways by ${overflow} px at ${width} px`);
    if (process.env.KLYNGE_PICTURES) await on.screenshot({ path: `${process.env.KLYNGE_PICTURES}/${what.replace(/\W+/g, "-")}-${width}.png`, fullPage: true });
  }
  await on.setViewportSize({ width: 1280, height: 900 });
  if (process.env.KLYNGE_PICTURES) await on.screenshot({ path: `${process.env.KLYNGE_PICTURES}/${what.replace(/\W+/g, "-")}-1280.png`, fullPage: true });
}

function daysFromToday(days) {
  return new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
}

test("a meeting is convened though a rule is not kept", { timeout: 200000 }, async () => {
  await bench.at("/organer/nyt");
  await page.getByLabel("Organets navn").fill("Bredsund Sundhedsråd");
  await bench.press("Opret organet");
  body = page.url().replace(/\/(stamdata|sammensaetning).*/, "");
  await page.goto(`${body}/regler/ny`);
  await page.locator('main [name="regel"]').fill("3 medlemmer");
  await bench.press(page.locator("main form button[type=submit]").first());

  await page.goto(body);
  await isSound("the body's page");
  await page.getByRole("link", { name: "Indkald møde" }).click();
  await isSound("an empty form");
  // Items are put in order before anything else is filled in: the browser asks for no day yet.
  await page.locator('[name="punkt-1"]').fill("Eventuelt");
  await page.locator('[name="punkt-2"]').fill("Budget");
  await page.getByLabel("Punkt, der skal flyttes").selectOption("1");
  await bench.press("Flyt ned");
  assert.equal(await page.locator('[name="punkt-1"]').inputValue(), "Budget");
  assert.equal(await page.locator('[name="punkt-2"]').inputValue(), "Eventuelt");
  for (const punkt of ["punkt-1", "punkt-2"]) await page.locator(`[name="${punkt}"]`).fill("");
  await page.getByLabel("Dato").fill(daysFromToday(-3));
  await page.getByLabel("Begynder").fill("15:00");
  await page.getByLabel("Slutter").fill("13:00");
  await page.evaluate(() => (document.querySelector("main form").noValidate = true));
  await bench.press("Fortsæt");
  assert.match(await bench.text(), /Datoen er passeret/);
  assert.match(await bench.text(), /slutter, før det begynder/);
  assert.match(await bench.text(), /Skriv mindst ét punkt/);
  await isSound("a refused form");

  await page.getByLabel("Dato").fill(daysFromToday(40));
  await page.getByLabel("Slutter").fill("17:00");
  await page.getByLabel("Sted").fill("Rådhuset, lokale 2");
  await page.locator('[name="punkt-1"]').fill("Godkendelse af dagsorden");
  await page.locator('[name="punkt-2"]').fill("Den fortrolige sag");
  await page.locator('[name="lukket-2"]').check({ force: true });
  await bench.press("Flere punkter");
  await page.locator('[name="punkt-8"]').fill("Eventuelt");
  await bench.press("Fortsæt");
  assert.match(await bench.text(), /Reglen er ikke opfyldt: 3 medlemmer/);
  await isSound("looked through");
  await page.getByLabel("Hvorfor holdes mødet alligevel?").fill("Udpegningen er ikke færdig.");
  await bench.press("Indkald alligevel");
  meeting = page.url().split("?")[0];
  assert.match(meeting, /\/moeder\//);
  assert.match(await bench.text(), /Indkaldelsen går (ikke )?til|ingen har fået besked/);
  assert.match(await bench.text(), /Eventuelt/);
  assert.doesNotMatch(await bench.text(), /Den fortrolige sag/);
  await isSound("the convened meeting");
  await bench.at("/");
  assert.match(await bench.text(), /Kommende møder/);
  await isSound("the overview");
});

test("it is moved, called off and convened again", { timeout: 200000 }, async () => {
  await page.goto(meeting);
  await page.getByRole("link", { name: "Ret indkaldelsen" }).click();
  await page.getByLabel("Dato").fill(daysFromToday(41));
  await bench.press("Fortsæt");
  await bench.press("Gem ændringen alligevel");
  await page.getByRole("link", { name: "Aflys mødet" }).click();
  await isSound("calling off");
  await page.getByLabel("Hvorfor er mødet aflyst?").fill("For få sager.");
  await bench.press(page.getByRole("button", { name: "Aflys mødet" }));
  assert.match(await bench.text(), /Mødet er aflyst/);
  await isSound("called off");
  await page.goto(body);
  assert.match(await bench.text(), /Aflyst/);
  await page.goto(meeting);
  await page.getByRole("link", { name: "Indkald igen" }).click();
  await bench.press("Fortsæt");
  await bench.press("Gem ændringen alligevel");
  assert.doesNotMatch(await bench.text(), /Mødet er aflyst/);
});

test("a guest reads the item of the invitation and nothing else", { timeout: 200000 }, async () => {
  await page.goto(meeting);
  await page.getByRole("link", { name: "2. Lukket punkt" }).click();
  const item = page.url();
  await page.getByRole("link", { name: "Gæster på punktet" }).click();
  await page.getByLabel("E-mail").fill("gry@example.org");
  await page.getByLabel("Navn").fill("Gry Gæst");
  await isSound("inviting a guest");
  await bench.press("Invitér");
  assert.match(await bench.text(), /Gry Gæst/);
  await isSound("a guest is invited");

  // The letter waits in the outbox, where an administrator hands it over.
  await administrator.goto(`${server.address}/udbakke`);
  const letters = administrator.locator("main tr, main li").filter({ hasText: "gry@example.org" });
  await letters.filter({ hasText: "Din konto" }).first().locator("a").first().click();
  const letter = await administrator.locator("main").innerText();
  const [link] = letter.match(/\/adgang\/\S+/) ?? [];
  assert.ok(link, "the letter has a link to choose a password");
  const guest = await (await bench.browser.newContext({ bypassCSP: true })).newPage();
  await guest.goto(server.address + link);
  for (const field of await guest.locator('main input[type="password"]').all()) await field.fill("rigtig hest batteri haefteklamme");
  await guest.locator("main button[type=submit]").first().click();
  await guest.waitForLoadState();
  if (new URL(guest.url()).pathname.startsWith("/log-ind")) {
    await guest.fill('input[name="brugernavn"]', "gry@example.org");
    await guest.fill('input[name="adgangskode"]', "rigtig hest batteri haefteklamme");
    await Promise.all([guest.waitForURL((url) => !url.pathname.startsWith("/log-ind")), guest.click('main button[type="submit"]')]);
  }
  await guest.goto(`${server.address}/`);
  assert.match(await guest.locator("main").innerText(), /Punkter, du er inviteret til/);
  await isSound("the guest's overview", guest);
  await guest.goto(item);
  await guest.getByRole("button", { name: "Vis det lukkede punkt" }).click();
  await guest.waitForLoadState();
  assert.match(await guest.locator("h1").innerText(), /Den fortrolige sag/);
  await isSound("the guest's item", guest);
  await guest.goto(`${item}/adgang`);
  assert.match(await guest.locator("main").innerText(), /inviteret til punktet som gæst/);
  assert.equal((await guest.goto(meeting)).status(), 404);
  assert.equal((await guest.goto(`${item}/gaester`)).status() >= 400, true);

  await page.goto(`${item}/gaester`);
  await bench.press(page.getByRole("button", { name: /Træk invitationen til Gry Gæst tilbage/ }));
  assert.equal((await guest.goto(item)).status(), 404, "what is withdrawn is gone at once");
});
