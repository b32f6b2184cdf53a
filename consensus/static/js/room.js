// A room: its tiny state is asked for, without cookies, a little more often than once in two seconds; what the page shows of
// it is put in anew when its version rises. What somebody does is sent at once; without a connection it is kept here, in
// order, and sent later. Without a script every button sends its form and every page can be loaded again.
const room = document.querySelector("[data-room], [data-again]");
const words = room.dataset;
const every = 1100;
let version = Number(words.version || 0);
let at = null; // the clause that the room was sent to last from here, until the page shows it
let failed = 0;
let looking = false;
let shown = Date.now();
let timer;

// --- Following -------------------------------------------------------------------------------------------------------

async function look(force = false) {
  if (looking) return;
  looking = true;
  clearTimeout(timer);
  try {
    const answer = words.room && await fetch(words.room, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(8000) });
    if (answer && !answer.ok) throw new Error(answer.status);
    const now = answer ? await answer.json() : null;
    const here = now === null ? version : now.open ? now.version : -now.version; // closing is something to see, too
    if (here !== version || force || (words.again && Date.now() - shown > Number(words.again))) await show();
    version = here;
    failed = 0;
  } catch {
    failed += 1;
  } finally {
    looking = false;
    tell();
    const pause = document.hidden ? 8000 : Math.min((words.room ? every : Number(words.again)) * 2 ** failed, 20000);
    timer = setTimeout(look, pause * (0.8 + 0.4 * Math.random()));
  }
}

async function fetched(path, own) {
  const answer = await fetch(path, { credentials: own ? "same-origin" : "omit", cache: "no-cache", signal: AbortSignal.timeout(8000) });
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function show() {
  const pages = new Map();
  for (const region of document.querySelectorAll("[data-live]:not([data-every])")) {
    const path = region.dataset.live;
    if (!pages.has(path)) pages.set(path, await fetched(path, "own" in region.dataset));
    const fresh = pages.get(path).getElementById(region.id);
    if (fresh && region.isConnected) put(region, document.importNode(fresh, true));
  }
  shown = Date.now();
}

// Nothing that is being typed is taken away, and the focus stays where it was.
function put(region, fresh) {
  if (region === room && fresh.dataset.room !== words.room) return location.reload();
  if (isTyped(region) || (region.id === "now" && holds(fresh))) return;
  const focus = region.contains(document.activeElement) ? document.activeElement.id : "";
  for (const one of region.querySelectorAll("details[open][id]")) fresh.querySelector(`#${CSS.escape(one.id)}`)?.setAttribute("open", "");
  region.replaceWith(fresh);
  if (fresh.id === "running") at = null;
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  if (fresh.id === "now") turned(fresh);
  localTimes(fresh);
}

const fields = "textarea, input:not([type=hidden], [type=radio], [type=checkbox], [type=submit])";
const isTyped = (within) => [...within.querySelectorAll(fields)].some((one) => one.value !== one.defaultValue)
  || [...within.querySelectorAll("input[type=checkbox]")].some((one) => one.checked !== one.defaultChecked);

// Figures of revealed positions, as often as their place says.
async function figures() {
  const region = document.querySelector("[data-live][data-every]");
  try {
    const fresh = region && (await fetched(region.dataset.live)).getElementById(region.id);
    if (fresh && region.isConnected) region.replaceChildren(...document.importNode(fresh, true).childNodes);
  } catch { /* next time */ }
  const often = region?.childElementCount ? Number(region.dataset.every) : 1000;
  setTimeout(figures, often * (0.8 + 0.4 * Math.random()));
}

// --- What is sent ----------------------------------------------------------------------------------------------------

const box = `consensus:acts:${location.pathname}`;
let acts = [];
try { acts = JSON.parse(sessionStorage.getItem(box)) ?? []; } catch { /* none */ }
let sending = false;
let cutOff = 0;

function keep() {
  try { sessionStorage.setItem(box, JSON.stringify(acts)); } catch { /* then only this page knows them */ }
  tell();
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  body.set("answer", "part");
  const name = event.submitter?.dataset.says || event.submitter?.textContent.trim() || "";
  const shows = form.dataset.act === "show" ? body.get("key") : null;
  const before = acts.findLast((act) => act.shows !== null)?.shows ?? at;
  if (before !== null && body.has("seen")) body.set("seen", before);
  acts.push({ path: event.submitter?.getAttribute("formaction") || form.getAttribute("action"), body: String(body), name, form: form.id, shows });
  form.setAttribute("aria-busy", "true");
  keep();
  send();
});

async function send() {
  if (sending) return;
  sending = true;
  while (acts.length) {
    const act = acts[0];
    const body = new URLSearchParams(act.body);
    let told, taken;
    try {
      const answer = await fetch(act.path, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", signal: AbortSignal.timeout(15000) });
      if (answer.status === 429 || answer.status >= 500) throw new Error(answer.status);
      told = await answer.text();
      taken = answer.ok;
    } catch {
      cutOff += 1;
      keep();
      setTimeout(send, Math.min(1000 * 2 ** cutOff, 15000));
      break;
    }
    cutOff = 0;
    acts.shift();
    keep();
    answered(act, told, taken);
  }
  sending = false;
}

function answered(act, told, taken) {
  const form = act.form ? document.getElementById(act.form) : null;
  form?.removeAttribute("aria-busy");
  if (!taken) {
    const page = new DOMParser().parseFromString(told, "text/html");
    const said = [...page.querySelectorAll("#errors p, #errors li")].map((one) => one.textContent.trim());
    return say(said.join(" ") || page.querySelector("main p")?.textContent, form, true);
  }
  const found = JSON.parse(told);
  if (act.shows !== null) at = act.shows;
  if (form && "clears" in form.dataset) form.reset();
  if (found.nonce && form?.elements.nonce) form.elements.nonce.value = found.nonce;
  if (found.key) mine(found);
  say(found.said, form);
  setTimeout(() => look(true));
}

// What was done is said beside its form, where there is a place for it; what was said before goes.
function say(sentence, form = null, wrong = false) {
  for (const one of document.querySelectorAll(".told-now")) one.textContent = "";
  for (const one of document.querySelectorAll("[data-once]")) one.remove();
  const place = (form && document.getElementById(`spoken-${form.id}`)) || document.getElementById("spoken") || document.querySelector(".told-now");
  if (!place) return;
  place.className = `told-now ${wrong ? "error" : "done-word"}`;
  place.textContent = sentence || "";
}

// Says that a connection is missing, and what waits for it.
function tell() {
  const place = document.getElementById("unsent");
  if (!place) return;
  const lost = failed > 2 || cutOff > 0;
  place.hidden = !lost;
  place.querySelector("[data-lost]").hidden = !lost;
  place.querySelector("ul").replaceChildren(...(cutOff ? acts : []).map((act) => Object.assign(document.createElement("li"), { textContent: act.name })));
  place.querySelector("[data-kept]").hidden = !(cutOff && acts.length);
}
addEventListener("beforeunload", (event) => { if (acts.length && cutOff) event.preventDefault(); });

// --- The phone -------------------------------------------------------------------------------------------------------

const stand = document.getElementById("stand");
let own = {};
try { own = JSON.parse(stand?.dataset.mine || "{}"); } catch { /* none */ }
const typed = new Map();
let next = null;

const textareas = () => [...document.querySelectorAll(".room textarea")];
const isWriting = () => textareas().some((one) => one.value.trim());

// Whoever is writing stays with the clause they write about, and is told that the room went on.
function holds(fresh) {
  const now = document.getElementById("now");
  const bar = document.getElementById("moved-on");
  const elsewhere = bar && fresh.dataset.key !== now.dataset.key && isWriting();
  next = elsewhere ? fresh : null;
  if (bar) bar.hidden = !elsewhere;
  if (elsewhere) bar.querySelector("b").textContent = fresh.dataset.number;
  return Boolean(elsewhere);
}

document.getElementById("moved-on")?.querySelector("button").addEventListener("click", () => {
  const now = document.getElementById("now");
  if (!next) return;
  typed.set(now.dataset.key, textareas().map((one) => one.value));
  document.getElementById("moved-on").hidden = true;
  const fresh = next;
  next = null;
  now.replaceWith(fresh);
  turned(fresh);
});

function turned(now) {
  const { key, number } = now.dataset;
  for (const place of document.querySelectorAll("[data-of-clause]")) place.hidden = !key || "closed" in now.dataset;
  for (const place of document.querySelectorAll("[data-of-room]")) place.hidden = "closed" in now.dataset;
  if (!stand || stand.elements.key.value === (key ?? "")) return;
  for (const field of document.querySelectorAll(".room input[name=key]")) field.value = key ?? "";
  for (const place of document.querySelectorAll("[data-number-of]")) place.textContent = number ?? "";
  const kept = typed.get(key) ?? [];
  textareas().forEach((one, n) => { one.value = kept[n] ?? ""; });
  document.querySelector(".objecting")?.toggleAttribute("open", Boolean(kept[0]));
  say("");
  press(own[key]);
}

function mine({ key, choice }) {
  own[key] = choice;
  typed.delete(key);
  if (stand?.elements.key.value === key) {
    press(choice);
    if (choice === "object") { document.querySelector(".objecting").removeAttribute("open"); document.getElementById("f-reason").value = ""; }
  }
}

function press(choice) {
  for (const button of document.querySelectorAll("#stand button[name=position]:not(.primary)")) button.setAttribute("aria-pressed", String(button.value === choice));
  document.querySelector(".objecting")?.toggleAttribute("data-on", choice === "object");
  const place = document.getElementById("own-word");
  if (place) place.textContent = choice ? place.dataset[choice] : "";
}

// --- Times as the reader's clock shows them ----------------------------------------------------------------------------

function localTimes(within = document) {
  for (const place of within.querySelectorAll("[data-here]")) {
    const at = new Date(place.dataset.at);
    place.textContent = place.dataset.here.replace("{}", at.toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
  }
}

localTimes();
document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
addEventListener("online", () => { look(); send(); });
if (acts.length) send();
setTimeout(look, Math.random() * every);
figures();
