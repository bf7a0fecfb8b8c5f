// Keeps a post as it is written, once the writer rests for a moment. The button "Keep it as a draft" does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const REST = 3000;
  const note = form.querySelector("[data-draft-note]");
  let waiting = 0;
  let sending = new AbortController();

  function words() {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("do", "keep");
    return fields.toString();
  }
  let kept = words();

  async function keep() {
    const now = words();
    if (now === kept) return;
    sending = new AbortController();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Draft": "quiet" },
        body: now,
        signal: sending.signal,
      });
      if (answer.status !== 204) return;
      kept = now;
      note.textContent = "Kept as a draft. Only you can see it, and nobody reads it.";
    } catch {
      // The words are still in the box, and the next rest tries again.
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, REST);
  });
  // What is being posted must not come back as a draft.
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    sending.abort();
  });
})();
