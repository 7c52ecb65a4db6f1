// A unit's report is saved as it is typed, each section by itself. On a broken line the words wait on this device and
// are saved when the line is back, based on the version they were typed on: what somebody else wrote is never lost.
const PAUSE = 1500;
const WORDS = "textarea, input[type=text], input[type=hidden]:not([name=csrfmiddlewaretoken]), input[type=checkbox]";

const device = (act) => { try { return act(localStorage); } catch { return null; } };
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

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
    if (isChanged) keep(); else forget();
    say(told.words);
  };
  const refused = async (answer) => {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form[data-section]");
    if (!fresh) { location.reload(); return; }
    form.replaceWith(fresh);
    forget();
    watch(fresh);
    fresh.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
  };
  const save = async () => {
    if (isUnderWay) { plan(); return; }
    isUnderWay = true;
    isChanged = false;
    say(form.dataset.saving);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-Sent-By": "script" } });
      // The log-in page came instead: what was typed waits on this device for after the log-in.
      if (answer.redirected) { location.reload(); return; }
      if (answer.ok) await taken(answer); else await refused(answer);
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

  form.addEventListener("input", () => { isChanged = true; keep(); plan(); });
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

document.querySelectorAll("form[data-section]").forEach(watch);
