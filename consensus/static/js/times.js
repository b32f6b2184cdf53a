// Hours as the reader's own clock shows them, beside those of the place.
for (const place of document.querySelectorAll("[data-here]")) {
  const words = new Date(place.dataset.at).toLocaleString(document.documentElement.lang, { weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  place.textContent = place.dataset.here.replace("{}", words);
}
