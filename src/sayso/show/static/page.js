(() => {
  "use strict";
  const drawer = document.getElementById("drawer");
  const title = document.getElementById("drawer-title");
  const body = document.getElementById("drawer-body");
  document.documentElement.classList.add("js");

  // The drawer shows copies of what stands further down the page, so that the words exist once.
  const show = (ids, name, claim) => {
    const found = [...new Set(ids.map((id) => document.getElementById(id)?.closest("details")).filter(Boolean))];
    if (!found.length) return false;
    let answer = "";
    body.replaceChildren(...found.flatMap((node) => {
      const copy = node.cloneNode(true);
      copy.open = true;
      for (const line of copy.querySelectorAll("[data-full]")) {
        const full = document.getElementById(line.dataset.full);
        if (full) line.replaceWith(full.cloneNode(true));
      }
      for (const part of copy.querySelectorAll("[id]")) {
        if (part.id === claim) part.classList.add("here");
        part.removeAttribute("id");
      }
      if (!node.dataset.answer || node.dataset.answer === answer) return [copy];
      answer = node.dataset.answer;
      const head = document.createElement("h3");
      head.dir = "auto";
      head.textContent = answer;
      if (node.dataset.count) {
        const count = document.createElement("span");
        count.className = "count";
        count.textContent = `${node.dataset.count} in all`;
        head.append(" ", count);
      }
      return [head, copy];
    }));
    title.textContent = name || found[0].dataset.title || "Claim";
    if (!drawer.open) drawer.showModal();
    drawer.scrollTop = 0;
    title.focus();
    const here = body.querySelector(".here");
    if (here && body.querySelectorAll(".claim").length > 1) here.scrollIntoView({ block: "center" });
    return true;
  };

  // A figure that is larger than its frame fades out on the side where more of it lies.
  const frames = [...document.querySelectorAll(".scroll")];
  const fade = () => {
    for (const frame of frames) {
      const across = Math.abs(frame.scrollLeft) + frame.clientWidth < frame.scrollWidth - 2;
      const down = frame.scrollTop + frame.clientHeight < frame.scrollHeight - 2;
      frame.classList.toggle("more-across", across);
      frame.classList.toggle("more-down", down);
    }
  };
  for (const frame of frames) frame.addEventListener("scroll", fade, { passive: true });
  addEventListener("resize", fade, { passive: true });
  fade();

  const reveal = (node) => {
    for (let at = node; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const button = event.target.closest("button");
    if (link && link.dataset.open) {
      if (show(link.dataset.open.split(" "), "", link.dataset.claim)) event.preventDefault();
    } else if (link) {
      if (drawer.open) drawer.close();
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target) reveal(target);
    } else if (button && button.classList.contains("close")) {
      drawer.close();
    } else if (button && button.classList.contains("copy")) {
      copy(button);
    } else if (button && button.dataset.all) {
      const all = [...document.querySelectorAll(button.dataset.all)];
      const open = all.some((node) => !node.open);
      for (const node of all) node.open = open;
      button.textContent = open ? "Close all" : "Open all";
    } else if (event.target === drawer) {
      drawer.close();
    }
  });

  const copy = async (button) => {
    const line = button.previousElementSibling;
    try {
      await navigator.clipboard.writeText(line.textContent);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(line);
      const selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  };

  // A name in the chain graph lights up every chain that passes through it.
  const via = (node) => new Set(node.dataset.via.split(" "));
  document.addEventListener("pointerover", (event) => {
    const dot = event.target.closest(".graph .dot");
    for (const graph of document.querySelectorAll(".graph")) {
      const wanted = dot && graph.contains(dot) ? via(dot) : new Set();
      graph.classList.toggle("lit", wanted.size > 0);
      for (const part of graph.querySelectorAll("[data-via]")) {
        part.classList.toggle("on", [...via(part)].some((n) => wanted.has(n)));
      }
    }
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const node of closed) node.open = true;
  });
  addEventListener("afterprint", () => { for (const node of closed) node.open = false; });
})();
