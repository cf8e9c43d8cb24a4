// Runs in the line that says who answers, in the form behind it and in what is said of it; `element`, `trigger` and
// `watch` come from Gradio. A key stays in its field until it is sent, and then in no place here.
const reader = (window.pullquote ??= {});
const form = () => document.getElementById("model-form");
const toggle = () => document.querySelector("[data-models]");
const typed = () => JSON.stringify(Object.fromEntries(new FormData(form())));

function show(open) {
  form().hidden = !open;
  toggle().setAttribute("aria-expanded", open);
  if (open) form().elements.who.focus();
}

// Only what a choice needs is in sight: nothing for quoting, or for the model of the settings.
function fit() {
  const needed = "address" in form().elements.who.selectedOptions[0].dataset;
  for (const one of form().querySelectorAll("[data-written]")) one.hidden = !needed;
}

function prefill() {
  const { address } = form().elements.who.selectedOptions[0].dataset;
  if (address !== undefined) form().elements.base_url.value = address;
  form().elements.api_key.value = "";
  fit();
}

function close() {
  show(false);
  toggle().focus();
}

function showChosen() {
  if (!form()) return;
  form().elements.api_key.value = "";
  if (reader.choosing) close();
  reader.choosing = false;
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("models" in button.dataset) show(form().hidden);
  else if ("try" in button.dataset) trigger("attempt", { typed: typed() });
  else if ("close" in button.dataset) close();
});
element.addEventListener("change", (event) => {
  if (event.target.name === "who") prefill();
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  reader.choosing = true;
  trigger("choose", { typed: typed() });
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && form() && !form().hidden) close();
});
const place = element.closest("#models, #model-said, #model-line").id;
if (place === "model-said") element.setAttribute("role", "status");
if (place === "models") watch("value", fit);
if (place === "model-line") watch("value", showChosen);
