// One click or one key takes a position, and only what stands beside the clause is put in anew. Without a script the same
// buttons send the same form and the page comes back. Keys s l a o act on the clause that has the focus, never on another.
const form = document.getElementById("take");
const told = document.createElement("p");
told.className = "vh";
told.setAttribute("role", "status");
document.body.append(told);

async function take(button) {
  const place = button.closest("[data-stand]");
  const group = button.closest(".take");
  const sent = new URLSearchParams(new FormData(form));
  sent.set(button.name, button.value);
  sent.set("answer", "part");
  group.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: sent, headers: { Accept: "text/html" }, redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = page.querySelector("[data-said]");
    place.replaceWith(document.adoptNode(said.querySelector("[data-stand]")));
    told.textContent = said.dataset.said;
    document.querySelector(`[data-stand="${CSS.escape(place.dataset.stand)}"] [value="${button.value}"]`)?.focus({ preventScroll: true });
  } catch {
    button.dataset.whole = "yes";
    form.requestSubmit(button);
  }
}

if (form) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[form=take]");
    if (!button || button.dataset.whole || event.button) return;
    event.preventDefault();
    if (!button.closest("[aria-busy]")) take(button);
  });

  const keys = { s: "support", l: "accept", a: "abstain", o: "object" };
  addEventListener("keydown", (event) => {
    const choice = keys[event.key];
    const on = document.querySelector("[data-keys] input");
    if (!choice || !on?.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const clause = document.activeElement?.closest("[data-digest]");
    const way = clause?.querySelector(`[data-stand="${CSS.escape(clause.id)}"] .take :is([value="${choice}"], [data-choice="${choice}"])`);
    if (way) { event.preventDefault(); way.click(); }
  });
}
