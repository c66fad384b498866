// A transition leads out of the editor. A form that was touched is saved on the way; an untouched one is left alone,
// because saving makes one an author of the text.
(() => {
  const touched = new WeakSet();
  for (const name of ["input", "change", "keydown", "paste", "drop", "w-unsaved:add"]) {
    document.addEventListener(
      name,
      (event) => {
        const form = event.target.closest?.("form[data-edit-form]");
        if (form && !event.target.closest("footer")) touched.add(form);
      },
      true,
    );
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-kpss-saves]");
    const form = link?.closest("form");
    if (!form || !touched.has(form) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const button = document.createElement("button");
    button.type = "submit";
    button.hidden = true;
    button.name = link.dataset.kpssSaves;
    button.value = link.dataset.kpssTransition;
    form.append(button);
    form.requestSubmit(button);
    button.remove();
  });
})();
