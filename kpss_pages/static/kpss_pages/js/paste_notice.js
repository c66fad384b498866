/* Tells an editor what the text field could not keep of a pasted text. It changes nothing of the paste itself.

   It listens on the document, because Draftail asks no plugin once a pasted web address has been handled. */
(() => {
  const LOST = {
    table: 'table',
    picture: 'img, v\\:imagedata',
    link: 'a[href]:not([href^="http:"], [href^="https:"], [href^="mailto:"], [href^="#"])',
  };
  const OWN_COPY = 'data-draftjs-conductor-fragment';
  let notices = {};

  const notify = (text) =>
    document.dispatchEvent(new CustomEvent('w-messages:add', { detail: { text, type: 'warning' } }));

  const tellWhatIsLost = (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    if (!event.target.closest('[data-draftail-editor]') || html.includes(OWN_COPY)) {
      return;
    }
    const pasted = new DOMParser().parseFromString(html, 'text/html');
    Object.keys(LOST)
      .filter((what) => pasted.querySelector(LOST[what]))
      .forEach((what) => notify(notices[what]));
  };

  window.draftail.registerPlugin(
    {
      type: 'kpss-paste-notice',
      initialize() {
        notices = this.notices;
      },
    },
    'plugins',
  );
  document.addEventListener('paste', tellWhatIsLost, true);
})();
