// The second factor from the first picture to its removal, in the real binary: by what stands on labels and buttons, with
// codes as a telephone makes them (RFC 6238), at 320 px too, without violations.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import path from "node:path";
import test, { after, before } from "node:test";
import { violations } from "./browser.mjs";
import { openWorkbench } from "./workbench.mjs";

const pictures = process.env.KLYNGE_PICTURES;   // a folder to leave pictures in
let bench, server, administrator, page, password;

before(async () => {
  bench = await openWorkbench({ context: { bypassCSP: true } });
  ({ server } = bench);
  administrator = await bench.signedInAs("administrator", server.accounts.administrator);
  await administrator.goto(`${server.address}/konti`);
  await administrator.getByLabel("Navn", { exact: true }).fill("Asta Prøve");
  await administrator.getByLabel("Brugernavn").fill("asta");
  await administrator.getByLabel("Læser", { exact: true }).check();
  await administrator.getByRole("button", { name: "Opret konto" }).click();
  password = await administrator.locator(".k-secret").last().textContent();
  page = await bench.signedInAs("asta", password);
});
after(() => bench?.close());

async function sound(name) {
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

const step = () => Math.floor(Date.now() / 30000);
// On a busy machine a form takes seconds: not near the end of a step, where the code would be of the last but one.
const withTimeLeft = () => new Promise((done) => setTimeout(done, Date.now() % 30000 < 15000 ? 0 : 30000 - (Date.now() % 30000)));

function code(secret, at) {
  const bits = [...secret.replace(/\s/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(at));
  const mac = createHmac("sha1", key).update(counter).digest();
  const where = mac[19] & 15;
  return String((mac.readUInt32BE(where) & 0x7fffffff) % 1000000).padStart(6, "0");
}
// A code that counts at no step near by.
function wrong(secret) {
  const near = [-2, -1, 0, 1, 2].map((by) => code(secret, step() + by));
  return ["123456", "234567", "345678", "456789", "567890", "678901"].find((one) => !near.includes(one));
}

const press = (name) => Promise.all([page.waitForNavigation(), page.locator("main").getByRole("button", { name, exact: true }).click()]);
const text = async () => (await page.textContent("main")).replace(/\s+/g, " ");

async function enrol(typed) {
  await page.getByLabel("Kode fra appen").fill(typed);
  await page.getByLabel("Din adgangskode").fill(password);
  await press("Slå to-trins-login til");
}

async function signInTo(codePage = true) {
  await page.goto(`${server.address}/log-ind?til=%2Fkonto`);
  await page.getByLabel("Brugernavn").fill("asta");
  await page.locator('input[name="adgangskode"]').fill(password);
  await press("Log ind");
  if (codePage) await page.getByLabel("Kode fra appen på din telefon").waitFor();
}

async function type(typed) {
  await page.getByLabel("Kode fra appen på din telefon").fill(typed);
  await press("Log ind");
}

let secret, last;   // the step whose code counted last

test("a telephone is enrolled by the picture, and only with a code of now", async () => {
  await page.goto(`${server.address}/konto`);
  await page.getByRole("link", { name: "Slå to-trins-login til" }).click();
  await page.waitForLoadState();
  assert.equal(await page.getByRole("img", { name: /QR-kode/ }).count(), 1);
  secret = await page.locator(".k-secret").textContent();
  assert.match(secret.replace(/\s/g, ""), /^[A-Z2-7]{32}$/);
  await sound("to-trin");

  await enrol(wrong(secret));
  assert.match(await text(), /Koden passer ikke/);
  assert.equal(await page.locator(".k-secret").textContent(), secret, "the picture need not be scanned again");
  await sound("to-trin-forkert");
  await enrol(code(secret, step() - 10));
  assert.match(await text(), /telefonens ur/);
  // The telephone's clock may be half a minute behind.
  await withTimeLeft();
  last = step() - 1;
  await enrol(code(secret, last));
  assert.match(await text(), /To-trins-login er slået til/);
  await sound("to-trin-til");
});

test("signing in asks for a code, which counts once", async () => {
  await page.context().clearCookies();
  await signInTo();
  await sound("kode");
  await page.goto(`${server.address}/konto`);
  assert.match(page.url(), /\/log-ind/, "the password alone opens nothing");

  await signInTo();
  await type(wrong(secret));
  assert.match(await text(), /Koden er forkert eller allerede brugt/);
  await sound("kode-forkert");
  await type(code(secret, last));
  assert.match(await text(), /allerede brugt/, "the code of the enrolment is used up");
  await type(code(secret, step() - 10));
  assert.match(await text(), /forkert/);
  last = Math.max(last + 1, step());
  await type(code(secret, last));
  assert.equal(page.url(), `${server.address}/konto`);
});

test("an administrator takes it away where the telephone is gone, and its sessions end", async () => {
  await administrator.goto(`${server.address}/konti`);
  await administrator.getByRole("link", { name: "Asta Prøve" }).click();
  await administrator.waitForLoadState();
  await Promise.all([administrator.waitForNavigation(), administrator.getByRole("button", { name: "Fjern to-trins-login" }).click()]);
  assert.equal(await administrator.getByRole("button", { name: "Fjern to-trins-login" }).count(), 0);
  await page.goto(`${server.address}/konto`);
  assert.match(page.url(), /\/log-ind/);
  await signInTo(false);
  assert.equal(page.url(), `${server.address}/konto`, "the password is enough again");
});

test("its owner takes it away with password and code", async () => {
  await page.goto(`${server.address}/konto/to-trin`);
  const another = await page.locator(".k-secret").textContent();
  assert.notEqual(another, secret);
  const first = step();
  await enrol(code(another, first));
  await page.getByRole("link", { name: "Jeg har gemt dem" }).click();
  await page.waitForLoadState();
  await sound("to-trin-koder");
  const takeAway = async (typed, word) => {
    await page.locator("#kode-fra").fill(typed);
    await page.locator("#adgangskode-fra").fill(word);
    await press("Slå to-trins-login fra");
  };
  await takeAway(code(another, first), password);
  assert.match(await text(), /forkert eller allerede brugt/);
  await takeAway(code(another, first + 1), "en anden adgangskode");
  assert.match(await text(), /adgangskode er forkert/);
  await takeAway(code(another, first + 1), password);
  assert.equal(await page.getByRole("img", { name: /QR-kode/ }).count(), 1, "it can be enrolled again");
});
