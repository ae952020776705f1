// What a page gains from scripts beside the search box: copying citations. Everything else works without.
"use strict";

(() => {
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.body.append(said);

  const write = async (text) => {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text);
      return;
    }
    // A portal without TLS on its inner network has no clipboard interface.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };

  for (const button of document.querySelectorAll("button.copy")) {
    const usual = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await write(button.dataset.copy);
      } catch {
        return;
      }
      button.textContent = button.dataset.done;
      said.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = usual; said.textContent = ""; }, 2000);
    });
  }
})();
