// What makes pages smoother. Every page works without it.

// After a region is swapped, say so to who cannot see it.
const live = document.querySelector("[data-accord-live]");
document.body.addEventListener("htmx:afterSwap", (event) => {
  const said = event.detail.target.querySelector("[data-accord-said]");
  if (live && said) live.textContent = said.textContent;
});

// What is left empty in a filter stays out of the address.
document.body.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of Object.entries(detail.parameters)) {
    if (value === "") delete detail.parameters[name];
  }
});

// A form that reloads when a choice changes hides the button that does the same.
for (const form of document.querySelectorAll("form[data-accord-auto]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// An error summary takes the focus, as a page with errors opens.
document.querySelector("[data-accord-errors]")?.focus();

// Captions show from the first play on: before it, nothing of a film is loaded.
document.addEventListener("play", ({ target }) => {
  if (target.dataset.accordPlayed) return;
  target.dataset.accordPlayed = "yes";
  for (const track of target.textTracks) track.mode = "showing";
}, true);

// Pressing twice does it once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.accordSent) event.preventDefault();
  form.dataset.accordSent = "yes";
  window.addEventListener("pageshow", () => delete form.dataset.accordSent);
});
