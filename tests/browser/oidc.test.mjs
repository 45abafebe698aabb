// Sign-on by an identity provider, end to end: the real binary, a real provider (npm oidc-provider) and a
// browser that walks from one to the other; then its keys change, and answers are played again. A second
// installation finds persons of the register by the claim, and makes their accounts.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { Provider } from "oidc-provider";
import { openBrowser, signIn, violations } from "./browser.mjs";
import { startServer } from "./server.mjs";

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

const newKey = (kid) => ({ ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" });

let folder, server, persons, browser, issuer, redirect, personsRedirect, listener, provider, keyQuestions = 0;

// The provider as it is from now on. Whoever signs in there types who they are; there is no password.
function serve(keys) {
  provider = new Provider(issuer, {
    jwks: { keys },
    clients: [{ client_id: "klynge", client_secret: "a secret & with odd/characters=", redirect_uris: [redirect, personsRedirect], response_types: ["code"], grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["only for a test"] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: `${sub}@example.org`, email_verified: true }) }),
  });
  provider.on("server_error", (_, error) => console.error(error));
}

before(async () => {
  const [here, there, further] = [await freePort(), await freePort(), await freePort()];
  issuer = `http://127.0.0.1:${there}`;
  redirect = `http://127.0.0.1:${here}/log-ind/tjeneste/svar`;
  personsRedirect = `http://127.0.0.1:${further}/log-ind/tjeneste/svar`;
  serve([newKey("first")]);
  listener = http.createServer((request, response) => {
    if (request.url === "/jwks") ++keyQuestions;
    provider.callback()(request, response);
  }).listen(there, "127.0.0.1");
  folder = mkdtempSync(path.join(tmpdir(), "klynge-oidc-"));
  writeFileSync(path.join(folder, "secret"), "a secret & with odd/characters=\n");
  const configured = (name, port, more) => {
    writeFileSync(path.join(folder, name), `public_url = "http://127.0.0.1:${port}"
[oidc]
issuer = "${issuer}"
client_id = "klynge"
client_secret_file = "${folder}/secret"
name = "Regionens login"
claim = "email"
${more}`);
    return ["--config", path.join(folder, name)];
  };
  server = await startServer({ examples: null, port: here, more: configured("klynge.toml", here, "") });
  persons = await startServer({ port: further, more: configured("persons.toml", further, 'match = "person"\nmake_accounts = true\n') });
  browser = await openBrowser();
  const administrator = await (await browser.newContext()).newPage();
  await signIn(administrator, { ...server, login: "administrator", password: server.accounts.administrator });
  for (const [name, login, email] of [["Karen Prøve", "karen", "karen@example.org"], ["Fælles Et", "et", "faelles@example.org"], ["Fælles To", "to", "faelles@example.org"]]) {
    await administrator.goto(`${server.address}/konti`);
    await administrator.getByLabel("Navn", { exact: true }).fill(name);
    await administrator.getByLabel("Brugernavn").fill(login);
    await administrator.getByLabel("E-mail").fill(email);
    await administrator.getByLabel("Læser", { exact: true }).check();
    await administrator.getByRole("button", { name: "Opret konto" }).click();
    await administrator.waitForSelector(".k-secret");
  }
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await persons?.stop();
  listener?.close();
  listener?.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

// Walks to the provider and back as `who`; returns the page that it ends on and every answer on the way to us.
async function signOn(who, context, at = server) {
  context ??= await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const answers = [];
  page.on("request", (request) => request.url().startsWith(`${at.address}/log-ind/tjeneste/svar`) && answers.push(request.url()));
  await page.goto(`${at.address}/log-ind?til=%2Fkonto`);
  await page.getByRole("link", { name: "Log ind med Regionens login" }).click();
  await page.locator('input[name="login"]').fill(who);
  await page.locator('input[name="password"]').fill("any");
  await page.locator('button[type="submit"]').click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => url.href.startsWith(at.address));
  await page.waitForLoadState();
  return { page, context, answers, text: await page.textContent("main") };
}

test("a browser walks to the provider and comes back signed in", async () => {
  const { page, context, answers } = await signOn("karen");
  assert.equal(page.url(), `${server.address}/konto`);
  assert.match(await page.textContent("main"), /karen@example\.org/);
  const cookie = (await context.cookies()).find((one) => one.name === "klynge_session");
  assert.ok(cookie.httpOnly && cookie.sameSite === "Lax");

  // The same answer again, in the same browser and in another.
  await page.goto(answers[0]);
  assert.match(await page.textContent("main"), /allerede brugt/);
  assert.deepEqual(await violations(page), []);
  const stranger = await (await browser.newContext()).newPage();
  const replay = await stranger.goto(answers[0]);
  assert.equal(replay.status(), 403);
  assert.match(await stranger.textContent("main"), /ikke til et login, der er begyndt i denne browser/);
  assert.equal((await stranger.goto(`${server.address}/konto`)).url().includes("/log-ind"), true);
});

test("an answer signs nobody in where its sign-in did not begin", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.address}/log-ind`);
  await page.getByRole("link", { name: "Log ind med Regionens login" }).click();
  await page.locator('input[name="login"]').fill("karen");
  await page.locator('input[name="password"]').fill("any");
  await page.locator('button[type="submit"]').click();
  // As if the link with the answer had been sent to somebody else: a browser without our cookie.
  await context.clearCookies({ name: "klynge_login" });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => url.href.startsWith(redirect));
  assert.match(await page.textContent("main"), /ikke til et login, der er begyndt i denne browser/);
  await context.close();
});

test("who has no account, or several, is told so", async () => {
  const unknown = await signOn("ukendt");
  assert.match(unknown.text, /ingen konto i Klynge til dig/);
  assert.deepEqual(await violations(unknown.page), []);
  assert.match((await signOn("faelles")).text, /flere konti i Klynge med din e-mail/);
});

test("who breaks off is told so", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.address}/log-ind`);
  await page.getByRole("link", { name: "Log ind med Regionens login" }).click();
  await page.getByRole("link", { name: /cancel/i }).click();
  await page.waitForURL((url) => url.href.startsWith(server.address));
  assert.match(await page.textContent("main"), /afbrudt/);
});

test("what was refused stands in the log", async () => {
  const said = execFileSync(server.binary, ["user", "add", "revisor", "--name", "Rikke Revisor", "--role", "auditor", ...server.databaseArguments], { encoding: "utf8" });
  const auditor = await (await browser.newContext({ bypassCSP: true })).newPage();
  await signIn(auditor, { ...server, login: "revisor", password: said.match(/shown only now: (\S+)/)[1] });
  const file = await (await auditor.request.get(`${server.address}/log.jsonl?handling=session.refuse`)).text();
  const why = file.trim().split("\n").map((line) => JSON.parse(JSON.parse(line).contents ?? "[{}]")[0]?.change?.why);
  for (const expected of ["no such attempt", "unknown identity"]) assert.ok(why.includes(expected), `${expected} in ${why.join()}`);
  assert.doesNotMatch(file, /ukendt@example/, "and not what was refused");
});

test("a person of the register is found by the claim, and given an account once", async () => {
  const secretary = await (await browser.newContext({ bypassCSP: true })).newPage();
  await signIn(secretary, { ...persons, login: "administrator", password: persons.accounts.administrator });
  await secretary.goto(`${persons.address}/personer`);
  const [one, other] = await secretary.$$eval('main a[href^="/personer/"]', (links) => [...new Set(links.map((link) => link.href).filter((href) => /\/personer\/[0-9a-f-]{36}$/.test(href)))]);
  const give = async (person, email) => {
    await secretary.goto(`${person}/kontakt`);
    await secretary.getByLabel("Mailadresse").fill(email);
    await Promise.all([secretary.waitForNavigation(), secretary.locator('main form button[type="submit"]').first().click()]);
  };
  await give(one, "Asta@example.org");
  const name = (await (await secretary.goto(one), secretary).textContent("h1")).trim();

  const first = await signOn("asta", undefined, persons);
  assert.equal(first.page.url(), `${persons.address}/konto`);
  assert.ok(first.text.includes(name), `${name} in ${first.text}`);
  assert.deepEqual(await violations(first.page), []);
  const again = await signOn("asta", undefined, persons);
  assert.equal(again.page.url(), `${persons.address}/konto`);
  await secretary.goto(`${persons.address}/konti`);
  assert.equal(await secretary.locator("main tbody tr", { hasText: "asta@example.org" }).count(), 1, "one account");

  assert.match((await signOn("fremmed", undefined, persons)).text, /ingen konto i Klynge til dig/);
  await give(one, "delt@example.org");
  await give(other, "delt@example.org");
  assert.match((await signOn("delt", undefined, persons)).text, /flere personer i Klynge med din e-mail/);
});

test("the provider's keys may change at any time", async () => {
  const asked = keyQuestions;
  serve([newKey("second")]);
  const { page } = await signOn("karen");
  assert.equal(page.url(), `${server.address}/konto`);
  assert.equal(keyQuestions, asked + 1, "asked for the keys once more");
});

test("without the provider a password still signs in", async () => {
  listener.close();
  listener.closeAllConnections();
  await once(listener, "close");
  const page = await (await browser.newContext()).newPage();
  await signIn(page, server);
  // Its doors are known, so the browser is sent there; the answer can then not be asked about.
  const answer = await fetch(`${redirect}?state=x&code=y`, { redirect: "manual" });
  assert.equal(answer.status, 403);
});
