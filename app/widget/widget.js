// <styrsvar-fraga>: Styrsvar's question box on any page.
//
//   <script src="https://styrsvar.example/widget.js" defer></script>
//   <styrsvar-fraga></styrsvar-fraga>
//
// Attributes, all optional: server (where Styrsvar is reached; else where this script came from), label, placeholder,
// theme ("light" or "dark"; else what the reader's system says). CSS: --styrsvar-accent, --styrsvar-font.
// Everything that comes from a document is set as text, never as HTML. The page must be let in by
// STYRSVAR_ALLOWED_ORIGINS where it is not Styrsvar's own.
(() => {
  "use strict";

  const HOME = document.currentScript ? new URL(document.currentScript.src).origin : location.origin;
  const LONGEST = 2000; // characters of a question, as the server has it
  const SHOWN = 5; // sources; the rest fold away, since a complete list can have forty
  const PATIENCE = 60000; // milliseconds
  const STYLE = `
:host { --accent: var(--styrsvar-accent, #00539b); --on-accent: #fff; --text: #1c1c1c; --soft: #4d4d4d; --line: #767676;
  --ground: #fff; --card: #f4f6f8; color-scheme: light; display: block; max-width: 46rem; color: var(--text);
  background: var(--ground); font: 1rem/1.5 var(--styrsvar-font, system-ui, sans-serif); text-align: start; }
:host([hidden]) { display: none; }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { --accent: var(--styrsvar-accent-dark, #8ec5ff);
  --on-accent: #10202f; --text: #f0f0f0; --soft: #c4c4c4; --line: #9a9a9a; --ground: #16191d; --card: #23282e;
  color-scheme: dark; } }
:host([theme="dark"]) { --accent: var(--styrsvar-accent-dark, #8ec5ff); --on-accent: #10202f; --text: #f0f0f0;
  --soft: #c4c4c4; --line: #9a9a9a; --ground: #16191d; --card: #23282e; color-scheme: dark; }
* { box-sizing: border-box; }
form { display: grid; gap: .375rem; }
label { font-weight: 600; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; }
input { flex: 1 1 14rem; min-width: 0; font: inherit; color: inherit; background: var(--ground);
  border: 1px solid var(--line); border-radius: .375rem; padding: .5rem .75rem; }
input::placeholder { color: var(--soft); opacity: 1; }
button { font: inherit; border-radius: .375rem; padding: .5rem 1rem; cursor: pointer; color: var(--accent);
  background: transparent; border: 1px solid currentcolor; min-height: 2.5rem; }
button.ask { background: var(--accent); color: var(--on-accent); border-color: var(--accent); font-weight: 600; }
button.ref { min-width: 1.5rem; min-height: 1.5rem; padding: 0 .375rem; margin: 0 .125rem; font-size: .875em; line-height: 1.4; }
button[aria-disabled="true"] { opacity: .7; cursor: progress; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.status { color: var(--soft); min-height: 1.5rem; margin: .25rem 0; }
.answer { overflow-wrap: anywhere; }
.answer > :first-child { margin-top: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; text-align: start; vertical-align: top; }
h2 { font-size: 1rem; margin: 1rem 0 .25rem; }
ol.sources { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
ol.sources > li { background: var(--card); border-radius: .375rem; padding: .5rem .75rem; }
summary { cursor: pointer; margin: .5rem 0; }
blockquote { margin: .25rem 0; color: var(--soft); }
a { color: var(--accent); }
.more { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
.failure { border-inline-start: .25rem solid #c5221f; padding-inline-start: .75rem; }
@media (prefers-reduced-motion: no-preference) { .answer { transition: opacity .15s; } }
`;

  const made = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  // An answer's Markdown as elements: paragraphs, headings, lists, tables, bold, italics and [n]. `cite` makes what [n] becomes.
  function* inline(text, cite) {
    const marks = /\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[(\d{1,3})\]/g;
    let at = 0;
    for (const match of text.matchAll(marks)) {
      if (match.index > at) yield text.slice(at, match.index);
      if (match[1] !== undefined) yield made("strong", {}, ...inline(match[1], cite));
      else if (match[2] !== undefined) yield made("em", {}, ...inline(match[2], cite));
      else yield cite(match[3]) ?? match[0];
      at = match.index + match[0].length;
    }
    if (at < text.length) yield text.slice(at);
  }

  const NUMBERED = /^\s*\d+[.)]\s+/, BULLET = /^\s*[-*•]\s+/, ROW = /^\s*\|.*\|\s*$/, HEADING = /^#{1,6}\s+/;
  const sort = (line) => (HEADING.test(line) ? "h3" : NUMBERED.test(line) ? "ol" : BULLET.test(line) ? "ul" : ROW.test(line) ? "table" : "p");
  const cells = (row) => row.trim().slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());

  function table(lines, cite) {
    const [head, , ...rows] = lines;
    const cell = (name, more) => (text) => made(name, more, ...inline(text, cite));
    const body = rows.map((row) => made("tr", {}, ...cells(row).map(cell("td", {}))));
    const top = made("thead", {}, made("tr", {}, ...cells(head).map(cell("th", { scope: "col" }))));
    const whole = made("table", {}, top, made("tbody", {}, ...body));
    return made("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Tabell" }, whole);
  }

  function block(kind, lines, cite) {
    if (kind === "table" && lines.length > 1) return table(lines, cite);
    if (kind === "h3") return made("h3", {}, ...inline(lines.join(" ").replace(HEADING, ""), cite));
    if (kind === "ol" || kind === "ul") {
      const words = (line) => line.replace(kind === "ol" ? NUMBERED : BULLET, "");
      return made(kind, {}, ...lines.map((line) => made("li", {}, ...inline(words(line), cite))));
    }
    return made("p", {}, ...inline(lines.join(" "), cite));
  }

  function markdown(text, cite) {
    const blocks = [];
    let lines = [], kind = "";
    const end = () => {
      if (lines.length) blocks.push(block(kind, lines, cite));
      lines = [];
    };
    for (const line of text.split("\n")) {
      const own = line.trim() ? sort(line) : "";
      if (own !== kind) end();
      kind = own;
      if (own) lines.push(line);
    }
    end();
    return blocks;
  }

  // Server-sent events of an answer that is still coming.
  async function* events(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      held += value;
      const parts = held.split("\n\n");
      held = parts.pop();
      for (const part of parts) {
        const named = /^event: (.*)$/m.exec(part), data = /^data: (.*)$/m.exec(part);
        if (named && data) yield { name: named[1], data: JSON.parse(data[1]) };
      }
    }
  }

  class Question extends HTMLElement {
    #conversation = null;
    #running = null;

    connectedCallback() {
      if (this.shadowRoot) return;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      this.setAttribute("lang", this.getAttribute("lang") || "sv");
      this.label = this.getAttribute("label") || "Fråga om stadens styrande dokument";
      const placeholder = this.getAttribute("placeholder") || "Till exempel: Vilka uppdrag är ej påbörjade?";
      this.box = made("input", { id: "fraga", type: "text", maxlength: LONGEST, autocomplete: "off", placeholder });
      this.button = made("button", { type: "submit", class: "ask" }, "Fråga");
      this.status = made("p", { class: "status", role: "status" });
      this.answer = made("div", { class: "answer" });
      this.sources = made("div");
      this.more = made("div", { class: "more" });
      const form = made("form", { role: "search", "aria-label": "Styrsvar" }, made("label", { for: "fraga" }, this.label),
        made("div", { class: "row" }, this.box, this.button));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.ask(this.box.value);
      });
      root.append(form, this.status, this.answer, this.sources, this.more);
    }

    disconnectedCallback() {
      this.#running?.abort();
    }

    get server() {
      return (this.getAttribute("server") || HOME).replace(/\/+$/, "");
    }

    async ask(text) {
      const question = text.trim();
      if (!question) {
        this.status.textContent = "Skriv en fråga först.";
        this.box.focus();
        return;
      }
      if (this.#running) return;
      this.#begin();
      try {
        await this.#told(question, this.#running.signal);
      } catch (error) {
        this.#failed(error);
      } finally {
        clearTimeout(this.timer);
        this.#running = null;
        this.button.removeAttribute("aria-disabled");
      }
    }

    #begin() {
      this.#running = new AbortController();
      this.timer = setTimeout(() => this.#running?.abort(), PATIENCE);
      this.button.setAttribute("aria-disabled", "true");
      this.status.textContent = "Söker i handlingarna.";
      for (const part of [this.answer, this.sources, this.more]) part.replaceChildren();
    }

    async #told(question, signal) {
      const body = JSON.stringify({ question, conversation_id: this.#conversation });
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(`${this.server}/api/ask/stream`, { method: "POST", headers, body, signal,
        credentials: "omit" });
      if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail || "");
      let text = "", drawn = 0;
      for await (const { name, data } of events(response)) {
        if (name === "error") throw new Error(data.detail);
        if (name === "token") {
          text += data.text;
          if (performance.now() - drawn > 50) {
            this.answer.replaceChildren(...markdown(text, (number) => `[${number}]`));
            drawn = performance.now();
          }
        }
        if (name === "done") return this.#done(data);
      }
      throw new Error("");
    }

    #done(data) {
      this.#conversation = data.conversation_id;
      const known = new Set(data.citations.map((citation) => String(citation.number)));
      this.answer.replaceChildren(...markdown(data.answer, (number) => known.has(number) && this.#reference(number)));
      if (data.citations.length) {
        const heading = made("h2", { id: "kallor" }, data.answered ? "Källor" : "Närmaste ställen i handlingarna");
        this.sources.replaceChildren(heading, ...this.#lists(data.citations.map((citation) => this.#source(citation))));
      }
      this.more.replaceChildren(...data.suggestions.map((text) => this.#suggestion(text)));
      const count = data.citations.length;
      this.status.textContent = `Svaret är klart, med ${count} ${count === 1 ? "källa" : "källor"}.`;
      this.box.value = "";
    }

    #lists(cards) {
      const list = (some) => made("ol", { class: "sources", "aria-labelledby": "kallor" }, ...some);
      const more = cards.length - SHOWN;
      if (more <= 0) return [list(cards)];
      const summary = made("summary", {}, `Visa ${more} ${more === 1 ? "källa" : "källor"} till`);
      return [list(cards.slice(0, SHOWN)), made("details", {}, summary, list(cards.slice(SHOWN)))];
    }

    #reference(number) {
      const button = made("button", { type: "button", class: "ref", "aria-label": `Källa ${number}` }, number);
      button.addEventListener("click", () => {
        const card = this.shadowRoot.getElementById(`kalla-${number}`);
        card.closest("details")?.setAttribute("open", "");
        card.focus();
      });
      return button;
    }

    #source(citation) {
      const place = [citation.attachment, citation.section, `sida ${citation.page}`].filter(Boolean).join(", ");
      const link = made("a", { href: new URL(citation.permalink, `${this.server}/`).href, target: "_blank", rel: "noopener" },
        `Öppna källa ${citation.number} (ny flik)`);
      const scan = citation.scanned ? " (inskannad text)" : "";
      return made("li", { id: `kalla-${citation.number}`, tabindex: "-1" },
        made("strong", {}, `${citation.number}. ${citation.title}`), made("div", {}, place + scan),
        made("blockquote", {}, `”${citation.quote}”`), link);
    }

    #suggestion(text) {
      const button = made("button", { type: "button" }, text);
      button.addEventListener("click", () => {
        this.box.focus();
        this.ask(text);
      });
      return button;
    }

    #failed(error) {
      const late = error.name === "AbortError";
      const unreached = error instanceof TypeError; // no connection, or this site is not let in
      const words = late ? "Svaret dröjde för länge. Försök igen."
        : unreached ? "Styrsvar går inte att nå från den här sidan just nu. Försök igen senare."
        : error.message || "Svaret avbröts. Försök igen.";
      this.status.textContent = "Det gick inte att svara.";
      this.answer.replaceChildren(made("p", { class: "failure" }, words));
    }
  }

  if (!customElements.get("styrsvar-fraga")) customElements.define("styrsvar-fraga", Question);
})();
