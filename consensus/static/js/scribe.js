// Keying by keyboard: a number takes the position and goes on, Enter goes to the next field, 0 passes over a clause, and
// after the last one Enter stores it all. Without a script the same fields are typed with Tab between them.
const form = document.querySelector("[data-scribing]");
const list = form?.querySelector("[data-keying]");
const said = list ? JSON.parse(list.dataset.said) : {};
const digits = [...(list?.querySelectorAll("input.key") ?? [])];
const button = form?.querySelector("button.primary");
const wordsOf = (digit) => digit.closest("li").querySelector("textarea");

function name(digit) {
  digit.parentElement.querySelector("output").textContent = said[digit.value.trim()] ?? "";
}

function goTo(field) {
  field?.focus();
  field?.select?.();
  field?.closest("li")?.scrollIntoView({ block: "nearest" });
}

function next(digit) {
  goTo(digits[digits.indexOf(digit) + 1] ?? button);
}

function typed(digit) {
  const key = digit.value.trim();
  if (key === "0") digit.value = "";
  name(digit);
  if (key === "4") goTo(wordsOf(digit));
  else if (key === "0" || said[key]) next(digit);
}

function entered(event) {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const field = event.target;
  if (field === button || field.matches("button, a, summary")) return;
  event.preventDefault();
  if (field.matches("input.key")) next(field);
  else if (field.matches("textarea")) next(field.closest("li").querySelector("input.key"));
  else onward(field);
}

function onward(field) {
  const before = [...form.querySelectorAll(".of-whom input, .of-whom select")];
  goTo(before[before.indexOf(field) + 1] ?? digits[0] ?? button);
}

if (list) {
  for (const digit of digits) { digit.addEventListener("input", () => typed(digit)); name(digit); }
  form.addEventListener("keydown", entered);
  list.addEventListener("keydown", (event) => {
    if (!event.target.matches("input.key") || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    goTo(digits[digits.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]);
  });
  form.querySelector("[data-hint]")?.removeAttribute("hidden");
  // Whoever began to type before this ran is left where they are.
  if (!document.querySelector("#errors") && !form.contains(document.activeElement)) goTo(form.querySelector(".of-whom input, .of-whom select"));
}
