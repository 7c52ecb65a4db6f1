// Keys of the review screen. Every key presses a button or link that is there to see; nothing works by script only.
const opened = () => document.querySelector("[data-opened]");
const press = (key) => {
  const button = opened()?.querySelector(`[data-key="${key}"]`);
  if (!button) return false;
  if (key === "s") opened().querySelector("form[data-decide] textarea, form[data-decide] input:not([type=hidden])")?.focus();
  else button.click();
  return true;
};
const walk = (by) => {
  if (press(by > 0 ? "j" : "k")) return;
  const finds = [...document.querySelectorAll(".find")];
  const at = finds.indexOf(opened());
  const next = at < 0 ? finds[by > 0 ? 0 : finds.length - 1] : null;
  next?.querySelector("[data-open]")?.click();
};

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey) return;
  const field = event.target.closest("input, textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    if (event.key === "Enter" && event.ctrlKey && field.closest("form[data-decide]")) { event.preventDefault(); press("Enter"); }
    return;
  }
  if (event.ctrlKey) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "j" || key === "k") { event.preventDefault(); walk(key === "j" ? 1 : -1); }
  else if (/^[1-9]$/.test(key)) opened()?.querySelectorAll("[data-readings] [type=radio]")[key - 1]?.click();
  else if (["Enter", "s", "x", "h", "t", "g"].includes(key) && press(key)) event.preventDefault();
});

// Opening a finding fetches its form and turns the paper to its lines.
document.addEventListener("toggle", (event) => {
  const link = event.target.matches?.(".find[open]:not([data-opened])") && event.target.querySelector("[data-open]");
  if (link) link.click();
}, true);

// Light falls on the cited lines: bring the first one into sight inside its pane, and keep hold of the finding.
const scrolls = (pane) => pane && pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY === "auto";
const within = (pane, thing, share) => {
  if (!thing || !scrolls(pane)) return;
  const tabs = pane.querySelector(":scope > .tabs")?.offsetHeight ?? 0;
  pane.scrollTop += thing.getBoundingClientRect().top - pane.getBoundingClientRect().top - tabs - pane.clientHeight * share;
};
const settle = () => {
  const papers = document.querySelector("[data-paper]");
  const finds = document.querySelector("[data-findings]");
  const asked = location.hash.startsWith("#L") && document.getElementById(location.hash.slice(1));
  within(papers, asked || papers?.querySelector(".lit, rect"), 0.3);
  within(finds, opened(), 0.02);
  if (scrolls(papers)) window.scrollTo(0, 0);
  else if (opened() && !asked) opened().scrollIntoView({ block: "start" });
  opened()?.querySelector("[data-key=Enter]")?.focus({ preventScroll: true });
};
document.addEventListener("htmx:afterSettle", settle);
window.addEventListener("load", () => { if (document.getElementById("review")) settle(); });

// Marking lines: with Shift held, all lines between two are marked.
let marked = null;
document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-mark]");
  if (!box) return;
  const boxes = [...document.querySelectorAll("[data-mark]")];
  if (event.shiftKey && marked) {
    const [from, to] = [boxes.indexOf(marked), boxes.indexOf(box)].sort((a, b) => a - b);
    boxes.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
  }
  marked = box;
});
