// While one types a comment, what was said before that is like it is looked for, a moment after the last key.
// Without this script the button beside the field asks the same.
const place = document.querySelector("[data-raised]");
const form = place?.closest("form");
const words = form?.elements.body;
let timer, asked, last = words?.value.trim() ?? "";

async function ask() {
  const text = words.value.trim();
  if (text === last) return;
  last = text;
  asked?.abort();
  if (text.length < 20) { place.replaceChildren(); return; }
  asked = new AbortController();
  const fields = new FormData();
  for (const name of ["csrf_token", "body"]) fields.set(name, form.elements[name].value);
  fields.set("only", "raised");
  try {
    const answer = await fetch(place.dataset.raised, { method: "POST", body: fields, signal: asked.signal });
    if (!answer.ok) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (found.querySelector("li")) place.replaceChildren(...found.childNodes);
    else place.replaceChildren();
  } catch { /* offline, or something newer was typed: then nothing is shown */ }
}

words?.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 900); });
