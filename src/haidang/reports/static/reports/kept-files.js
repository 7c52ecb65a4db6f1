// Files that were chosen for a report and not sent yet wait on this device, each report's under its own key.
// They go when the report is sent, and after a week at the latest. A device that keeps none says so by keeping none.
const LONGEST = 7 * 24 * 3600 * 1000;

const open = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open("haidang.files", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("files");
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

const act = async (mode, ask) => {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const work = database.transaction("files", mode);
      const answer = ask(work.objectStore("files"));
      work.oncomplete = () => resolve(answer?.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  } finally { database.close(); }
};

const chosen = (form) => [...form.querySelectorAll("input[type=file]")].map((field) => ({ name: field.name, files: [...field.files] }));

export const keepFiles = async (place, form) => {
  const fields = chosen(form);
  const some = fields.some((field) => field.files.length);
  try { await act("readwrite", (store) => (some ? store.put({ fields, at: Date.now() }, place) : store.delete(place))); } catch { /* no room */ }
};

export const forgetFiles = async (place) => { try { await act("readwrite", (store) => store.delete(place)); } catch { /* none there */ } };

// Gives how many files were put back into the form.
export const restoreFiles = async (place, form) => {
  try {
    const keys = await act("readonly", (store) => store.getAllKeys());
    for (const key of keys) {
      const kept = await act("readonly", (store) => store.get(key));
      if (Date.now() - kept.at > LONGEST) await forgetFiles(key);
    }
    const kept = await act("readonly", (store) => store.get(place));
    if (!kept) return 0;
    for (const { name, files } of kept.fields) {
      const field = form.querySelector(`input[type=file][name="${name}"]`);
      const carried = new DataTransfer();
      files.forEach((file) => carried.items.add(file));
      if (field && !field.files.length) field.files = carried.files;
    }
    return kept.fields.reduce((sum, field) => sum + field.files.length, 0);
  } catch { return 0; }
};
