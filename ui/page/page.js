// Runs once in each gr.HTML that carries it; `element`, `trigger` and `watch` come from Gradio.
// Both panes share what the reader last did: the button that opened the source, and whether to go there.
const reader = (window.pullquote ??= {});
const beside = window.matchMedia("(min-width: 900px)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const pane = () => document.getElementById("pane");
const source = () => document.querySelector("#source .source");
const place = element.closest("#log, #pending, #verdict, #finding, #draft-verdict, #checked, #source").id;
const talk = () => document.getElementById("talk");
const opened = new WeakSet(); // what the reader has unfolded, which a new answer must not fold
const boxes = "#question textarea, #excerpt textarea, #draft textarea";
const motion = () => (calm.matches ? "auto" : "smooth");

function showOpenChip() {
  const open = source()?.dataset.place;
  for (const chip of document.querySelectorAll("#talk [data-place]")) {
    if (chip.dataset.place === open) chip.setAttribute("aria-current", "true");
    else chip.removeAttribute("aria-current");
  }
}

function showSource() {
  const mark = document.querySelector("#source mark.current");
  const heading = document.querySelector("#source h2");
  if ([undefined, reader.wanted].includes(source()?.dataset.place)) reader.opening = false;
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
  if (place !== "source") reader.opener = button;
  reader.scrolled = true;
  reader.going = true;
  if (source()?.dataset.place === button.dataset.place && !reader.opening) showSource();
  else {
    reader.wanted = button.dataset.place;
    reader.opening = true; // until it is there: what is asked for in between must not be taken as shown
    trigger("open", {});
  }
}

function listArticles() {
  reader.going = true;
  trigger("library", {});
}

function goBack() {
  const seen = (button) => button?.isConnected && button.checkVisibility();
  const heads = [...document.querySelectorAll("#log .turn:last-of-type h2, #verdict h2, #draft-verdict h2")].filter(seen);
  const opener = seen(reader.opener) ? reader.opener : heads[0] ?? document.querySelector("[role=tab][tabindex='0']");
  opener?.scrollIntoView({ block: "center", behavior: motion() });
  opener?.focus({ preventScroll: true });
}

async function copy(button) {
  const label = button.textContent;
  try {
    const only = "only" in talk().dataset && button.dataset.supported;
    await navigator.clipboard.writeText(only || button.dataset.copy);
    button.textContent = "Copied";
  } catch {
    button.textContent = "Copying is not allowed here";
  }
  setTimeout(() => (button.textContent = label), 2000);
}

function askOffered(button) {
  if ("unfiltered" in button.dataset) reader.unfilter();
  trigger("ask", { question: button.dataset.ask });
}

function showVerdict() {
  const told = element.querySelector("h2, .error, .pending");
  if (told && !beside.matches) told.scrollIntoView({ block: told.matches("h2") ? "start" : "nearest", behavior: motion() });
}

// A turn grows while it is written: its question stays at the top until the reader scrolls.
function keepNewestTurn() {
  const turn = document.querySelector("#log .turn:last-of-type");
  if (turn && !reader.scrolled) turn.scrollIntoView({ block: "start", behavior: motion() });
}

function showNewestTurn() {
  const turns = element.querySelectorAll(".turn");
  if (turns.length !== reader.turns) reader.scrolled = false;
  reader.turns = turns.length;
  keepNewestTurn();
  if (turns.length && document.activeElement === document.body) {
    turns[turns.length - 1].querySelector("h2").focus({ preventScroll: true });
  }
  for (const one of element.querySelectorAll("details")) one.open = opened.has(one);
  showOnly();
  showOpenChip();
}

function showOnly() {
  for (const one of document.querySelectorAll("[data-only]")) {
    if (one.tagName === "BUTTON") one.setAttribute("aria-pressed", "only" in talk().dataset);
  }
}

function toggleOnly() {
  if ("only" in talk().dataset) delete talk().dataset.only;
  else talk().dataset.only = "";
  showOnly();
}

function translate(button) {
  const turns = [...element.querySelectorAll(".turn")];
  trigger("gloss", { turn: turns.indexOf(button.closest(".turn")), number: Number(button.dataset.gloss) });
}

element.addEventListener("click", (event) => {
  const folded = event.target.closest("summary")?.parentElement;
  if (folded) opened[folded.open ? "delete" : "add"](folded);
  const button = event.target.closest("button, a[data-place]");
  if (!button) return;
  if (button.tagName === "A") event.preventDefault();
  if ("place" in button.dataset) open(button);
  else if ("ask" in button.dataset) askOffered(button);
  else if ("library" in button.dataset) listArticles();
  else if ("back" in button.dataset) goBack();
  else if ("copy" in button.dataset) copy(button);
  else if ("only" in button.dataset) toggleOnly();
  else if ("gloss" in button.dataset) translate(button);
});

// Gradio writes a box from left to right; what is typed tells which way it runs.
for (const box of document.querySelectorAll(boxes)) box.dir = "auto";

// Ctrl+Enter in a box presses the button that stands below it.
function sendFrom(box, send) {
  element.setAttribute("role", "status");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.closest(box)) return;
    event.preventDefault();
    document.querySelector(send).click();
  });
}

if (place === "verdict") sendFrom("#excerpt", "#look-up");
if (place === "draft-verdict") sendFrom("#draft", "#check-draft");
if (place === "log") {
  document.addEventListener("focusin", ({ target }) => target.matches(boxes) && (target.dir = "auto"));
  const scrolled = ({ target }) => (reader.scrolled ||= !target.closest?.("#question"));
  for (const kind of ["wheel", "touchmove", "keydown"]) addEventListener(kind, scrolled, { passive: true });
}
const shown = {
  log: showNewestTurn,
  pending: keepNewestTurn,
  verdict: showVerdict,
  finding: showOpenChip,
  "draft-verdict": showVerdict,
  checked: showOpenChip,
  source: showSource,
};
watch("value", () => shown[place]());
