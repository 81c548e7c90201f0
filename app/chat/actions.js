"use strict";
(() => {
  // What buttons in our own HTML do, in the chat and on the pages beside it.
  const TALKS = "styrsvar-samtal";
  const MOST_TALKS = 50;
  const SLOW = 400; // milliseconds between questions about a job
  const say = (place, text) => { if (place) place.textContent = text; };
  const near = (element) => element.closest(".tools, .upload, main, body").querySelector("[role=status]");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // an address without TLS has no clipboard of its own
      const box = document.createElement("textarea");
      box.value = text;
      box.style.position = "fixed";
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      if (!done) throw new Error("not copied");
    }
  };
  const copied = (button, text) => copy(text).then(
    () => say(near(button), "Kopierat."),
    () => say(near(button), "Det gick inte att kopiera. Markera texten och kopiera den själv."));
  const detail = async (reply) => {
    try { return (await reply.json()).detail || "Något gick fel. Försök igen."; } catch { return "Något gick fel. Försök igen."; }
  };

  // The reader's own conversations: only this browser knows which they are.
  const talks = () => { try { return JSON.parse(localStorage.getItem(TALKS)) || []; } catch { return []; } };
  const keep = (list) => { try { localStorage.setItem(TALKS, JSON.stringify(list.slice(0, MOST_TALKS))); } catch { /* private window */ } };
  const noted = () => {
    const tools = document.querySelector("#answer .tools[data-conversation]");
    if (!tools) return;
    const id = tools.dataset.conversation;
    const list = talks();
    const known = list.find((one) => one.id === id);
    if (known && known.last === tools.dataset.question) return;
    const first = known ? known.first : tools.dataset.question;
    keep([{ id, first, last: tools.dataset.question, when: new Date().toISOString() }, ...list.filter((one) => one.id !== id)]);
  };
  new MutationObserver(noted).observe(document.body, { childList: true, subtree: true });
  const listed = () => {
    const place = document.querySelector("[data-talks]");
    if (!place) return;
    place.replaceChildren(...talks().map((talk) => {
      const row = document.createElement("li");
      const open = document.createElement("a");
      open.href = `/?samtal=${encodeURIComponent(talk.id)}`;
      open.textContent = talk.first;
      const when = document.createElement("span");
      when.className = "place";
      when.textContent = new Date(talk.when).toLocaleString("sv-SE", { dateStyle: "medium", timeStyle: "short" });
      const files = [["Word", "docx"], ["PDF", "pdf"], ["Markdown", "md"]].map(([name, form]) => {
        const file = document.createElement("a");
        file.href = `/samtal/${encodeURIComponent(talk.id)}.${form}`;
        file.textContent = name;
        file.setAttribute("aria-label", `Hämta samtalet ”${talk.first}” som ${name}`);
        return file;
      });
      const gone = document.createElement("button");
      gone.type = "button";
      gone.textContent = "Ta bort";
      gone.setAttribute("aria-label", `Ta bort samtalet ”${talk.first}”`);
      gone.addEventListener("click", () => forget(talk));
      row.append(open, when, ...files, gone);
      return row;
    }));
    document.querySelector("[data-no-talks]").hidden = talks().length > 0;
  };
  const forget = async (talk) => {
    const said = document.querySelector("main [role=status]");
    try {
      const reply = await fetch(`/api/conversations/${encodeURIComponent(talk.id)}`, { method: "DELETE" });
      if (!reply.ok && reply.status !== 404) { say(said, await detail(reply)); return; }
      keep(talks().filter((one) => one.id !== talk.id));
      listed();
      say(said, `Samtalet ”${talk.first}” är borttaget.`);
      document.querySelector("main").focus();
    } catch { say(said, "Servern svarar inte. Försök igen."); }
  };
  listed();

  // What a reader thinks of an answer.
  const rate = async (button) => {
    const tools = button.closest(".tools");
    const body = { rating: button.dataset.rating, conversation_id: tools.dataset.conversation, question: tools.dataset.question };
    if (await sent(tools, body, "Tack! Vill du säga varför?")) {
      tools.querySelectorAll("[data-rating]").forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
      tools.querySelector("form").hidden = false;
      tools.querySelector("textarea").focus();
    }
  };
  const sent = async (tools, body, thanks) => {
    const said = tools.querySelector("[role=status]");
    try {
      const reply = await fetch("/api/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      say(said, reply.ok ? thanks : await detail(reply));
      return reply.ok;
    } catch { say(said, "Servern svarar inte. Försök igen."); return false; }
  };

  // Files that are read in, and a document that is read again: followed step by step.
  const follow = async (job, bar, said) => {
    bar.hidden = false;
    for (;;) {
      bar.value = job.progress;
      say(said, job.step);
      if (job.state === "done" || job.state === "failed") break;
      await new Promise((go) => setTimeout(go, SLOW));
      const reply = await fetch(`/api/jobs/${job.id}`);
      if (!reply.ok) throw new Error(await detail(reply));
      job = await reply.json();
    }
    bar.hidden = true;
    return job;
  };
  const upload = (form, files) => {
    const [bar, said, outcome] = ["progress", "[role=status]", ".outcome"].map((what) => form.querySelector(what));
    outcome.replaceChildren();
    if (!files.length) { say(said, "Välj en eller flera filer först."); return; }
    const data = new FormData();
    for (const file of files) data.append("file", file);
    const request = new XMLHttpRequest(); // tells how much is sent, which fetch does not
    request.open("POST", "/api/documents");
    request.responseType = "json";
    bar.hidden = false;
    say(said, "Skickar …");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener("error", () => { bar.hidden = true; say(said, "Servern svarar inte. Försök igen."); });
    request.addEventListener("load", async () => {
      if (request.status !== 202) { bar.hidden = true; say(said, request.response?.detail || "Filen kunde inte skickas. Försök igen."); return; }
      try {
        const job = await follow(request.response, bar, said);
        const read = job.documents.filter((one) => one.result !== "misslyckad").length;
        say(said, job.documents.length ? `Klart: ${read} av ${job.documents.length} inlästa.` : job.error);
        outcome.replaceChildren(...job.documents.map((one) => {
          const row = document.createElement("li");
          const bad = one.result === "misslyckad";
          row.className = bad ? "bad" : "";
          row.textContent = bad ? `${one.file}: ${one.message}` : `${one.file}: ${one.result}, ${one.pages} ${one.pages === 1 ? "sida" : "sidor"}${one.warnings.length ? ". " + one.warnings.join(" ") : ""}`;
          return row;
        }));
        form.reset();
        document.querySelector("#read-list")?.click();
      } catch (error) { bar.hidden = true; say(said, error.message || "Servern svarar inte. Försök igen."); }
    });
    request.send(data);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.matches("[data-copy]")) copied(button, button.closest(".tools").querySelector("template").content.textContent);
    else if (button.matches("[data-copy-address]")) copied(button, location.href);
    else if (button.matches("[data-copy-link]")) { event.preventDefault(); copied(button, button.href); }
    else if (button.matches("[data-rating]")) rate(button);
    else if (button.matches("[data-print]")) print();
    else if (button.matches("[data-keep]")) {
      document.querySelector("#keep")?.click();
      button.closest("li").remove();
      say(document.querySelector("#status"), "Avgränsningen gäller nästa fråga.");
      document.querySelector("#question textarea").focus();
    }
    else if (button.matches("[data-job]")) {
      const [bar, said] = [document.querySelector("progress.job"), near(button)];
      button.disabled = true;
      try {
        const reply = await fetch(button.dataset.job, { method: "POST" });
        if (!reply.ok) throw new Error("Handlingen kunde inte läsas in på nytt. Ladda om sidan.");
        const job = await follow(await reply.json(), bar, said);
        say(said, job.state === "done" ? "Klart. Ladda om sidan för att se resultatet." : job.error);
      } catch (error) { say(said, error.message); } finally { button.disabled = false; }
    }
  });
  document.addEventListener("submit", async (event) => {
    if (event.target.matches(".upload")) {
      event.preventDefault();
      upload(event.target, event.target.querySelector("input[type=file]").files);
    } else if (event.target.matches(".tools form")) {
      event.preventDefault();
      const tools = event.target.closest(".tools");
      const rating = tools.querySelector("[aria-pressed=true]")?.dataset.rating || "down";
      const body = { rating, conversation_id: tools.dataset.conversation, question: tools.dataset.question, comment: event.target.elements.comment.value };
      if (await sent(tools, body, "Tack för att du berättade.")) event.target.hidden = true;
    }
  });
  for (const [name, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(name, (event) => {
      const form = event.target.closest?.(".upload");
      if (!form) return;
      event.preventDefault();
      form.classList.toggle("over", over);
      if (name === "drop") upload(form, event.dataTransfer.files);
    });
  }
})();
