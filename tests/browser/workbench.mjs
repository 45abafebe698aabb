// A secretary at work: the real server, a browser that is signed in, and the few steps that every test
// of the work takes. Pages are used as a person uses them: by what stands on labels and buttons.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openBrowser, signIn } from "./browser.mjs";
import { exampleFolder, startServer } from "./server.mjs";

export async function openWorkbench({ examples = null, context = {}, more = [] } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "klynge-work-"));
  const server = await startServer({ examples, more });
  const browser = await openBrowser();
  const page = await (await browser.newContext(context)).newPage();
  page.on("dialog", (dialog) => dialog.accept());
  await signIn(page, server);

  const bench = {
    server, browser, page, folder,
    at: (address) => page.goto(server.address + address),
    text: async (where = "main") => (await page.textContent(where)).replace(/\s+/g, " "),
    // A file in the test's own folder.
    file: (name, bytes) => {
      writeFileSync(path.join(folder, name), bytes);
      return path.join(folder, name);
    },
    example: (part) => path.join(exampleFolder, part),
    // Presses a button and waits for the page that comes after.
    press: async (button) => {
      const target = typeof button === "string" ? page.locator("main").getByRole("button", { name: button, exact: true }).first() : button;
      await Promise.all([page.waitForNavigation(), target.click()]);
    },
    // Uploads, and waits until the batch is read; ends on its page, or on the preview of a single file.
    upload: async (...files) => {
      await bench.at("/import");
      await page.setInputFiles('input[name="filer"]', files);
      await bench.press("Læs dokumenterne");
      await bench.untilRead();
    },
    // Until the batch's page no longer renews itself.
    untilRead: () => page.waitForFunction(() => !document.querySelector("[hx-trigger='every 1s']")),
    openWaiting: async () => {
      await bench.at("/import/koe");
      await page.goto(await page.$eval('main a[href^="/import/dokument/"]', (link) => link.href));
    },
    approve: () => bench.press("Godkend og læg i registeret"),
    // The address of the first link whose href begins so.
    link: (start) => page.$eval(`main a[href^="${start}"]`, (link) => link.href),
    // A page of its own for somebody who is not signed in.
    stranger: async () => (await browser.newContext()).newPage(),
    // Somebody else, signed in beside the secretary.
    signedInAs: async (login, password) => {
      const other = await (await browser.newContext()).newPage();
      other.on("dialog", (dialog) => dialog.accept());
      await signIn(other, { ...server, login, password });
      return other;
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

// Minutes of an invented forum; `change` may rewrite the text.
export function minutes(change = (text) => text) {
  return change(`Referat af møde i Prøveforum Vestvig

Dato: 4. maj 2023
Tid: kl. 10.00-11.30
Sted: Lokale 3, Vestvig Rådhus

Deltagere:
Agnes Prøvegaard, direktør, Vestvig Kommune
Bent Mønsterlund, overlæge, Vestvig Hospital

1. Godkendelse af dagsorden

Referat:
Dagsordenen blev godkendt.

2. Fælles indkøbsmidler

Det indstilles, at Prøveforum Vestvig:
1. Godkender fordelingen.

Referat:
Prøveforum Vestvig godkendte fordelingen. Agnes Prøvegaard udarbejder et notat til næste møde.

3. Eventuelt

Referat:
Der var ingen bemærkninger.
`);
}

export const bytesOf = (file) => readFileSync(file);
