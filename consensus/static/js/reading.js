// Comfort for long reading; the page is whole without it. Kept in this browser only: consensus:at:<draft> the clause
// where one stopped, consensus:read {clause: digest of its words}, consensus:keys "on" or "off".
const text = document.querySelector("[data-reading]");
const clauses = [...text.querySelectorAll("[data-digest]")];
const find = (name) => document.querySelector(`[data-${name}]`);
const number = (clause) => clause.querySelector(".no").textContent.match(/[\d.]+/)[0];
const place = `consensus:at:${text.dataset.reading}`;

function kept(name, otherwise) {
  try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; }
}
function keep(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch {}
}

const read = kept("consensus:read", {});
let current = -1;

function offerToGoOn() {
  const clause = document.getElementById(kept(place, ""));
  if (!clause || location.hash || clauses.indexOf(clause) < 2) return;
  const offer = find("resume");
  offer.querySelector("a").href = `#${clause.id}`;
  offer.querySelector("b").textContent = number(clause);
  offer.hidden = false;
}

function sayWhatChanged() {
  for (const clause of clauses) {
    const before = read[clause.id];
    const words = clause.querySelector(":scope > .own > .words > .now");
    if (!before || before === clause.dataset.digest || !words) continue;
    words.dataset.said = text.dataset.changed;
    clause.classList.add("since-read");
  }
}

function showStep(link, clause) {
  link.toggleAttribute("hidden", !clause);
  if (!clause) return;
  link.href = `#${clause.id}`;
  link.querySelector("b").textContent = number(clause);
}

function standAt(index) {
  if (index === current || index < 0) return;
  current = index;
  keep(place, clauses[index].id);
  showStep(find("previous"), clauses[index - 1]);
  showStep(find("next"), clauses[index + 1]);
}

function countRead() {
  const count = clauses.filter((clause) => read[clause.id] === clause.dataset.digest).length;
  const shown = find("progress");
  shown.textContent = shown.dataset.words.replace("{read}", count).replace("{all}", clauses.length);
  shown.hidden = false;
}

function go(step) {
  const clause = clauses[current + step];
  if (!clause) return;
  standAt(current + step);
  clause.scrollIntoView({ block: "start", behavior: "instant" });
  clause.querySelector(".no a").focus({ preventScroll: true });
}

// A clause counts as read when its words were on the screen for a second and a half.
function watch() {
  const waiting = new Map();
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(waiting.get(target));
      if (isIntersecting) waiting.set(target, setTimeout(() => {
        const clause = target.closest("[data-digest]");
        read[clause.id] = clause.dataset.digest;
        keep("consensus:read", { ...kept("consensus:read", {}), ...read });
        countRead();
      }, 1500));
    }
  }, { threshold: 0.6 });
  const near = new Set();
  const passing = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) near[isIntersecting ? "add" : "delete"](target.closest("[data-digest]"));
    if (!near.has(clauses[current])) standAt(clauses.findIndex((clause) => near.has(clause)));
  }, { rootMargin: "-20px 0px -70% 0px" });
  for (const clause of clauses) {
    const words = clause.querySelector(".words, td, p") ?? clause;
    seen.observe(words);
    passing.observe(words);
  }
}

// Single keys can be switched off, for those who speak to their computer.
function listen() {
  const box = find("keys");
  const on = box.querySelector("input");
  on.checked = kept("consensus:keys", "on") === "on";
  on.addEventListener("change", () => keep("consensus:keys", on.checked ? "on" : "off"));
  box.hidden = false;
  addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !on.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    go(step);
  });
}

// On wide screens a definition opens under its word; on small ones at the foot, as without a script.
function openDefinitions() {
  for (const link of document.querySelectorAll("a.term")) {
    const box = document.getElementById(link.hash.slice(1));
    if (!box?.showPopover) continue;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      box.showPopover({ source: link });
      if (innerWidth > 1151) {
        const at = link.getBoundingClientRect();
        Object.assign(box.style, { inset: "auto", inlineSize: "24rem", left: `${Math.min(at.left, innerWidth - 400)}px`, top: `${at.bottom + 8}px` });
      }
      box.querySelector("a").focus();
    });
    box.querySelector(".close").addEventListener("click", (event) => { event.preventDefault(); box.hidePopover(); link.focus(); });
  }
}

function closeContentsAfterChoice() {
  const contents = document.getElementById("contents");
  contents.addEventListener("click", (event) => { if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover(); });
}

// At the head of the page nothing lies over the text; the bar stays in sight once one reads.
function keepBarInSight() {
  const bar = document.querySelector(".reading-bar");
  new IntersectionObserver(([head]) => bar.classList.toggle("stays", !head.isIntersecting)).observe(document.querySelector("h1"));
}

offerToGoOn();
if (text.dataset.changed) sayWhatChanged();
standAt(0);
countRead();
find("steps").hidden = false;
watch();
listen();
openDefinitions();
closeContentsAfterChoice();
keepBarInSight();
