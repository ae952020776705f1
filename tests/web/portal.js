// What a host page may do with the box's events: here, say them.
"use strict";
for (const name of ["quanze-suggest", "quanze-select", "quanze-submit", "quanze-answer", "quanze-error"])
  document.addEventListener(name, (event) => {
    document.getElementById("log").dataset.last = name;
    (window.seen ??= []).push({ name, detail: event.detail });
  });
