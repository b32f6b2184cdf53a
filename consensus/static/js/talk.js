// Opens what is said of a clause beside it; without a script the same link leads to the clause's own page.
const opened = new Map();

async function open(link) {
  const place = link.closest(".own, td, .footnotes > div") ?? link.parentElement;
  const there = opened.get(link);
  if (there) { there.remove(); opened.delete(link); link.setAttribute("aria-expanded", "false"); return; }
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const talk = page.getElementById("talk");
    if (!talk) throw new Error("no talk");
    for (const each of talk.querySelectorAll("[id]")) each.removeAttribute("id");
    talk.removeAttribute("id");
    talk.classList.add("opened");
    talk.tabIndex = -1;
    (place.querySelector(":scope > .after") ?? place).append(document.adoptNode(talk));
    opened.set(link, talk);
    link.setAttribute("aria-expanded", "true");
    talk.focus({ preventScroll: true });
  } catch {
    location.href = link.href;
  } finally {
    link.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-talk]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link);
});

// Words selected inside a clause: a button beside them carries them to the form.
const text = document.querySelector("[data-reading], [data-quotable]");
const button = document.createElement("button");
button.type = "button";
button.className = "take-words";
button.hidden = true;
button.textContent = text?.dataset.quote ?? "";
document.body.append(button);

function words() {
  const chosen = document.getSelection();
  if (!chosen || chosen.isCollapsed || !text) return null;
  const from = chosen.anchorNode?.parentElement?.closest("[data-digest]");
  const to = chosen.focusNode?.parentElement?.closest("[data-digest]");
  const exact = chosen.toString().replace(/\s+/g, " ").trim();
  if (!from || from !== to || exact.length < 2 || exact.length > 1000) return null;
  const now = chosen.anchorNode.parentElement.closest(".now, td, p");
  if (!now || !now.contains(chosen.focusNode)) return null;
  const range = chosen.getRangeAt(0);
  const before = document.createRange();
  before.setStart(now, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(now, now.childNodes.length);
  const tidy = (some) => some.toString().replace(/\s+/g, " ");
  return { clause: from, exact, prefix: tidy(before).slice(-32), suffix: tidy(after).slice(0, 32), box: range.getBoundingClientRect() };
}

document.addEventListener("selectionchange", () => {
  const taken = words();
  button.hidden = !taken || !button.textContent;
  if (button.hidden) return;
  button.style.insetInlineStart = "auto";
  button.style.left = `${Math.max(8, Math.min(taken.box.left + scrollX, innerWidth - 180))}px`;
  button.style.top = `${taken.box.bottom + scrollY + 8}px`;
});
button.addEventListener("pointerdown", (event) => event.preventDefault());

// Into the form of this page, or to the form of the clause.
function carry(taken) {
  const form = document.querySelector("form.compose:has([name=quote])");
  if (form) {
    for (const [name, value] of [["quote", taken.exact], ["prefix", taken.prefix], ["suffix", taken.suffix]]) form.elements[name].value = value;
    form.elements.quote.dispatchEvent(new Event("input", { bubbles: true }));
    form.elements.body.focus();
    return;
  }
  const say = taken.clause.querySelector("a.say");
  if (!say) return;
  const address = new URL(say.href);
  address.searchParams.set("quote", taken.exact);
  address.searchParams.set("prefix", taken.prefix);
  address.searchParams.set("suffix", taken.suffix);
  location.href = address;
}
button.addEventListener("click", () => {
  const taken = words();
  if (!taken) return;
  carry(taken);
  document.getSelection().removeAllRanges();
});
