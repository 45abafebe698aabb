// What the browser adds to pages that work without it: smooth loading through htmx, the source
// viewer, and a few small comforts. Nothing here carries a rule of the product.
import htmx from "htmx.org";
import { startSourceView } from "./source_view";
import { startForms } from "./forms";

// The content security policy allows no inline style and no eval.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;   // pages hold what a shared tablet must not keep

function start(root: ParentNode): void {
  startForms(root);
  startSourceView(root);
}

document.addEventListener("DOMContentLoaded", () => start(document));
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target instanceof HTMLElement) start(event.target);
});
