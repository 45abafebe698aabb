// Debian's Chromium through playwright-core, without any network but the server under test.
import { chromium } from "playwright-core";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// In Danish, as its users have it: the browser itself writes what stands in a date field.
export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    env: { ...process.env, LANGUAGE: "da" },
    args: ["--no-sandbox", "--lang=da", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"],
  });
}

export async function signIn(page, server) {
  await page.goto(`${server.address}/log-ind`);
  await page.fill('input[name="brugernavn"]', server.login);
  await page.fill('input[name="adgangskode"]', server.password);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith("/log-ind")), page.click('main button[type="submit"]')]);
}

// The violations of WCAG 2.1 A and AA on the page as it stands, as readable lines.
export async function violations(page) {
  // bypassCSP is set on the context, so that axe can be put in although the page allows no inline script.
  await page.evaluate(axeSource);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] }));
  // A label of a field speaks of the first that bears its id, so an id stands once; axe no longer asks.
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
  });
  return twice.map((id) => `the id ${id} stands twice`).concat(result.violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`));
}
