// Files can be dropped anywhere on the page; those that were chosen are listed with their size.
const picker = document.querySelector("input[type=file]");
const list = document.querySelector("[data-chosen-files]");
const show = () => {
  list.replaceChildren(...[...picker.files].map((file) => {
    const row = document.createElement("li");
    const size = document.createElement("span");
    row.textContent = file.name;
    size.className = "num mute";
    size.textContent = `${Math.max(1, Math.round(file.size / 1024)).toLocaleString("vi")} KB`;
    row.append(size);
    return row;
  }));
};
if (picker && list) {
  picker.addEventListener("change", show);
  document.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length || event.target === picker) return;
    event.preventDefault();
    picker.files = event.dataTransfer.files;
    show();
  });
}
