// Behaviour of officer pages; they work without it. No inline handlers, no dependencies.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// A group of the plan opens and closes. Without script the server draws it open or closed (?mo=IV).
all(".g button[aria-controls]").forEach((button) => button.addEventListener("click", () => {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", open);
  document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
}));

// "/" goes to the search. The keys of the review are in documents/review.js.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.querySelector(".bar-find input")?.focus();
});

// On a narrow screen the navigation and the tabs of a page show where one is.
all(".bar nav [aria-current], main > .tabs [aria-current]").forEach((here) => here.scrollIntoView({ block: "nearest", inline: "center" }));

// Print.
all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

// A filter form sends itself when a choice changes; its button stays for those without script.
all("form[data-filter] select").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
