// A review is saved as one goes: what was typed is sent a moment after the last key. Without this script the buttons do the same.
const form = document.querySelector("form[data-saves]");
const WAIT = 1500;
let timer = 0;
let busy = false;
let again = false;
let leaving = false;

function say(words) {
  form.querySelector("[data-said-of-sheet]").textContent = words;
}

async function save() {
  if (busy) { again = true; return; }
  busy = true;
  say(form.dataset.saving);
  const sent = new FormData(form);
  sent.set("answer", "part");
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent, headers: { Accept: "application/json" }, redirect: "error" });
    if (!answer.ok) throw new Error(sentenceIn(await answer.text()) || answer.statusText);
    form.elements.revision.value = (await answer.json()).revision;
    say(form.dataset.saves.replace("{time}", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })));
  } catch (error) {
    say(form.dataset.unsaved.replace("{why}", error.message));
  }
  busy = false;
  if (again && !leaving) { again = false; save(); }
}

// A refusal comes as the page with the reason at its top.
function sentenceIn(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  return page.querySelector("#errors .notice-title")?.textContent.trim() ?? "";
}

// How many requirements are answered, of those that the draft asks for.
function count() {
  const place = form.querySelector("[data-progress-of-sheet]");
  const asked = form.querySelectorAll(".is-required .question");
  const answered = [...asked].filter((each) => each.querySelector("[name^=available-]:checked:not([value=unknown])"));
  place.textContent = place.dataset.progressOfSheet.replace("{n}", answered.length).replace("{all}", asked.length);
}

form?.addEventListener("input", count);
if (form && !("refused" in form.dataset)) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
}
