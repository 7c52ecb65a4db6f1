// Behaviour of officer pages; they work without it. No inline handlers, no dependencies.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// A group of the plan opens and closes. Without script the server draws it open or closed (?mo=IV).
all(".g button[aria-controls]").forEach((button) => button.addEventListener("click", () => {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", open);
  document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
}));

// Review: J and K walk through the findings, S goes to the first field, "/" to the search.
const findings = all(".find");
const step = (by) => {
  const at = findings.findIndex((finding) => finding.open);
  const next = findings[Math.max(0, Math.min(findings.length - 1, at + by))];
  if (!next) return;
  findings.forEach((finding) => { finding.open = finding === next; });
  next.querySelector("summary").focus();
};
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { j: () => step(1), k: () => step(-1), s: () => document.querySelector(".find[open] textarea")?.focus(), "/": () => document.querySelector(".bar-find input")?.focus() }[event.key];
  if (act && (findings.length || event.key === "/")) { event.preventDefault(); act(); }
});

// The paper follows the finding.
findings.forEach((finding) => finding.addEventListener("toggle", () => {
  if (finding.open) document.getElementById(`L${finding.dataset.line}`)?.scrollIntoView({ block: "center" });
}));

// Print.
all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

// A filter form sends itself when a choice changes; its button stays for those without script.
all("form[data-filter] select").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
