// Time on the page, for relatives only: counted while the page is visible and somebody is there. Sends no content.
"use strict";

(() => {
  const PRESENT = 3 * 60 * 1000;
  const EVERY = 30 * 1000;
  const FIRST = 10 * 1000;
  const LAST_WORTH = 5 * 1000;
  const LATEST = 60 * 60 * 1000; // later than that nobody believes it
  const waiting = []; // what could not be sent yet; gone with the page, so that nothing stays on a shared computer
  let sending = false;
  let touched = mark();
  let beaten = mark();
  let seq = 0;

  // One of the two clocks may stand still while the machine sleeps, the other may be set: the longer time is the true one.
  function mark() {
    return { steady: performance.now(), wall: Date.now() };
  }
  const since = (then) => Math.max(performance.now() - then.steady, Date.now() - then.wall);
  const somebodyIsThere = () => document.visibilityState === "visible" && since(touched) < PRESENT;

  function note() {
    beaten = mark();
    seq += 1;
    waiting.push({ at: beaten, page: location.pathname, seq });
  }

  function words(beat) {
    return JSON.stringify({ page: beat.page, seq: beat.seq, ago: Math.round(since(beat.at) / 1000) });
  }

  async function send() {
    if (sending) return;
    sending = true;
    try {
      while (waiting.length) {
        if (since(waiting[0].at) < LATEST) {
          const answer = await fetch("/usage/heartbeat", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: words(waiting[0]),
            keepalive: true,
          });
          if (answer.status >= 500) break;
        }
        waiting.shift();
      }
    } catch {
      // The line is gone: what waits goes with the next heartbeat.
    } finally {
      sending = false;
    }
  }

  function beat() {
    if (somebodyIsThere()) note();
    send();
  }

  for (const sign of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) {
    addEventListener(sign, () => { touched = mark(); }, { passive: true });
  }
  // Phones often end a page without "pagehide"; going out of sight is the last thing they tell. What is sent twice is
  // counted once.
  function last() {
    if (since(touched) < PRESENT && since(beaten) > LAST_WORTH) note();
    for (const each of waiting) {
      navigator.sendBeacon("/usage/heartbeat", new Blob([words(each)], { type: "application/json" }));
    }
  }
  addEventListener("pagehide", () => { if (document.visibilityState === "visible") last(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") last(); });
  addEventListener("online", send);

  setTimeout(beat, FIRST);
  setInterval(beat, EVERY);
})();
