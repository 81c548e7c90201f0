"use strict";
(() => {
  // Gradio sets the browser's language; the page is in Swedish.
  const root = document.documentElement;
  const swedish = () => root.lang !== "sv" && (root.lang = "sv");
  new MutationObserver(swedish).observe(root, { attributes: true, attributeFilter: ["lang"] });
  // Reading aloud: the short status line is announced; the answer itself is not read word by word.
  const mark = () => {
    const status = document.querySelector("#status");
    if (status && !status.hasAttribute("role")) {
      status.setAttribute("role", "status");
      status.setAttribute("aria-live", "polite");
    }
    return Boolean(status);
  };
  if (!mark()) {
    const watch = new MutationObserver(() => mark() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
  }
  // The address may name a tab: /?flik=uppdrag
  const wanted = new URLSearchParams(location.search).get("flik");
  if (wanted) {
    let held = 0; // Gradio chooses its first tab once more while it starts: ours must stay chosen for a while
    const open = setInterval(() => {
      if (!document.querySelector("#suggestions button:not(.hidden), .empty, .failure, #asked .question")) return; // not begun
      const tabs = [...document.querySelectorAll(".tab-container:not(.visually-hidden) [role=tab]")];
      const tab = tabs.find((one) => one.textContent.trim().toLowerCase() === wanted.toLowerCase());
      if (tab && tab.ariaSelected !== "true") { held = 0; tab.click(); } else if (tab) held += 1;
      if (held > 10 || (tabs.length && !tab)) clearInterval(open);
    }, 100);
    document.addEventListener("pointerdown", () => clearInterval(open), { once: true });
    document.addEventListener("keydown", () => clearInterval(open), { once: true });
  }
  // Gradio's lists of choices stand without a name and a role of their own: give them their label's, and what they are.
  const named = () => {
    for (const input of document.querySelectorAll(".block .wrap-inner input")) {
      const block = input.closest(".block");
      const label = block.querySelector('[data-testid="block-info"]')?.textContent.trim();
      const list = block.querySelector("ul[role=listbox]");
      if (list && !list.id) list.id = `val-${Math.random().toString(36).slice(2)}`;
      const none = label?.includes("ur frågan:") ? "Enligt frågan" : "Alla"; // where several may be chosen, none is all
      const told = { role: "combobox", "aria-label": label, "aria-expanded": String(Boolean(list)), "aria-controls": list?.id };
      if (!input.value) told.placeholder = block.querySelector(".token") ? "" : none;
      for (const [name, value] of Object.entries(told)) {
        if (value === undefined) input.removeAttribute(name);
        else if (input.getAttribute(name) !== value) input.setAttribute(name, value);
      }
      for (const cross of block.querySelectorAll(".token-remove")) { // Gradio says "Remove 0" and "Clear"
        const one = cross.closest(".token")?.textContent.trim();
        cross.setAttribute("aria-label", one ? `Ta bort ${one}` : `Ta bort allt i ${label}`);
        cross.title = cross.ariaLabel;
      }
      block.querySelectorAll("svg").forEach((drawn) => drawn.setAttribute("aria-hidden", "true"));
      if (list) list.setAttribute("aria-label", label);
    }
    const shown = document.querySelector('.tab-container:not(.visually-hidden) [role=tab][aria-selected="true"]');
    document.querySelectorAll("[role=tablist]").forEach((tabs) => tabs.setAttribute("aria-label", "Sidans delar"));
    document.querySelectorAll(".overflow-menu > button").forEach((more) => more.setAttribute("aria-label", "Fler delar av sidan"));
    for (const panel of document.querySelectorAll("[role=tabpanel]")) {
      if (shown && panel.offsetParent) panel.setAttribute("aria-label", shown.textContent.trim());
    }
  };
  document.addEventListener("click", (event) => event.target.closest("[role=tab]") && setTimeout(named, 50));
  new MutationObserver(named).observe(document.body, { childList: true, subtree: true, characterData: true });
  // Gradio tells of a server that is gone in English.
  const TITLES = { Error: "Fel", Warning: "Varning", Info: "Att veta", Success: "Klart" };
  const GONE = "Servern svarar inte. Styrsvar försöker igen. Samtalet och det du har skrivit kommer tillbaka.";
  const SAID = [[/lost|attempting/i, GONE], [/established|reconnected|restored/i, "Servern svarar igen."]];
  const write = (element, text) => { if (element && text && element.textContent !== text) element.textContent = text; };
  const toasts = () => {
    for (const toast of document.querySelectorAll("[data-testid=toast-body]")) {
      const title = toast.querySelector(".toast-title-row > span");
      write(title, TITLES[title?.textContent.trim()]);
      const header = toast.querySelector(".toast-header"); // a button around a button: only the inner one is needed
      header?.removeAttribute("role");
      header?.removeAttribute("tabindex");
      toast.querySelector("[data-testid=toast-close]")?.setAttribute("aria-label", "Stäng");
      for (const text of toast.querySelectorAll("[data-testid=toast-text]")) {
        const ours = [GONE, ...SAID.map((one) => one[1]), "Något gick fel. Försök igen."];
        if (ours.includes(text.textContent)) continue;
        write(text, SAID.find(([pattern]) => pattern.test(text.textContent))?.[1] || ours.at(-1));
        if (text.textContent === GONE) back();
      }
    }
  };
  // When the server is back the page is loaded anew, by us or by Gradio, with the conversation and what was being written.
  const BETWEEN = 2000; // milliseconds between looks
  const BREAK = "styrsvar-avbrott";
  let gone = false;
  const back = async () => {
    if (gone) return;
    gone = true;
    for (let ready = false; !ready;) {
      await new Promise((go) => setTimeout(go, BETWEEN));
      ready = await fetch("/health/ready").then((reply) => reply.ok, () => false);
    }
    location.reload();
  };
  addEventListener("pagehide", () => {
    const typed = document.querySelector("#question textarea")?.value || "";
    const talk = document.querySelector("#answer .tools[data-conversation]")?.dataset.conversation || "";
    const query = new URLSearchParams({ ...(talk && { samtal: talk }), ...(typed && { q: typed }) }).toString();
    try { if (gone && query) sessionStorage.setItem(BREAK, query); } catch { /* nothing is kept in a private window */ }
  });
  try {
    const query = sessionStorage.getItem(BREAK);
    sessionStorage.removeItem(BREAK);
    if (query) location.replace(`/?${query}`);
  } catch { /* nothing was kept */ }
  new MutationObserver(toasts).observe(document.body, { childList: true, subtree: true, characterData: true });
  // Which choice the arrows stand on is told to those who hear the page.
  document.addEventListener("keyup", (event) => {
    const active = event.target.matches?.(".wrap-inner input") && event.target.closest(".block").querySelector("li.active");
    if (!active) { event.target.removeAttribute?.("aria-activedescendant"); return; }
    active.id = `${active.parentElement.id}-${active.dataset.index}`;
    event.target.setAttribute("aria-activedescendant", active.id);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.(".token-remove")) return;
    event.preventDefault();
    event.target.click();
  });
  // Arrows go between tabs, as readers of tab lists expect.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !event.target.matches?.("[role=tab]")) return;
    const tabs = [...event.target.closest("[role=tablist]").querySelectorAll("[role=tab]")];
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });
  // A source may lie folded away: open what hides it before going there.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.ref");
    if (!link) return;
    const card = document.getElementById(link.getAttribute("href").slice(1));
    if (!card) return;
    event.preventDefault();
    card.closest("details")?.setAttribute("open", "");
    document.querySelectorAll(".card.here").forEach((other) => other.classList.remove("here"));
    card.classList.add("here");
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "center" });
    card.focus({ preventScroll: true });
  });
  // A brief is asked of the API and comes as a file.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("#brief-form");
    if (!form) return;
    event.preventDefault();
    const said = form.querySelector("[role=status]");
    const button = form.querySelector("button");
    button.disabled = true;
    said.textContent = "Skriver underlaget …";
    try {
      const wanted = JSON.stringify({ topic: form.elements.topic.value, format: form.elements.format.value });
      const reply = await fetch("/api/briefs", { method: "POST", headers: { "Content-Type": "application/json" }, body: wanted });
      if (!reply.ok) {
        said.textContent = (await reply.json()).detail;
      } else {
        const link = document.createElement("a");
        link.href = URL.createObjectURL(await reply.blob());
        const name = /filename\*=UTF-8''([^;]+)/.exec(reply.headers.get("content-disposition") || "");
        link.download = name ? decodeURIComponent(name[1]) : "underlag";
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 60000);
        said.textContent = `${link.download} är hämtad.`;
      }
    } catch {
      said.textContent = "Servern svarar inte. Försök igen.";
    } finally {
      button.disabled = false;
    }
  });
  // A new question comes to the top of the window.
  const asked = new MutationObserver(() => {
    const heading = document.querySelector("#asked .question");
    if (heading) heading.scrollIntoView({ block: "start" });
  });
  const begin = () => {
    const place = document.querySelector("#asked");
    if (place) asked.observe(place, { childList: true, subtree: true });
    else setTimeout(begin, 200);
  };
  begin();
})();
