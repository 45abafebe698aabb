// The source viewer: lights up the passage in the source that the focused field was read from.
//
// A field names its place with data-place: "l12" or "l12 l13" are lines by their ids, "l12:5-l13:8" is
// the span from byte 5 of line 12 to byte 8 of line 13. A line is an element with text, or a group
// of word boxes over a page's image. Without JavaScript the same field is a link to its line.

interface Span {
  first: number;
  last: number;
  start: number;   // bytes in the first line
  end: number;     // bytes in the last line; 0: to its end
}

const longest = 400;   // lines; more is no passage but a document
const highlightName = "k-passage";

function parseSpan(token: string): Span | null {
  const found = /^l(\d+)(?::(\d+))?(?:-l(\d+)(?::(\d+))?)?$/.exec(token);
  if (!found) return null;
  const first = Number(found[1]);
  const last = Math.min(Number(found[3] ?? found[1]), first + longest);
  return { first, last, start: Number(found[2] ?? 0), end: Number(found[4] ?? 0) };
}

function spansOf(field: HTMLElement): Span[] {
  const tokens = (field.dataset.place ?? "").split(" ");
  return tokens.map(parseSpan).filter((span): span is Span => span !== null);
}

// Places count bytes of UTF-8, the browser counts UTF-16 units.
function unitsBefore(text: string, bytes: number): number {
  let counted = 0;
  let units = 0;
  for (const character of text) {
    if (counted >= bytes) break;
    const code = character.codePointAt(0) ?? 0;
    counted += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    units += character.length;
  }
  return units;
}

function rangeIn(line: Element, start: number, end: number): Range | null {
  const node = line.firstChild;
  if (!(node instanceof Text)) return null;
  const range = document.createRange();
  range.setStart(node, unitsBefore(node.data, start));
  range.setEnd(node, end > 0 ? unitsBefore(node.data, end) : node.data.length);
  return range.collapsed ? null : range;
}

function lightBoxes(line: Element, start: number, end: number): void {
  const boxes = [...line.querySelectorAll<SVGRectElement>("rect")];
  const inside = boxes.filter((box) => {
    const at = Number(box.dataset.b ?? 0);
    return at >= start && (end === 0 || at < end);
  });
  for (const box of inside.length > 0 ? inside : boxes) box.classList.add("k-lit");
}

function clear(): void {
  for (const lit of document.querySelectorAll(".k-lit")) lit.classList.remove("k-lit");
  if ("highlights" in CSS) CSS.highlights.delete(highlightName);
}

// Lights the spans and returns the first line of them that is on the page.
function light(spans: Span[]): Element | null {
  clear();
  const ranges: Range[] = [];
  let top: Element | null = null;
  for (const span of spans) {
    for (let number = span.first; number <= span.last; ++number) {
      const line = document.getElementById(`l${number}`);
      if (!line) continue;
      top ??= line;
      const start = number === span.first ? span.start : 0;
      const end = number === span.last ? span.end : 0;
      if (line instanceof SVGElement) {
        lightBoxes(line, start, end);
        continue;
      }
      if (line.textContent === "") continue;
      const range = "highlights" in CSS ? rangeIn(line, start, end) : null;
      if (range) ranges.push(range);
      else line.classList.add("k-lit");
    }
  }
  if (ranges.length > 0) CSS.highlights.set(highlightName, new Highlight(...ranges));
  return top;
}

// Moves the source, not the page: what is being read stays where it is. On a narrow page the source stands below,
// where only whoever follows the link wants to go: moving there at a mere Tab would take the focus out of sight.
function bringIntoView(line: Element, followed: boolean): void {
  const pane = line.closest(".k-source");
  if (!pane || pane.scrollHeight <= pane.clientHeight) {
    if (followed) line.scrollIntoView({ block: "center" });
    return;
  }
  const above = line.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (above < 0 || above > pane.clientHeight * 0.8) pane.scrollBy({ top: above - pane.clientHeight / 3 });
}

function show(field: HTMLElement, followed = false): boolean {
  const top = light(spansOf(field));
  if (top) bringIntoView(top, followed);
  return top !== null;
}

function watch(field: HTMLElement): void {
  // A link stands for the whole field it belongs to.
  const isLink = field instanceof HTMLAnchorElement;
  const area = isLink ? field.closest<HTMLElement>("li, tr, dd, .k-read, .k-item-meta") ?? field : field;
  field.addEventListener("focusin", () => show(field));
  area.addEventListener("mouseenter", (event) => {
    // A field that scrolls under a mouse at rest is not what is being looked at.
    if (event.movementX !== 0 || event.movementY !== 0) show(field);
  });
  if (!isLink) return;
  field.addEventListener("click", (event) => {
    // With the source on the page already there is nowhere to go.
    if (show(field, true)) event.preventDefault();
  });
}

export function startSourceView(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>("[data-place]:not([data-watched])")) {
    field.dataset.watched = "yes";
    watch(field);
  }
}
