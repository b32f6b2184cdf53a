// While one types in the search box: questions to ask and things to go to, as a list that the keyboard walks through.
// Fetched by find.js when somebody comes to the box. Without it, the box is a form like any other.
const box = document.querySelector("input[name=q]");
const kept = new Map();
let list, said, timer, asked, chosen = -1;

if (!document.querySelector("link[href*='css/search.css']")) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("../css/search.css", import.meta.url).pathname;
  document.head.append(style);
}

function prepare() {
  list = document.createElement("div");
  Object.assign(list, { id: "offers", className: "offers", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("aria-label") ?? box.labels[0].textContent);
  said = document.createElement("span");
  said.className = "vh";
  said.setAttribute("role", "status");
  box.after(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "offers" })) box.setAttribute(name, value);
}

function close() {
  list.hidden = true;
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function option(item, n, before) {
  const one = document.createElement("div");
  const words = document.createElement("span");
  Object.assign(one, { id: `offer-${n}`, className: item.kind && !before?.kind && n ? "to-it" : "" });
  one.setAttribute("role", "option");
  one.dataset.url = item.url;
  words.textContent = item.text;
  words.dir = "auto";
  words.translate = false;
  if (item.language) words.lang = item.language;
  one.append(words);
  if (item.kind) one.append(Object.assign(document.createElement("small"), { textContent: item.kind }));
  return one;
}

function show(answer) {
  chosen = -1;
  box.removeAttribute("aria-activedescendant");
  list.replaceChildren(...answer.items.map((item, n) => option(item, n, answer.items[n - 1])));
  list.hidden = answer.items.length === 0;
  box.setAttribute("aria-expanded", String(!list.hidden));
  said.textContent = answer.said;
}

function choose(step) {
  const all = [...list.children];
  all[chosen]?.removeAttribute("aria-selected");
  chosen = ((chosen + 1 + step + all.length + 1) % (all.length + 1)) - 1;
  all[chosen]?.setAttribute("aria-selected", "true");
  all[chosen]?.scrollIntoView({ block: "nearest" });
  if (chosen < 0) box.removeAttribute("aria-activedescendant");
  else box.setAttribute("aria-activedescendant", all[chosen].id);
}

async function ask() {
  const text = box.value.trim();
  asked?.abort();
  if (text.length < 2) { close(); return; }
  try {
    if (!kept.has(text)) {
      asked = new AbortController();
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (!answer.ok) return;
      kept.set(text, await answer.json());
    }
    if (box.value.trim() === text && document.activeElement === box) show(kept.get(text));
  } catch { /* offline, or something newer was typed: then nothing is offered */ }
}

prepare();
box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
if (document.activeElement === box && box.value !== box.defaultValue) ask(); // typed before this script was here
box.addEventListener("blur", () => { clearTimeout(timer); close(); });
box.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { event.preventDefault(); if (list.hidden) ask(); else choose(step); }
  else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
  else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); location.href = list.children[chosen].dataset.url; }
});
list.addEventListener("pointerdown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const one = event.target.closest("[role=option]");
  if (one) location.href = one.dataset.url;
});
