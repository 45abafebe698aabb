// What a secretary can put right in the preview, each change seen on the page and at last in the register;
// and documents that belong to a meeting that is there already.
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { minutes, openWorkbench } from "./workbench.mjs";

let bench, page;
before(async () => {
  bench = await openWorkbench();
  page = bench.page;
});
after(() => bench?.close());

const titles = () => page.$$eval('section[aria-labelledby="punkter-h"] .k-part-title', (all) => all.map((one) => one.textContent));
const attendees = () => page.$$eval('section[aria-labelledby="deltagere-h"] .k-part-title', (all) => all.map((one) => one.textContent));

async function unfold(details) {
  if (!(await details.evaluate((one) => one.open))) await details.locator("> summary").click();
  return details;
}
// The folded part of an item or a person, unfolded.
const part = (title) => unfold(page.locator("details.k-part", { has: page.locator("summary", { hasText: title }) }).first());
const tool = async (where, name) => unfold(where.locator("details.k-details", { has: page.locator("summary", { hasText: new RegExp(`^${name}$`) }) }));
const save = (where, button) => bench.press(where.getByRole("button", { name: button, exact: true }).first());

test("items are added, split, merged, moved and removed", async () => {
  await bench.upload(bench.file("referat.txt", minutes()));
  assert.deepEqual(await titles(), ["1. Godkendelse af dagsorden", "2. Fælles indkøbsmidler", "3. Eventuelt"]);

  const adding = await tool(page.locator('section[aria-labelledby="punkter-h"]'), "Tilføj et punkt");
  await adding.getByLabel("Nummer").fill("4");
  await adding.getByLabel("Titel").fill("Besøg på havnen");
  await save(adding, "Tilføj");
  assert.deepEqual(await titles(), ["1. Godkendelse af dagsorden", "2. Fælles indkøbsmidler", "3. Eventuelt", "4. Besøg på havnen"]);

  const splitting = await tool(await part("Fælles indkøbsmidler"), "Del punktet i to");
  await splitting.getByLabel("Hvor står det nye punkts tekst?").selectOption({ label: "I referatet" });
  await splitting.getByLabel("De første ord af det nye punkt").fill("Agnes Prøvegaard udarbejder");
  await splitting.getByLabel("Det nye punkts nummer").fill("2a");
  await splitting.getByLabel("Det nye punkts titel").fill("Notat");
  await save(splitting, "Del punktet");
  assert.deepEqual(await titles(), ["1. Godkendelse af dagsorden", "2. Fælles indkøbsmidler", "2a. Notat", "3. Eventuelt", "4. Besøg på havnen"]);
  const split = await part("Notat");
  assert.match(await split.getByLabel("Referat", { exact: true }).inputValue(), /^Agnes Prøvegaard udarbejder et notat/);
  assert.doesNotMatch(await (await part("Fælles indkøbsmidler")).getByLabel("Referat", { exact: true }).inputValue(), /udarbejder/);

  const merging = await tool(await part("Fælles indkøbsmidler"), "Læg sammen med et andet punkt");
  await merging.getByLabel("Læg dette punkt bag på").selectOption({ label: "2a. Notat" });
  await save(merging, "Læg sammen");
  assert.deepEqual(await titles(), ["1. Godkendelse af dagsorden", "2. Fælles indkøbsmidler", "3. Eventuelt", "4. Besøg på havnen"]);
  assert.match(await (await part("Fælles indkøbsmidler")).getByLabel("Referat", { exact: true }).inputValue(), /godkendte fordelingen.*udarbejder et notat/s);

  const moving = await tool(await part("Besøg på havnen"), "Flyt punktet");
  await moving.getByLabel("Flyt punktet til efter").selectOption({ label: "1. Godkendelse af dagsorden" });
  await save(moving, "Flyt punktet");
  assert.deepEqual(await titles(), ["1. Godkendelse af dagsorden", "4. Besøg på havnen", "2. Fælles indkøbsmidler", "3. Eventuelt"]);

  await save(await part("Eventuelt"), "Fjern punktet");
  assert.deepEqual(await titles(), ["1. Godkendelse af dagsorden", "4. Besøg på havnen", "2. Fælles indkøbsmidler"]);
});

test("text moves between fields", async () => {
  const moving = await tool(await part("Fælles indkøbsmidler"), "Flyt tekst");
  await moving.getByLabel("Flyt fra").selectOption({ label: "Referat" });
  await moving.getByLabel("Teksten, der skal flyttes").fill("Prøveforum Vestvig godkendte fordelingen.");
  await moving.getByLabel("Til felt").selectOption({ label: "Sagsfremstilling" });
  await save(moving, "Flyt teksten");
  const item = await part("Fælles indkøbsmidler");
  assert.match(await item.getByLabel("Sagsfremstilling").inputValue(), /Prøveforum Vestvig godkendte fordelingen\./);
  assert.doesNotMatch(await item.getByLabel("Referat", { exact: true }).inputValue(), /godkendte fordelingen/);
});

test("persons are corrected, added and removed", async () => {
  assert.deepEqual(await attendees(), ["Agnes Prøvegaard", "Bent Mønsterlund"]);
  const person = await part("Bent Mønsterlund");
  await person.getByLabel("Navn").fill("Benny Mønsterlund");
  await person.getByLabel("Organisation").fill("Vestvig Sygehus");
  await person.getByLabel("Fremmøde").selectOption({ label: "Afbud" });
  await save(person, "Gem rettelse");
  assert.deepEqual(await attendees(), ["Agnes Prøvegaard", "Benny Mønsterlund"]);
  assert.match(await bench.text('section[aria-labelledby="deltagere-h"]'), /Benny Mønsterlund\s*Vestvig Sygehus, medlem, afbud/);

  for (const name of ["Carla Skitse", "Dines Udkast"]) {
    const adding = await tool(page.locator('section[aria-labelledby="deltagere-h"]'), "Tilføj en deltager");
    await adding.getByLabel("Navn").fill(name);
    await save(adding, "Tilføj");
  }
  assert.equal((await attendees()).length, 4);
  await save(await part("Dines Udkast"), "Fjern fra deltagerne");
  assert.deepEqual(await attendees(), ["Agnes Prøvegaard", "Benny Mønsterlund", "Carla Skitse"]);
});

test("what cannot be is refused with a sentence, and what was typed stays", async () => {
  const head = page.locator('section[aria-labelledby="moede-oplysninger-h"]');
  await head.getByLabel("Dato").fill("den 40. maj");
  await save(head, "Gem rettelse");
  assert.equal(await head.getByLabel("Dato").inputValue(), "den 40. maj");
  assert.ok((await head.locator(".alert-error").textContent()).trim().length > 10);
  await bench.at(new URL(page.url()).pathname.replace(/\/ret$/, ""));
  assert.equal(await head.getByLabel("Dato").inputValue(), "4. maj 2023");
});

test("a correction is undone from the list of corrections", async () => {
  const removed = page.locator('section[aria-labelledby="rettelser-h"] tr', { hasText: "er fjernet" }).filter({ hasText: "Eventuelt" });
  await save(removed, "Fortryd");
  assert.ok((await titles()).includes("3. Eventuelt"));
  assert.match(await bench.text('section[aria-labelledby="rettelser-h"]'), /Fortrudt/);
});

test("what was corrected is what the register says", async () => {
  await bench.approve();
  const said = await bench.text(".k-understood");
  assert.match(said, /4\. Besøg på havnen.*2\. Fælles indkøbsmidler.*3\. Eventuelt/);
  assert.match(said, /Benny Mønsterlund/);
  assert.doesNotMatch(said, /Bent Mønsterlund|Dines Udkast/);
});

test("the same bytes are not taken in twice", async () => {
  await bench.upload(bench.file("samme-under-andet-navn.txt", minutes()));
  assert.match(await bench.text(), /1 fandtes allerede/);
  await bench.at("/moeder");
  assert.equal(await page.locator("main tbody tr").count(), 1);
});

test("an agenda and its minutes are one meeting in two editions", async () => {
  const other = (text) => text.replace("4. maj 2023", "8. juni 2023");
  const agenda = other(minutes()).replace("Referat af møde", "Dagsorden til møde").replace(/\nReferat:\n.*\n/g, "\n").replace(/Deltagere:\n(.+\n)+/, "");
  await bench.upload(bench.file("dagsorden.txt", agenda));
  assert.match(await bench.text(), /bliver et nyt møde/);
  await bench.approve();
  const address = page.url();
  assert.match(await bench.text(".k-title-side"), /Dagsorden/);

  await bench.upload(bench.file("referat-juni.txt", minutes(other)));
  assert.match(await bench.text(), /bliver en ny udgave af Møde i Prøveforum Vestvig den 8\. juni 2023/);
  await bench.approve();
  assert.equal(page.url(), address, "the meeting keeps its address");
  assert.match(await bench.text(".k-title-side"), /Referat/);
  await page.getByRole("link", { name: "Mødets udgaver" }).click();
  await page.waitForURL(/udgaver/);
  assert.deepEqual(await page.$$eval("main tbody tr", (rows) => rows.map((row) => row.lastElementChild.textContent.trim())).then((all) => all.sort()), ["Afløst", "Gældende"]);
});

test("a whole batch goes into the register, but for the doubtful, and is taken back", async () => {
  await bench.upload(bench.file("et.txt", minutes((text) => text.replace("4. maj 2023", "7. august 2023"))),
                     bench.file("to.txt", minutes((text) => text.replace("4. maj 2023", "4. september 2023"))),
                     bench.file("uden-dato.txt", minutes((text) => text.replace("Dato: 4. maj 2023\n", ""))));
  assert.match(await bench.text(), /3 venter/);
  await bench.press("Læg de 2, der er læst uden tvivl, i registeret");
  assert.match(await bench.text(), /2 lagt i registeret, 1 venter/);
  await bench.press("Fortryd import");
  await bench.untilRead();
  assert.match(await bench.text(), /1 venter, 2 taget tilbage/);
  await bench.at("/moeder");
  assert.doesNotMatch(await bench.text(), /august 2023|4\. september 2023/);
});
