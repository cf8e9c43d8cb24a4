// Runs in the bar and in the line below it; `element`, `trigger` and `watch` come from Gradio.
// What is asked and looked up takes the filters from here, so that they are always those that are seen.
const reader = (window.pullquote ??= {});
const form = () => document.getElementById("filter-form");
const toggle = () => document.querySelector("[data-filters]");

// A date that is only half typed has an empty value, but it must not count as none.
const value = (field) => (field.validity.badInput ? "unfinished" : field.value || null);
const fields = () => [...(form()?.elements ?? [])];
reader.filters = () => JSON.stringify(Object.fromEntries(fields().map((field) => [field.name, value(field)])));
reader.unfilter = () => {
  form()?.reset();
  trigger("narrow", {});
};

function show(chosen) {
  for (const tab of element.querySelectorAll("[role=tab]")) {
    const view = document.getElementById(tab.getAttribute("aria-controls"));
    tab.setAttribute("aria-selected", tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    view.setAttribute("role", "tabpanel");
    view.setAttribute("aria-labelledby", tab.id);
    view.hidden = tab !== chosen;
  }
}

function move(event) {
  const tabs = [...element.querySelectorAll("[role=tab]")];
  const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.indexOf(event.target), End: tabs.length };
  if (!tabs.includes(event.target) || !(event.key in steps)) return;
  const at = event.key === "End" ? tabs.length - 1 : tabs.indexOf(event.target) + steps[event.key];
  const tab = tabs[(at + tabs.length) % tabs.length];
  event.preventDefault();
  show(tab);
  tab.focus();
}

function openFilters() {
  form().hidden = !form().hidden;
  toggle().setAttribute("aria-expanded", !form().hidden);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.role === "tab") show(button);
  else if (button && "filters" in button.dataset) openFilters();
  else if (button && "clear" in button.dataset) {
    reader.unfilter();
    toggle().focus();
  }
});
element.addEventListener("keydown", move);
element.addEventListener("change", () => trigger("narrow", {}));
element.addEventListener("submit", (event) => event.preventDefault());
if (element.closest("#filtered")) element.setAttribute("role", "status");
else watch("value", () => show(element.querySelector("[role=tab]")));
