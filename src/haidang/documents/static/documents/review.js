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

// The word that is asked about stands in a field: typing replaces it, the arrows bring the other readings into it.
const turnReading = (field, by) => {
  const offered = [...opened().querySelectorAll("[data-reading]")].map((button) => button.value);
  const readings = [field.defaultValue, ...offered];
  const at = readings.indexOf(field.value);
  field.value = readings[(at + by + readings.length) % readings.length];
  field.select();
};
const pressInWord = (event, field) => {
  const { key } = event;
  if (key === "ArrowDown" || key === "ArrowUp") turnReading(field, key === "ArrowDown" ? 1 : -1);
  else if (key === "PageDown" || key === "PageUp") walk(key === "PageDown" ? 1 : -1);
  else if (key === "Enter" && event.shiftKey) {
    opened().querySelectorAll("[name=everywhere]").forEach((box) => { box.checked = true; });
    press("Enter");
  } else if (key === "Delete" && (event.ctrlKey || event.shiftKey)) {
    if (event.shiftKey) opened().querySelectorAll("[name=everywhere]").forEach((box) => { box.checked = true; });
    press("Delete");
  } else return;
  event.preventDefault();
};

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.isComposing) return;
  const field = event.target.closest("input, textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    if (field.matches("[data-opened] [data-word]")) pressInWord(event, field);
    if (event.key === "Enter" && event.ctrlKey && field.closest("form[data-decide]")) { event.preventDefault(); press("Enter"); }
    return;
  }
  if (event.ctrlKey) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "j" || key === "k") { event.preventDefault(); walk(key === "j" ? 1 : -1); }
  else if (key === "+" || key === "-") document.querySelector(`[data-zoom="${key}"]`)?.click();
  else if (/^[sxhtg]$|^Enter$|^Delete$/.test(key) && press(key)) event.preventDefault();
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
const turnToBox = (picture) => {
  const box = picture?.querySelector("rect")?.getBoundingClientRect();
  if (box) picture.scrollLeft += box.left - picture.getBoundingClientRect().left - Math.max(16, (picture.clientWidth - box.width) / 2);
};
const takeHold = () => {
  const word = opened()?.querySelector("[data-word]");
  // On a phone a field that takes hold by itself would open the keyboard over the paper.
  if (word && matchMedia("(pointer: fine)").matches) { word.focus({ preventScroll: true }); word.select(); }
  else opened()?.querySelector("[data-key=Enter]")?.focus({ preventScroll: true });
};
const settle = () => {
  const papers = document.querySelector("[data-paper]");
  const finds = document.querySelector("[data-findings]");
  const asked = location.hash.startsWith("#L") && document.getElementById(location.hash.slice(1));
  within(papers, asked || papers?.querySelector(".lit, rect"), 0.3);
  // What stands above the first one says what to do with them all.
  if (finds?.querySelector(".find") !== opened()) within(finds, opened(), 0.02);
  turnToBox(papers?.querySelector("[data-enlarged]"));
  if (scrolls(papers)) window.scrollTo(0, 0);
  else if (opened() && !asked) opened().scrollIntoView({ block: "start" });
  takeHold();
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
