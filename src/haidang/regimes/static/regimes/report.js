// A unit's report is saved as it is typed, each section by itself. On a broken line the words wait on this device and
// are saved when the line is back, based on the version they were typed on: what somebody else wrote is never lost.
const PAUSE = 1500;
const WORDS = "textarea, input[type=text], input[type=hidden]:not([name=csrfmiddlewaretoken]), input[type=checkbox]";

const device = (act) => { try { return act(localStorage); } catch { return null; } };
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

// Sections that are not saved yet, each with the act that saves it.
const waiting = new Map();

// One section after the other goes out, so that the marks of the draft follow each other.
let turn = Promise.resolve();
const inTurn = (act) => { const done = turn.then(act); turn = done.catch(() => {}); return done; };
const aMoment = () => new Promise((go) => { setTimeout(go, 100); });

// Who signs has read what was saved from this very page; what others wrote meanwhile is still to be read.
const showMarks = (marks) => {
  const seen = document.querySelector("input[name=seen]");
  if (seen && seen.value === marks.before) seen.value = marks.after;
  document.querySelectorAll("[data-nothing-yet]").forEach((note) => { note.hidden = true; });
};

const watch = (form) => {
  const place = `haidang.section.${form.dataset.section}`;
  const say = (words) => { const note = form.querySelector("[data-section-note]"); if (note) note.textContent = words; };
  let later = null;
  let isUnderWay = false;
  let isChanged = false;

  const written = () => Object.fromEntries([...form.querySelectorAll(WORDS)].map((field) => [field.name, valueOf(field)]));
  const keep = () => device((kept) => kept.setItem(place, JSON.stringify(written())));
  const forget = () => device((kept) => kept.removeItem(place));
  const put = (words) => form.querySelectorAll(WORDS).forEach((field) => {
    if (!(field.name in words)) return;
    if (field.type === "checkbox") field.checked = words[field.name]; else field.value = words[field.name];
  });

  const taken = async (answer) => {
    const told = await answer.json();
    put(told.fields);
    showMarks(told.marks);
    if (isChanged) keep(); else { forget(); waiting.delete(place); }
    say(told.words);
  };
  const refused = async (answer) => {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-section]");
    if (!fresh) { location.reload(); return; }
    form.replaceWith(fresh);
    forget();
    // What was refused goes nowhere until somebody looks at it.
    waiting.set(place, async () => { fresh.scrollIntoView({ block: "nearest" }); return false; });
    watch(fresh);
    fresh.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
  };
  const save = async () => {
    if (isUnderWay) { plan(); return; }
    isUnderWay = true;
    isChanged = false;
    say(form.dataset.saving);
    try {
      await inTurn(async () => {
        const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-Sent-By": "script" } });
        // The log-in page came instead: what was typed waits on this device for after the log-in.
        if (answer.redirected) { location.reload(); return; }
        if (answer.ok) await taken(answer); else await refused(answer);
      });
    } catch {
      keep();
      say(form.dataset.lost);
    } finally { isUnderWay = false; }
  };
  const plan = () => { clearTimeout(later); later = setTimeout(save, PAUSE); };

  const restore = () => {
    if (form.querySelector("[role=alert]")) return;
    const kept = device((store) => JSON.parse(store.getItem(place) || "null"));
    if (!kept || JSON.stringify(kept) === JSON.stringify(written())) return;
    put(kept);
    say(form.dataset.back);
    plan();
  };

  const saveNow = async () => {
    clearTimeout(later);
    while (isUnderWay) await aMoment();
    clearTimeout(later);
    if (waiting.has(place)) await save();
    return !waiting.has(place);
  };

  form.addEventListener("input", () => { isChanged = true; keep(); waiting.set(place, saveNow); plan(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(later); save(); });
  window.addEventListener("online", () => { if (device((store) => store.getItem(place))) save(); });
  const last = form.querySelector("[data-last-text]");
  const button = form.querySelector("[data-take-over]");
  if (last && button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = form.querySelector("textarea");
      text.value = text.value.trim() ? `${text.value.trim()}\n${last.innerText}` : last.innerText;
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    });
  }
  restore();
};

// What was just typed goes with the report: other acts on the page wait until every section is saved.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("[data-section]") || form.method !== "post" || !waiting.size) return;
  event.preventDefault();
  const kept = await Promise.all([...waiting.values()].map((saveNow) => saveNow()));
  if (kept.every(Boolean)) form.requestSubmit(event.submitter);
});

document.querySelectorAll("form[data-section]").forEach(watch);
