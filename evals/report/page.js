// Filters the questions, and shows the passages that were found where they are wanted. Only text is ever written.
const form = document.querySelector(".filters");
const shown = document.querySelector(".shown");
const cases = [...document.querySelectorAll(".case")];
const words = new Map(); // of each case, read when first looked for

function wordsOf(one) {
  if (!words.has(one)) {
    const texts = [...one.querySelectorAll("[data-searched]")].map((part) => part.textContent);
    words.set(one, texts.join("\n").toLocaleLowerCase());
  }
  return words.get(one);
}

function filter() {
  const { words: typed, ...wanted } = Object.fromEntries(new FormData(form));
  const looked = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const fits = (one) =>
    Object.entries(wanted).every(([name, value]) => !value || one.dataset[name] === value) &&
    looked.every((word) => wordsOf(one).includes(word));
  for (const one of cases) one.hidden = !fits(one);
  shown.textContent = `${cases.filter((one) => !one.hidden).length} of ${cases.length} questions`;
}

function showTexts(found) {
  for (const passage of found.querySelectorAll("[data-passage]:not(:has(p))")) {
    const text = document.createElement("p");
    text.dir = "auto";
    text.textContent = document.querySelector(`#${passage.dataset.passage} p`).textContent;
    passage.append(text);
  }
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter)); // once the fields are empty
document.addEventListener("toggle", ({ target }) => target.matches(".found[open]") && showTexts(target), true);
filter();
