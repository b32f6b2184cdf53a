// What was typed into a form marked data-keep="name" is kept in this browser until it was sent and taken.
// Never kept: passwords, files, hidden fields. A refused form (data-refused) shows what the server gave back.
const prefix = "consensus:typed:";
const sent = "consensus:sent";
const forms = [...document.querySelectorAll("form[data-keep]")];
const nameOf = (form) => prefix + form.dataset.keep;
const skipped = new Set(["password", "file", "hidden", "submit", "button"]);
const fields = (form) => [...form.elements].filter((field) => field.name && !skipped.has(field.type));
const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

function save(form) {
  const typed = fields(form).filter((field) => (isChoice(field) ? field.checked !== field.defaultChecked : field.value !== (field.defaultValue ?? "")))
    .map((field) => [field.name, field.value, field.checked ?? null]);
  try {
    if (typed.length) localStorage.setItem(nameOf(form), JSON.stringify(typed));
    else localStorage.removeItem(nameOf(form));
  } catch { /* private window or full: then nothing is kept */ }
}

function restore(form) {
  let typed;
  try { typed = JSON.parse(localStorage.getItem(nameOf(form))) ?? []; } catch { return; }
  for (const [name, value, checked] of typed) {
    for (const field of fields(form)) {
      if (field.name !== name) continue;
      if (!isChoice(field)) field.value = value;
      else if (field.value === value) field.checked = checked;
    }
  }
}

// The page after a sent form is its answer: unless it shows the form refused, or somebody went back, it was taken.
function forgetWhatWasTaken() {
  const name = sessionStorage.getItem(sent);
  if (!name) return;
  const wentBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const shown = forms.find((form) => nameOf(form) === name);
  // A form marked data-sure is always answered by another page with this script: shown again, it never arrived.
  const untaken = shown && ("refused" in shown.dataset || "sure" in shown.dataset);
  if (!wentBack && !untaken) localStorage.removeItem(name);
  sessionStorage.removeItem(sent);
}

try { forgetWhatWasTaken(); } catch { /* storage is closed */ }
for (const form of forms) {
  if (!("refused" in form.dataset)) restore(form);
  form.addEventListener("input", () => save(form));
  form.addEventListener("submit", () => { try { sessionStorage.setItem(sent, nameOf(form)); } catch {} });
}
// Leaving a shared computer: signing out empties it.
for (const form of document.querySelectorAll("form[data-forget]")) {
  form.addEventListener("submit", () => { for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key); });
}
