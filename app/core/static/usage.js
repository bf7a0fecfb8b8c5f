// Time on the page, for relatives only: counted while the page is visible and somebody is there. Sends no content.
"use strict";

(() => {
  const PRESENT = 3 * 60 * 1000;
  const EVERY = 30 * 1000;
  const FIRST = 10 * 1000;
  const LAST_WORTH = 5 * 1000;
  let touched = performance.now();
  let beaten = performance.now();
  let seq = 0;

  const somebodyIsThere = () => document.visibilityState === "visible" && performance.now() - touched < PRESENT;

  function report() {
    beaten = performance.now();
    seq += 1;
    return JSON.stringify({ page: location.pathname, seq });
  }

  function beat() {
    if (!somebodyIsThere()) return;
    fetch("/usage/heartbeat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: report(),
      keepalive: true,
    }).catch(() => {});
  }

  for (const sign of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) {
    addEventListener(sign, () => { touched = performance.now(); }, { passive: true });
  }
  // Phones often end a page without "pagehide"; going out of sight is the last thing they tell.
  function last() {
    if (performance.now() - touched < PRESENT && performance.now() - beaten > LAST_WORTH) {
      navigator.sendBeacon("/usage/heartbeat", new Blob([report()], { type: "application/json" }));
    }
  }
  addEventListener("pagehide", () => { if (document.visibilityState === "visible") last(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") last(); });

  setTimeout(beat, FIRST);
  setInterval(beat, EVERY);
})();
