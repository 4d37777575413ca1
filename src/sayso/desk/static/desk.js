// Forms that change the page in place, the choice of words in a text, and the drawer kept open over a change.
(() => {
  "use strict";
  const page = () => document.getElementById("page");
  const drawer = document.getElementById("drawer");
  let opened = "";

  const say = (text, bad) => {
    const box = document.createElement("div");
    box.className = bad ? "toast bad" : "toast";
    const line = document.createElement("p");
    line.textContent = text;
    box.append(line);
    document.querySelector(".toasts").replaceChildren(box);
  };

  // Which parts of the page are unfolded, so that a change leaves them so.
  const folds = () => [...document.querySelectorAll("#page details")].map((node) => node.open);

  const swap = (fresh, sameShape) => {
    const open = folds();
    const top = scrollY;
    const wanted = opened;
    const wasOpen = drawer.open;
    const depth = drawer.scrollTop;
    if (wasOpen) drawer.close();
    page().replaceWith(document.adoptNode(fresh));
    htmx.process(page());
    const nodes = [...document.querySelectorAll("#page details")];
    if (nodes.length === open.length || sameShape) nodes.forEach((node, n) => { if (open[n] !== undefined) node.open = open[n]; });
    scrollTo(0, top);
    if (wasOpen && wanted) {
      const link = [...document.querySelectorAll("#page a[data-open]")].find((node) => node.dataset.open === wanted);
      if (link) {
        link.click();
        drawer.scrollTop = depth;
      }
      const toasts = document.querySelector(".toasts");
      if (drawer.open && toasts.children.length) drawer.append(toasts);
    }
  };

  const send = async (form, button) => {
    const data = new FormData(form, button);
    for (const one of form.querySelectorAll("button")) one.disabled = true;
    try {
      const reply = await fetch(form.getAttribute("action"), { method: "POST", body: data, credentials: "same-origin" });
      const other = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = other.getElementById("page");
      if (!reply.ok || !fresh) {
        const what = other.querySelector(".error-line")?.textContent ?? "The desk gave no answer.";
        say(`${what} ${other.querySelector(".error-mend")?.textContent ?? ""}`, true);
        for (const one of form.querySelectorAll("button")) one.disabled = false;
        return;
      }
      document.querySelector(".who-am-i")?.replaceWith(document.adoptNode(other.querySelector(".who-am-i")));
      document.querySelector("#drawer > .toasts")?.remove();
      swap(fresh);
    } catch {
      say("The desk cannot be reached. Nothing was stored.", true);
      for (const one of form.querySelectorAll("button")) one.disabled = false;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-live]");
    if (!form) return;
    event.preventDefault();
    send(form, event.submitter);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]");
    if (link && !link.closest("#drawer")) opened = link.dataset.open;
    if (event.target.closest("[data-words]")) words();
  }, true);
  drawer.addEventListener("close", () => {
    const toasts = drawer.querySelector(":scope > .toasts");
    if (toasts && !drawer.open) page().prepend(toasts);
  });

  // Offsets in the ledger count code points; the browser counts UTF-16 units.
  const points = (text, units) => [...text.slice(0, units)].length;
  const choose = (text, from, to) => {
    const form = document.querySelector("form.amend");
    const trimmed = text.slice(from, to);
    const start = from + (trimmed.length - trimmed.trimStart().length);
    const end = start + trimmed.trim().length;
    if (!form || end <= start) return;
    form.elements.start.value = points(text, start);
    form.elements.end.value = points(text, end);
    document.getElementById("chosen").textContent = text.slice(start, end);
  };

  document.addEventListener("selectionchange", () => {
    const box = document.getElementById("claim-text");
    const chosen = getSelection();
    if (!box || !chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return;
    const before = document.createRange();
    before.selectNodeContents(box);
    before.setEnd(range.startContainer, range.startOffset);
    const from = before.toString().length;
    choose(box.textContent, from, from + range.toString().length);
  });

  const words = () => {
    const area = document.getElementById("words");
    area.closest("label").hidden = false;
    area.focus();
    const text = document.getElementById("claim-text");
    const value = area.value;
    const units = (n) => [...value].slice(0, n).join("").length;
    area.setSelectionRange(units(Number(text.dataset.start)), units(Number(text.dataset.end)));
    area.onbeforeinput = (event) => event.preventDefault(); // a read-only area would not let keys select
    area.onselect = () => choose(area.value, area.selectionStart, area.selectionEnd);
    area.onkeyup = () => { if (area.selectionStart !== area.selectionEnd) choose(area.value, area.selectionStart, area.selectionEnd); };
  };

  document.getElementById("here")?.scrollIntoView({ block: "center" });
  if (location.hash === "#amend") document.getElementById("amend")?.scrollIntoView();
})();
