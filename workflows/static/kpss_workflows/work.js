// Do the work a form asks for while its text is being written, and send only when it is done.
const form = document.querySelector("form[data-kpss-work]");
const field = form?.querySelector("input[name=work]");

async function solve({ algorithm, challenge, maxnumber, salt, signature }) {
  const encoder = new TextEncoder();
  for (let number = 0; number <= maxnumber; number += 1) {
    const digest = await crypto.subtle.digest(algorithm, encoder.encode(`${salt}${number}`));
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex === challenge) {
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
    // Keep the page answering while the work goes on.
    if (number % 2000 === 1999) await new Promise((resolve) => setTimeout(resolve));
  }
  return "";
}

if (field && globalThis.crypto?.subtle) {
  const asked = JSON.parse(form.dataset.kpssWork);
  field.value = "";
  const working = solve(asked).then((answer) => {
    field.value = answer;
  });
  form.addEventListener("submit", (event) => {
    if (field.value) return;
    event.preventDefault();
    const { submitter } = event;
    working.then(() => form.requestSubmit(submitter));
  });
}
