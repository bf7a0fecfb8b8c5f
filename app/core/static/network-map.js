// Moves people, places and activities on the drawing: by mouse, touch and keyboard. All else is done by forms.
"use strict";

(() => {
  const map = document.querySelector("[data-map]");
  if (!map) return;
  const says = document.getElementById("map-news");
  const middle = Number(map.dataset.middle);
  const rings = [...map.querySelectorAll("[data-ring]")].map((each) => (
    { number: Number(each.dataset.ring), radius: each.r.baseVal.value, name: each.dataset.name }
  ));
  const marks = [...map.querySelectorAll("[data-node]")];
  const STEP = 10; // degrees
  const HESITATION = 700; // milliseconds after the last key
  const TREMBLE = 6; // pixels that are no move yet
  const spotOf = (mark) => ({ on: mark.dataset.on, angle: mark.dataset.angle });
  const kept = new Map(marks.map((mark) => [mark, spotOf(mark)]));
  let revision = map.dataset.revision;
  let sent = Promise.resolve();
  let unsent = null; // moved by keys, and perhaps not for the last time
  let timer = 0;

  const ringOf = (spot) => rings.find((ring) => ring.number === Number(spot.on));
  const address = (mark) => mark.getAttribute("href");
  const words = (mark, spot) => `${mark.dataset.label}: ${ringOf(spot).name.toLowerCase()}.`;

  function put(mark, spot) {
    mark.dataset.on = spot.on;
    mark.dataset.angle = (Number(spot.angle) + 360) % 360;
    const turn = Number(mark.dataset.angle) * Math.PI / 180;
    const ring = ringOf(spot);
    const x = Math.round(middle + ring.radius * Math.sin(turn));
    const y = Math.round(middle - ring.radius * Math.cos(turn));
    mark.setAttribute("transform", `translate(${x} ${y})`);
    mark.setAttribute("aria-label", `${mark.dataset.says}, ${ring.name}`);
    for (const [end, number] of [["first", 1], ["second", 2]]) {
      for (const line of map.querySelectorAll(`[data-${end}="${mark.dataset.node}"]`)) {
        line.setAttribute(`x${number}`, x);
        line.setAttribute(`y${number}`, y);
      }
    }
  }

  async function send(mark, spot) {
    const before = kept.get(mark);
    if (spot.on === before.on && spot.angle === before.angle) return;
    try {
      const body = new URLSearchParams({ closeness: spot.on, angle: spot.angle, revision });
      const answer = await fetch(`${address(mark)}/move`, { method: "POST", body, keepalive: true });
      if (!answer.ok) throw answer.status;
      revision = (await answer.json()).revision;
      kept.set(mark, spot);
      says.textContent = `${words(mark, spot)} Kept.`;
      const row = document.querySelector(`tr a[href="${address(mark)}"]`)?.closest("tr");
      if (row) row.cells[3].lastChild.textContent = ringOf(spot).name;
    } catch (problem) {
      put(mark, before);
      says.textContent = problem === 409
        ? "You changed this map in another window. Open this page again, then move it."
        : `${mark.dataset.label} could not be moved just now. Open this page again, then try once more.`;
    }
  }

  // One after the other: each must know the revision that the one before it made.
  function keep(mark) {
    const spot = spotOf(mark);
    sent = sent.then(() => send(mark, spot));
  }

  function keepUnsent() {
    clearTimeout(timer);
    if (unsent) keep(unsent);
    unsent = null;
  }

  function under(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    const away = Math.hypot(point.x - middle, point.y - middle);
    const nearest = rings.reduce((a, b) => (Math.abs(a.radius - away) <= Math.abs(b.radius - away) ? a : b));
    const angle = Math.round(Math.atan2(point.x - middle, middle - point.y) * 180 / Math.PI);
    return { on: String(nearest.number), angle };
  }

  function byHand(mark) {
    let held = null;
    let moved = false;
    mark.addEventListener("dragstart", (event) => event.preventDefault());
    mark.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || held) return;
      keepUnsent();
      held = { x: event.clientX, y: event.clientY, before: spotOf(mark), finger: event.pointerId };
      moved = false;
      mark.setPointerCapture(event.pointerId);
    });
    mark.addEventListener("pointermove", (event) => {
      if (held?.finger !== event.pointerId) return;
      moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > TREMBLE;
      if (moved) put(mark, under(event));
    });
    mark.addEventListener("pointerup", (event) => {
      if (held?.finger !== event.pointerId) return;
      if (moved) keep(mark);
      held = null;
    });
    mark.addEventListener("pointercancel", () => {
      if (held) put(mark, held.before);
      held = null;
    });
    mark.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // The click that ends a drag opens nothing. A key's click has no detail.
      if (moved && event.detail) return;
      // The form shows where it is only when that is kept.
      keepUnsent();
      sent.then(() => location.assign(address(mark)));
    });
  }

  function byKeys(mark) {
    const turns = { ArrowLeft: [0, -STEP], ArrowRight: [0, STEP], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    mark.addEventListener("keydown", (event) => {
      const [inOrOut, turn] = turns[event.key] ?? [];
      if (turn === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const on = Math.min(rings.length, Math.max(1, Number(mark.dataset.on) + inOrOut));
      put(mark, { on: String(on), angle: Number(mark.dataset.angle) + turn });
      mark.scrollIntoView({ block: "nearest", inline: "nearest" });
      says.textContent = words(mark, spotOf(mark));
      unsent = mark;
      clearTimeout(timer);
      timer = setTimeout(keepUnsent, HESITATION);
    });
    mark.addEventListener("blur", keepUnsent);
  }

  for (const mark of marks) {
    byHand(mark);
    byKeys(mark);
  }
  window.addEventListener("pagehide", keepUnsent);
  document.getElementById("map-how").hidden = false;
  // On a small screen the drawing is wider than its window: it begins with whom the map is about.
  const view = map.parentElement;
  view.scrollLeft = (view.scrollWidth - view.clientWidth) / 2;
})();
