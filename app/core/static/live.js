// "3 new replies": says so on a page that lies open, and leaves it to the reader when to look. The page works without.
"use strict";

(() => {
  const LONGEST = 5 * 60 * 1000;
  const GONE = 1008; // signed out, or not theirs to see: coming back is no use
  const ENDED = 1012; // the server starts anew: everybody comes back, not all at once
  const places = new Map([...document.querySelectorAll("[data-live]")].map((place) => [place.dataset.live, place]));
  let failures = 0;
  let socket = null;

  function words(place, count) {
    const { liveOne = "1 new reply. Show it", liveMany = "{n} new replies. Show them" } = place.dataset;
    return count === 1 ? liveOne : liveMany.replace("{n}", count);
  }

  function show(place, said) {
    // A reader of the screen hears each change, so the same is not said again.
    if (place.textContent === said) return;
    const link = document.createElement("a");
    link.href = place.dataset.liveHref;
    link.textContent = said;
    // With another mark on the same page, a browser would only scroll.
    link.addEventListener("click", (event) => {
      if (link.pathname + link.search !== location.pathname + location.search) return;
      event.preventDefault();
      history.replaceState(null, "", link.href);
      location.reload();
    });
    place.replaceChildren(link);
  }

  function hear(event) {
    failures = 0;
    const { topic, number } = JSON.parse(event.data);
    const place = places.get(topic);
    const count = place ? number - Number(place.dataset.liveNumber) : 0;
    if (count > 0) show(place, words(place, count));
  }

  function pause(code) {
    failures += 1;
    const most = code === ENDED ? 20000 : Math.min(LONGEST, 2000 * 2 ** failures);
    return most * (0.5 + Math.random() / 2);
  }

  function open() {
    if (socket || document.visibilityState === "hidden") return;
    socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live`);
    socket.addEventListener("open", () => {
      for (const topic of places.keys()) socket.send(topic);
    });
    socket.addEventListener("message", hear);
    socket.addEventListener("close", (event) => {
      if (event.code === GONE) return;
      setTimeout(() => { socket = null; open(); }, pause(event.code));
    });
  }

  if (!places.size) return;
  // Out of sight nobody reads it; whoever comes back is told the newest number at once.
  document.addEventListener("visibilitychange", open);
  open();
})();
