// <quanze-search endpoint="https://quanze.example.gov.cn/">: a search box with suggestions for any page.
//
// Attributes: endpoint (where quanze serve is; default: this script's own folder), value, lang (zh, en), placeholder,
// label, answer (present: a question is answered under the box instead of leaving the page).
// Events (bubble, composed; detail in brackets): quanze-suggest {query, names}, quanze-select {query, name, url}, quanze-submit
// {query, url}, quanze-answer {query, answer}, quanze-error {message}. preventDefault() on select or submit keeps
// the page where it is.
// Looks: --quanze-accent --quanze-on-accent --quanze-ground --quanze-ink --quanze-soft --quanze-line --quanze-focus
// --quanze-chosen --quanze-font --quanze-radius; parts: input, button, list, option, answer.
// Children are what is shown where scripts do not run. Needs of the page's policy: script-src and connect-src that
// name the endpoint; no inline style, no eval.
"use strict";

(() => {
  const own = document.currentScript ? document.currentScript.src : document.baseURI;
  const WAIT = 120; // milliseconds of quiet before suggestions are asked for
  const MOST = 300; // characters, as the service takes

  const WORDS = {
    zh: { label: "问题、检索词、法条或文件名", go: "查询", list: "建议", some: (n) => `${n} 条建议`, none: "没有建议",
      failed: "暂时查不到，请稍后再试", more: "看全部结果", horizon: (d) => `索引所收文本截至 ${d}` },
    en: { label: "A question, words, a citation or a title", go: "Search", list: "Suggestions", some: (n) => `${n} suggestions`,
      none: "No suggestions", failed: "The search is not available, please try later", more: "See all results",
      horizon: (d) => `Texts in the index reach to ${d}` },
  };

  const STYLE = `
:host { display: block; position: relative; font-family: var(--quanze-font, inherit); color: var(--quanze-ink, #1c1b1a); }
:host([hidden]) { display: none; }
form { display: flex; gap: 0.5rem; margin: 0; }
.field { position: relative; flex: 1; min-width: 0; }
input, button { font: inherit; box-sizing: border-box; border-radius: var(--quanze-radius, 0.4rem); padding: 0.5rem 0.75rem;
  border: 1px solid var(--quanze-soft, #57534e); }
input { width: 100%; color: inherit; background: var(--quanze-ground, #fff); }
input::placeholder { color: var(--quanze-soft, #57534e); opacity: 1; }
button { cursor: pointer; background: var(--quanze-accent, #8a1c1c); color: var(--quanze-on-accent, #fff); border-color: var(--quanze-accent, #8a1c1c); }
:focus-visible { outline: 3px solid var(--quanze-focus, #1d4ed8); outline-offset: 2px; }
ul { position: absolute; z-index: 10; left: 0; right: 0; top: 100%; margin: 0.25rem 0 0; padding: 0; list-style: none; max-height: 60vh; overflow: auto;
  background: var(--quanze-ground, #fff); border: 1px solid var(--quanze-soft, #57534e); border-radius: var(--quanze-radius, 0.4rem); }
ul[hidden] { display: none; }
li { padding: 0.5rem 0.75rem; cursor: pointer; overflow-wrap: anywhere; }
li small { display: block; color: var(--quanze-soft, #57534e); }
li[aria-selected="true"], li:hover { background: var(--quanze-chosen, #e9e6e0); box-shadow: inset 0.3rem 0 var(--quanze-accent, #8a1c1c); }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
section { border: 1px solid var(--quanze-line, #d2cdc4); border-radius: var(--quanze-radius, 0.4rem); padding: 0.75rem 1rem; margin-top: 0.75rem; overflow-wrap: anywhere; }
section[hidden] { display: none; }
section p { margin: 0.3rem 0; }
section .conclusion { font-weight: 700; }
section a { color: var(--quanze-accent, #8a1c1c); }
@media (forced-colors: active) { li[aria-selected="true"] { outline: 2px solid; outline-offset: -2px; } }
`;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
      element.setAttribute(key, value);
    element.append(...children); // text is text: nothing that comes from the service is ever read as markup
    return element;
  };

  let count = 0;

  class QuanzeSearch extends HTMLElement {
    static observedAttributes = ["value", "lang", "placeholder", "label"];

    #id = `quanze-${++count}`;
    #input; #list; #said; #answer; #button; #label;
    #timer = 0;
    #request = null;
    #composing = false;
    #options = []; // [{name, description, url}]
    #chosen = -1;

    constructor () {
      super();
      const root = this.attachShadow({ mode: "open", delegatesFocus: true });
      const sheet = new CSSStyleSheet(); // made, not inline: a strict style-src allows it
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      this.#build(root);
    }

    #build (root) {
      const id = this.#id;
      this.#input = make("input", { id: `${id}-input`, part: "input", type: "text", role: "combobox", "aria-autocomplete": "list",
        "aria-expanded": "false", "aria-controls": `${id}-list`, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
        enterkeyhint: "search", maxlength: String(MOST) });
      this.#label = make("label", { for: `${id}-input`, class: "said" });
      this.#list = make("ul", { id: `${id}-list`, part: "list", role: "listbox", hidden: "" });
      this.#button = make("button", { type: "submit", part: "button" });
      this.#said = make("div", { role: "status", class: "said" });
      this.#answer = make("section", { part: "answer", "aria-live": "polite", hidden: "" });
      const form = make("form", {}, make("div", { class: "field" }, this.#label, this.#input, this.#list), this.#button);
      root.append(form, this.#said, this.#answer);
      form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
      this.#listen();
    }

    #listen () {
      const input = this.#input;
      // While an input method composes, what stands in the box is not yet what is meant.
      input.addEventListener("compositionstart", () => { this.#composing = true; clearTimeout(this.#timer); });
      input.addEventListener("compositionend", () => { this.#composing = false; this.#soon(); });
      input.addEventListener("input", (event) => { if (!this.#composing && !event.isComposing) this.#soon(); });
      input.addEventListener("keydown", (event) => this.#key(event));
      input.addEventListener("blur", () => this.#close());
      this.#list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
      this.#list.addEventListener("click", (event) => {
        const option = event.target.closest("li");
        if (option)
          this.#select(Number(option.dataset.index));
      });
    }

    connectedCallback () { this.#name(); }

    attributeChangedCallback (name, before, after) {
      if (name === "value" && this.#input.value !== (after ?? ""))
        this.#input.value = after ?? "";
      this.#name();
    }

    get value () { return this.#input.value; }
    set value (text) { this.#input.value = text; }
    focus (options) { this.#input.focus(options); }

    get #words () {
      const lang = this.getAttribute("lang") || document.documentElement.lang || "zh";
      return WORDS[lang.toLowerCase().startsWith("en") ? "en" : "zh"];
    }

    #name () {
      const words = this.#words, label = this.getAttribute("label") || words.label;
      this.#label.textContent = label;
      this.#input.placeholder = this.getAttribute("placeholder") || label;
      this.#list.setAttribute("aria-label", words.list);
      this.#button.textContent = words.go;
    }

    #url (path, parameters) {
      const url = new URL(path, new URL(this.getAttribute("endpoint") || ".", this.hasAttribute("endpoint") ? document.baseURI : own));
      for (const [key, value] of Object.entries(parameters))
        url.searchParams.set(key, value);
      return url;
    }

    #home (query) {
      const kept = {}, here = new URL(location.href);
      // On the service's own pages the reader's choice of language and size stays.
      for (const key of ["lang", "view"])
        if (here.origin === this.#url(".", {}).origin && here.searchParams.has(key))
          kept[key] = here.searchParams.get(key);
      return this.#url("./", { q: query, ...kept });
    }

    #fire (name, detail) {
      return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
    }

    async #fetch (url) {
      this.#request?.abort();
      this.#request = new AbortController();
      const response = await fetch(url, { signal: this.#request.signal, credentials: "omit", referrerPolicy: "no-referrer" });
      if (!response.ok)
        throw new Error(`${response.status}`);
      return response.json();
    }

    // ---- suggestions ----

    #soon () {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#suggest(), WAIT);
    }

    async #suggest () {
      const query = this.#input.value.trim();
      if (query === "") {
        this.#request?.abort();
        this.#show([]);
        return;
      }
      try {
        const [, names = [], descriptions = [], urls = []] = await this.#fetch(this.#url("api/v1/suggest", { q: query }));
        if (this.#input.value.trim() !== query)
          return;
        this.#show(names.map((name, i) => ({ name: String(name), description: String(descriptions[i] ?? ""), url: String(urls[i] ?? "") })));
        this.#fire("quanze-suggest", { query, names });
      } catch (error) {
        if (error.name !== "AbortError")
          this.#show([]); // typing goes on without suggestions
      }
    }

    #show (options) {
      this.#options = options;
      this.#list.replaceChildren(...options.map((option, i) => {
        const item = make("li", { id: `${this.#id}-${i}`, role: "option", part: "option", "aria-selected": "false", "data-index": String(i) }, option.name);
        if (option.description)
          item.append(make("small", {}, option.description));
        return item;
      }));
      this.#choose(-1);
      this.#list.hidden = options.length === 0;
      this.#input.setAttribute("aria-expanded", String(options.length > 0));
      this.#said.textContent = this.#input.value.trim() === "" ? "" : options.length > 0 ? this.#words.some(options.length) : this.#words.none;
    }

    #close () {
      clearTimeout(this.#timer);
      this.#list.hidden = true;
      this.#input.setAttribute("aria-expanded", "false");
      this.#choose(-1);
    }

    #choose (index) {
      this.#chosen = index;
      for (const [i, item] of [...this.#list.children].entries()) {
        item.setAttribute("aria-selected", String(i === index));
        if (i === index)
          item.scrollIntoView({ block: "nearest" });
      }
      if (index < 0)
        this.#input.removeAttribute("aria-activedescendant");
      else
        this.#input.setAttribute("aria-activedescendant", `${this.#id}-${index}`);
    }

    // Keys of the W3C's editable combobox with list autocomplete.
    #key (event) {
      if (event.isComposing || event.keyCode === 229)
        return;
      const n = this.#options.length, open = !this.#list.hidden;
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && n > 0) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.#list.hidden = false;
        this.#input.setAttribute("aria-expanded", "true");
        this.#choose(this.#chosen < 0 ? (step > 0 ? 0 : n - 1) : (this.#chosen + step + n) % n);
      } else if (event.key === "Enter" && open && this.#chosen >= 0)
        this.#select(this.#chosen);
      else if (event.key === "Escape" && open)
        this.#close();
      else if (event.key === "Escape")
        this.#input.value = "";
      else
        return;
      event.preventDefault();
    }

    #select (index) {
      const option = this.#options[index], query = this.#input.value.trim();
      if (!option)
        return;
      this.#input.value = option.name;
      this.#close();
      const url = this.#address(option);
      if (this.#fire("quanze-select", { query, name: option.name, url: url.href }))
        location.assign(url);
    }

    // Only addresses of the service itself are followed.
    #address (option) {
      const fallback = this.#home(option.name);
      try {
        const url = new URL(option.url, this.#url("./", {}));
        return option.url && url.origin === fallback.origin && url.protocol === fallback.protocol ? url : fallback;
      } catch {
        return fallback;
      }
    }

    // ---- searching ----

    #submit () {
      const query = this.#input.value.trim();
      if (query === "")
        return;
      this.#request?.abort();
      this.#close();
      const url = this.#home(query);
      if (!this.#fire("quanze-submit", { query, url: url.href }))
        return;
      if (this.hasAttribute("answer"))
        this.#ask(query, url);
      else
        location.assign(url);
    }

    async #ask (query, url) {
      try {
        const answer = await this.#fetch(this.#url("api/v1/ask", { q: query }));
        const parts = [make("p", { class: "conclusion", lang: "zh-CN" }, answer.conclusion)];
        for (const basis of answer.answers?.[0]?.basis ?? [])
          if (basis.quote)
            parts.push(make("p", { lang: "zh-CN" }, `${basis.citation}：${basis.quote}`));
        if (answer.horizon)
          parts.push(make("p", {}, this.#words.horizon(answer.horizon)));
        parts.push(make("p", {}, make("a", { href: url.href }, this.#words.more)));
        this.#answer.replaceChildren(...parts);
        this.#answer.hidden = false;
        this.#fire("quanze-answer", { query, answer });
      } catch (error) {
        if (error.name === "AbortError")
          return;
        this.#answer.replaceChildren(make("p", {}, this.#words.failed));
        this.#answer.hidden = false;
        this.#fire("quanze-error", { message: error.message });
      }
    }
  }

  if (!customElements.get("quanze-search"))
    customElements.define("quanze-search", QuanzeSearch);
})();
