// The source viewer: lights up the passage in the source that the focused field was read from.
//
// A field names its place with data-place="ID"; the passage in the source carries that id. Without
// JavaScript the same field is a link to its place.

function passagesOf(field: HTMLElement): HTMLElement[] {
  const ids = (field.dataset.place ?? "").split(" ").filter((id) => id !== "");
  return ids.map((id) => document.getElementById(id)).filter((found): found is HTMLElement => found !== null);
}

function lightUp(field: HTMLElement): void {
  for (const lit of document.querySelectorAll(".k-lit")) lit.classList.remove("k-lit");
  const passages = passagesOf(field);
  for (const passage of passages) passage.classList.add("k-lit");
  passages[0]?.scrollIntoView({ block: "nearest" });
}

export function startSourceView(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>("[data-place]:not([data-watched])")) {
    field.dataset.watched = "yes";
    field.addEventListener("focusin", () => lightUp(field));
    field.addEventListener("mouseenter", () => lightUp(field));
  }
}
