// Shows what arrives as soon as it does. Without this script the page is the same, and a reload shows it.
"use strict";
let state = document.documentElement.dataset.state;
setInterval(async () => {
  try {
    const now = await (await fetch("/_outbox/state")).text();
    if (now === state) return;
    const page = await (await fetch(location.href)).text();
    const next = new DOMParser().parseFromString(page, "text/html");
    const scrolled = document.querySelector("nav").scrollTop;
    document.querySelector("header").replaceWith(next.querySelector("header"));
    document.querySelector("nav").replaceWith(next.querySelector("nav"));
    document.querySelector("nav").scrollTop = scrolled;
    // A mail that somebody reads stays where it is.
    if (document.querySelector("main").dataset.mail !== next.querySelector("main").dataset.mail) {
      document.querySelector("main").replaceWith(next.querySelector("main"));
    }
    state = now;
  } catch {
    // The stand-in was ended; what it showed last stays.
  }
}, 1000);
