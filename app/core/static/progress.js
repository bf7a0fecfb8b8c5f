// How far a list is, without pressing anything. Without this script there is a link that says it.
"use strict";

(() => {
  const PAUSE = 3000;
  const shown = document.querySelector("[data-progress]");
  if (!shown) return;

  async function look() {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-progress]");
      // It is finished, or somebody paused it: the whole page is another one.
      if (answer.ok && now?.dataset.progress !== shown.dataset.progress) return location.reload();
      if (now) shown.replaceChildren(...now.childNodes);
    } catch {
      // The next look tries again.
    }
    setTimeout(look, PAUSE);
  }
  setTimeout(look, PAUSE);
})();
