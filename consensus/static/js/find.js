// The search box: / goes there, unless single keys are switched off. What helps while one types comes when it is needed.
const box = document.querySelector("input[name=q]");
const help = () => import("./search.js");
if (box && box === document.activeElement) help();
else box?.addEventListener("focus", help, { once: true });
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable]") || localStorage["consensus:keys"] === "off") return;
  event.preventDefault();
  if (box?.offsetParent) box.select();
  else location = "/search/";
});
