// The desk by keyboard. Without this script everything is done with the same fields and buttons.
(() => {
  const form = document.querySelector("form[data-kpss-desk]");
  if (!form) return;
  const rows = [...form.querySelectorAll(".kpss-desk-row")];

  // Ready reasonings: the text comes into a field in which nothing was written.
  form.addEventListener("change", ({ target }) => {
    if (!target.name?.endsWith("-template")) return;
    const ready = form.querySelector(`[data-kpss-ready="${CSS.escape(target.value)}"]`);
    const field = target.closest("[data-kpss-reasoning]").querySelector("textarea");
    if (!ready || field.value.trim()) return;
    field.value = ready.content.textContent;
    target.value = "";
    field.focus();
    const gap = field.value.indexOf("____");
    if (gap >= 0) field.setSelectionRange(gap, gap + 4);
  });

  // All on this screen: the ticks follow, so that one sees which.
  const all = form.querySelector("[data-kpss-tick-all]");
  const ticks = [...form.querySelectorAll("[name=tick]")];
  all?.addEventListener("change", () => ticks.forEach((one) => (one.checked = all.checked)));
  form.addEventListener("change", ({ target }) => {
    if (all && target.name === "tick" && !target.checked) all.checked = false;
  });

  const dialog = document.querySelector(".kpss-keys");
  const button = document.querySelector("[data-kpss-keys]");
  if (!dialog || !button) return;
  const live = document.querySelector("[data-kpss-said]");
  const say = (word) => (live.textContent = live.dataset[word]);

  // Single keys disturb whoever dictates to a computer, so they can be switched off (WCAG 2.1.4).
  const STORED = "kpss-desk-keys";
  const kept = () => {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null;
    }
  };
  let on = kept() !== "off";
  const choice = dialog.querySelector("[data-kpss-keys-on]");
  choice.checked = on;
  choice.addEventListener("change", () => {
    on = choice.checked;
    try {
      localStorage.setItem(STORED, on ? "on" : "off");
    } catch {
      // A browser that keeps nothing forgets the choice with the page.
    }
  });
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());

  let at = -1;
  const current = () => {
    const focused = rows.findIndex((row) => row.contains(document.activeElement));
    if (focused >= 0) at = focused;
    return rows[at];
  };
  const go = (step) => {
    current();
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    rows[at]?.focus();
  };
  const set = (row, value) => {
    const field = row.querySelector(`[type=radio][value="${value}"]`);
    if (!field) return null;
    field.checked = true;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return field;
  };
  const deeds = {
    j: () => go(1),
    k: () => go(-1),
    o: (row) => row.querySelector("select, textarea, [type=radio]:checked")?.focus(),
    r: (row) => set(row, "released") && say("released"),
    h: (row) => set(row, "hidden") && row.querySelector("textarea[name$=hidden_reason]").focus(),
    x: (row) => {
      const tick = row.querySelector("[name=tick]");
      if (!tick) return;
      tick.checked = !tick.checked;
      tick.dispatchEvent(new Event("change", { bubbles: true }));
      say(tick.checked ? "ticked" : "unticked");
    },
  };
  const WRITES = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  const OPENS = "a, button, summary, input, select, textarea";

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.defaultPrevented || event.isComposing || event.altKey || dialog.open) return;
    if (event.ctrlKey || event.metaKey) {
      if (key === "Enter" && (form.contains(target) || target === document.body)) {
        event.preventDefault();
        form.requestSubmit();
      }
      return;
    }
    if (!on || target.closest(WRITES)) return;
    if (key === "?") {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (key === "Enter" && target.closest(OPENS)) return;
    const deed = deeds[key === "Enter" ? "o" : key];
    const row = current();
    if (!deed || (!row && key !== "j" && key !== "k")) return;
    if (key === "Enter" && !row.contains(target)) return;
    event.preventDefault();
    deed(row);
  });
})();
