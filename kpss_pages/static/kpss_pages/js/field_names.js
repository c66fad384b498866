/* Gives names to what Wagtail's editors leave nameless for people who listen to the page. */
(() => {
  const NAMELESS = '[data-draftail-editor] [role="textbox"]:not([aria-label], [aria-labelledby])';
  const WRAPPER = '[data-draftail-editor-wrapper]';
  let planned = false;

  /* The label of a text editor points to a hidden input; let the editor itself be called by it. */
  const nameEditor = (box) => {
    const input = box.closest(WRAPPER)?.parentNode.querySelector('input[id], textarea[id]');
    const label = input && document.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    if (label) {
      label.id ||= `${input.id}-name`;
      box.setAttribute('aria-labelledby', label.id);
    }
  };

  /* The grid of tables keeps an invisible field for copying, which says nothing to anybody. */
  const hideClipboard = () => document.getElementById('HandsontableCopyPaste')?.setAttribute('aria-hidden', 'true');

  const nameAll = () => {
    planned = false;
    document.querySelectorAll(NAMELESS).forEach(nameEditor);
    hideClipboard();
  };

  const plan = () => {
    if (!planned) {
      planned = true;
      requestAnimationFrame(nameAll);
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(plan).observe(document.body, { childList: true, subtree: true });
    plan();
  });
})();
