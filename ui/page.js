// Runs once in each gr.HTML that carries it; `element`, `trigger` and `watch` come from Gradio.
// Both panes share what the reader last did: the button that opened the source, and whether to go there.
const reader = (window.pullquote ??= { opener: null, going: false });
const beside = window.matchMedia("(min-width: 900px)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const pane = () => document.getElementById("pane");
const source = () => document.querySelector("#source .source");
const motion = () => (calm.matches ? "auto" : "smooth");

function showOpenChip() {
  const open = source()?.dataset.place;
  for (const chip of document.querySelectorAll("#conversation [data-place]")) {
    if (chip.dataset.place === open) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
  }
}

function showSource() {
  const mark = document.querySelector("#source mark.current");
  const heading = document.querySelector("#source h2");
  showOpenChip();
  if (beside.matches) {
    const shift = mark ? mark.getBoundingClientRect().top - pane().getBoundingClientRect().top : 0;
    const top = mark ? pane().scrollTop + shift - pane().clientHeight / 3 : 0;
    pane().scrollTo({ top, behavior: motion() });
  } else if (reader.going) {
    (mark ?? heading)?.scrollIntoView({ block: mark ? "center" : "start", behavior: motion() });
    heading?.focus({ preventScroll: true });
  }
  reader.going = false;
}

function open(button) {
  if (element.querySelector(".log")) reader.opener = button;
  reader.going = true;
  if (source()?.dataset.place === button.dataset.place) showSource();
  else trigger("open", { place: JSON.parse(button.dataset.place) });
}

function listArticles() {
  reader.going = true;
  trigger("library", {});
}

function goBack() {
  const opener = reader.opener?.isConnected ? reader.opener : document.querySelector("#conversation .turn:last-of-type h2");
  opener?.scrollIntoView({ block: "center", behavior: motion() });
  opener?.focus({ preventScroll: true });
}

async function copy(button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Copying is not allowed here";
  }
  setTimeout(() => (button.textContent = label), 2000);
}

function showNewestTurn() {
  const turn = element.querySelector(".turn:last-of-type");
  if (turn) {
    turn.scrollIntoView({ block: "start", behavior: motion() });
    if (document.activeElement === document.body) turn.querySelector("h2").focus({ preventScroll: true });
  }
  showOpenChip();
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("place" in button.dataset) open(button);
  else if ("ask" in button.dataset) trigger("ask", { question: button.dataset.ask });
  else if ("library" in button.dataset) listArticles();
  else if ("back" in button.dataset) goBack();
  else if ("copy" in button.dataset) copy(button);
});

watch("value", () => (element.querySelector(".log") ? showNewestTurn() : showSource()));
