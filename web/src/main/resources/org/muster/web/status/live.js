"use strict";
// Shows what changes on the status page: the whole state once, then differences (RFC 6902) as they happen.
(() => {
  const address = "status/live";
  const minute = 60, hour = 3600, day = 86400;
  let state = null;
  let ahead = 0; // milliseconds by which this computer's clock is ahead of the server's

  const quoted = name => '"' + CSS.escape(name) + '"';
  const part = name => document.querySelector("[data-part=" + quoted(name) + "]");
  const list = name => document.querySelector("[data-list=" + quoted(name) + "]");

  function count(amount, noun) {
    return amount.toLocaleString("en") + " " + noun + (amount === 1 ? "" : "s");
  }

  function words(seconds) {
    const span = Math.max(0, Math.floor(seconds));
    if (span < minute) return count(span, "second");
    if (span < hour) return count(Math.floor(span / minute), "minute");
    return span < 2 * day ? count(Math.floor(span / hour), "hour") : count(Math.floor(span / day), "day");
  }

  function ages() {
    const now = Date.now() - ahead;
    for (const time of document.querySelectorAll("time[datetime]")) {
      const text = words((now - Date.parse(time.dateTime)) / 1000);
      if (time.textContent !== text) time.textContent = text;
    }
  }

  function showPart(name) {
    const element = part(name);
    if (!element || !(name in state.parts)) return;
    element.outerHTML = state.parts[name];
    showInner(part(name));
  }

  // Figures within a piece that are pieces themselves come without what they show.
  function showInner(element) {
    for (const inner of element.querySelectorAll("[data-part]")) {
      if (inner.matches("[data-part$='-handled']")) inner.outerHTML = state.parts[inner.dataset.part];
    }
  }

  function showList(name) {
    const element = list(name);
    if (!element) return;
    element.innerHTML = state.lists[name].map(piece => state.parts[piece]).join("\n");
    showInner(element);
  }

  function say(text) {
    for (const element of document.querySelectorAll("[data-live]")) element.textContent = text;
  }

  function whole(event) {
    const message = JSON.parse(event.data);
    ahead = Date.now() - message.now;
    const before = state;
    state = message.document;
    for (const name of Object.keys(state.parts)) {
      if (!before || before.parts[name] !== state.parts[name]) showPart(name);
    }
    Object.keys(state.lists).forEach(showList);
    connected();
  }

  function difference(event) {
    const patch = JSON.parse(event.data);
    state = jsonpatch.applyPatch(state, patch).newDocument;
    const lists = new Set();
    for (const operation of patch) {
      const [kind, name] = operation.path.split("/").slice(1).map(jsonpatch.unescapePathComponent);
      if (kind === "lists") lists.add(name);
      else if (operation.op !== "remove") showPart(name);
    }
    lists.forEach(showList);
    connected();
  }

  function connected() {
    ages();
    say("Live: changes are shown as they happen.");
  }

  function open() {
    const events = new EventSource(address);
    events.addEventListener("state", whole);
    events.addEventListener("patch", event => {
      try {
        difference(event);
      } catch (broken) {
        events.close();
        state = null;
        open();
      }
    });
    events.addEventListener("error", () => {
      say("The connection has broken off; this page tries to get it back.");
      // The browser tries again by itself, unless the server said that there is no room.
      if (events.readyState === EventSource.CLOSED) setTimeout(open, 30000);
    });
  }

  setInterval(ages, 1000);
  open();
})();
