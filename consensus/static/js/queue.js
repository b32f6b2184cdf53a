// The desk's queue by keyboard: j and k move, x ticks, a answers, e takes care, / goes to the filter. Can be switched off.
const rows = [...document.querySelectorAll("[data-row]")];
const keys = document.querySelector("[data-keys]");
const on = keys?.querySelector("[data-keys-on]");
const chosen = document.querySelector("[data-chosen]");
const ticks = () => document.querySelectorAll("[data-row] input:checked");
const name = "consensus:queue-keys";

function current() {
  return document.activeElement?.closest("[data-row]") ?? null;
}

function move(by) {
  const at = rows.indexOf(current());
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

function tick(row) {
  const box = row?.querySelector(".tick input");
  if (box) { box.checked = !box.checked; count(); }
}

function act(what) {
  const button = document.querySelector(`[data-do=${what}]`);
  const row = current();
  if (what === "answer" && !ticks().length) { row?.querySelector("[data-answer]")?.click(); return; }
  if (!ticks().length) tick(row);
  if (ticks().length) button?.click();
}

function count() {
  const n = ticks().length;
  if (chosen) chosen.textContent = n ? chosen.dataset.words.replace("#", n) : "";
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  x: () => tick(current()),
  a: () => act("answer"),
  e: () => act("mine"),
  "/": () => document.querySelector("[data-filters] select")?.focus(),
};

function writing(target) {
  return target.closest("textarea, select, [contenteditable]") || (target.matches("input") && target.type !== "checkbox");
}

if (keys && on) {
  keys.hidden = false;
  on.checked = localStorage.getItem(name) !== "off";
  on.addEventListener("change", () => localStorage.setItem(name, on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
}
document.addEventListener("change", (event) => { if (event.target.closest("[data-row]")) count(); });
count();
