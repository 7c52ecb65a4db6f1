// A report on a bad line: what is written stays on the device until it has been sent, and is sent once.
// Every form has a key of its own, so that a second sending of the same form makes no second answer.
import { forgetFiles, keepFiles, restoreFiles } from "./kept-files.js";

const form = document.querySelector("form[data-answer]");
const WORDS = "textarea, input[type=text], input[type=number], input:not([type]), select, input[type=radio]:checked";
if (form) {
  const place = `haidang.answer.${form.dataset.answer}`;
  const note = form.querySelector("[data-answer-note]");
  let waiting = null;
  let isUnderWay = false;

  const store = (write) => { try { write(localStorage); } catch { /* a device without room keeps nothing */ } };
  const written = () => Object.fromEntries([...form.querySelectorAll(WORDS)].map((field) => [field.name, field.value]));
  const keep = () => store((device) => device.setItem(place, JSON.stringify({
    key: form.elements.key.value, words: written(), at: Date.now(), unsent: waiting !== null,
  })));
  const forget = () => { store((device) => device.removeItem(place)); return forgetFiles(place); };

  const put = (name, value) => {
    const field = form.elements[name];
    if (!field) return;
    if (field instanceof RadioNodeList || field.type === "radio") form.querySelectorAll(`[name="${name}"]`).forEach((one) => { one.checked = one.value === value; });
    else field.value = value;
  };
  const restoreWords = () => {
    let kept = null;
    store((device) => { kept = JSON.parse(device.getItem(place) || "null"); });
    if (!kept || !Object.entries(kept.words).some(([name, value]) => value && name !== "progress")) return false;
    Object.entries(kept.words).forEach(([name, value]) => put(name, value));
    form.elements.key.value = kept.key;
    return true;
  };
  const restore = async () => {
    if (form.querySelector("[role=alert]")) return;
    const hasWords = restoreWords();
    const files = await restoreFiles(place, form);
    if (files) note.textContent = `${form.dataset.kept} ${form.dataset.keptFiles.replace("0", files)}`;
    else if (hasWords) note.textContent = `${form.dataset.kept} ${form.dataset.files}`;
  };

  const send = async (body) => {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", headers: { "X-Sent-By": "script" } });
      const taken = answer.headers.get("X-Go-To");
      if (taken) { await forget(); location.assign(taken); return; }
      // The log-in page came instead: nothing was taken, what was written stays for after the log-in.
      if (answer.redirected) { location.reload(); return; }
      waiting = null;
      // What was refused is on the page again, its good files in the draft.
      await forgetFiles(place);
      document.open(); document.write(await answer.text()); document.close();
    } catch {
      waiting = body;
      keep();
      note.textContent = form.dataset.unsent;
    } finally { isUnderWay = false; }
  };

  form.addEventListener("input", keep);
  form.addEventListener("change", (event) => { if (event.target.type === "file") keepFiles(place, form); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (waiting) return;
    const body = new FormData(form, event.submitter);
    waiting = body;
    keep();
    send(body);
  });
  window.addEventListener("online", () => { if (waiting) send(waiting); });
  restore();
}
