// Everything works without this file; with it, leaving is instant, and forms are a little kinder.
"use strict";

function leave() {
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  const elsewhere = link.dataset.leave;
  document.body.replaceChildren();
  document.title = "";
  navigator.sendBeacon("/sign-out");
  location.replace(elsewhere);
}

// Shift three times within three seconds, with nothing in between, leaves as well.
function watchShift() {
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((moment) => event.timeStamp - moment < 3000);
    if (presses.length === 3) leave();
  });
}

// A page that the browser kept would show after the Back button what leaving has hidden.
function forgetOnReturn() {
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

// The summary of errors is read out first, and its links put the cursor into the field.
function showErrors() {
  const summary = document.querySelector(".nhsuk-error-summary");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const field = event.target.hash && document.getElementById(event.target.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest("fieldset, .nhsuk-form-group") || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// A second press within ten seconds is a slip, not a second message.
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const before = Number(event.target.dataset.sent || -Infinity);
    if (event.timeStamp - before < 10000) event.preventDefault();
    else event.target.dataset.sent = event.timeStamp;
  });
}

function showPasswords() {
  for (const field of document.querySelectorAll("input[type=password]")) {
    const toggle = document.createElement("button");
    toggle.type = "button";
    toggle.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small password-toggle";
    toggle.setAttribute("aria-controls", field.id);
    const show = (shown) => {
      field.type = shown ? "text" : "password";
      toggle.textContent = shown ? "Hide password" : "Show password";
    };
    toggle.addEventListener("click", () => show(field.type === "password"));
    field.form.addEventListener("submit", () => show(false));
    show(false);
    field.after(toggle);
  }
}

function offerPrint() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

// Where a browser keeps its clipboard to itself, the words are marked, and the person copies them.
function offerCopy() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const words = document.getElementById(button.dataset.copy);
    const note = document.getElementById(`${button.dataset.copy}-copied`);
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words.textContent.trim());
        note.textContent = "Copied. You can paste it now.";
      } catch {
        getSelection().selectAllChildren(words);
        note.textContent = "It is marked now. Press Ctrl and C to copy it.";
      }
    });
  }
}

document.querySelector("[data-leave]")?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
if (document.querySelector("[data-leave]")) {
  watchShift();
  forgetOnReturn();
}
showErrors();
sendOnce();
showPasswords();
offerPrint();
offerCopy();
