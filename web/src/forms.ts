// Forms: a button is pressed once, and a filter applies when its choice changes.

function preventDoubleSubmit(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  });
}

function applyOnChange(form: HTMLFormElement): void {
  for (const select of form.querySelectorAll("select")) {
    select.addEventListener("change", () => form.requestSubmit());
  }
}

function askFirst(form: HTMLFormElement, question: string): void {
  form.addEventListener("submit", (event) => {
    if (window.confirm(question)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}

// The names of the chosen files, in Danish and all of them; the browser counts them in its own language.
function nameFiles(field: HTMLInputElement): void {
  const shown = field.parentElement?.querySelector<HTMLElement>(".k-file-names");
  if (!shown) return;
  const tell = (): void => {
    const names = [...(field.files ?? [])].map((one) => one.name);
    field.parentElement?.setAttribute("data-named", "");
    shown.textContent = names.length === 0 ? (shown.dataset.none ?? "") : names.length === 1 ? names[0] : `${names.length} filer: ${names.join(", ")}`;
  };
  field.addEventListener("change", tell);
  tell();
}

export function startForms(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form:not([data-started])")) {
    form.dataset.started = "yes";
    if (form.dataset.confirm) askFirst(form, form.dataset.confirm);
    if (form.method === "post") preventDoubleSubmit(form);
    if (form.classList.contains("k-filter")) applyOnChange(form);
    form.querySelectorAll<HTMLInputElement>('.k-file input[type="file"]').forEach(nameFiles);
  }
}

// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});
