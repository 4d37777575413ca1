// Single keys as shortcuts, with a list of them, and a switch for those who do not want them (WCAG 2.1.4).
(() => {
  "use strict";
  const list = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  const NAME = "sayso-keys-off";
  const remembered = () => { try { return localStorage.getItem(NAME) !== null; } catch { return false; } };
  box.checked = !remembered();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(NAME); else localStorage.setItem(NAME, "1");
    } catch { /* a private window forgets, and that is fine */ }
  });
  const go = { i: "/", r: "/review", a: "/add", l: "/log" };
  let leading = false;

  const rows = () => {
    const within = document.querySelector("dialog[open] #drawer-body") ?? document.getElementById("page");
    return [...within.querySelectorAll("[data-row], .claim")].filter((node) => node.checkVisibility());
  };
  const current = () => rows().find((node) => node.classList.contains("at"));
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
    for (const node of document.querySelectorAll(".at")) node.classList.remove("at");
    next.classList.add("at");
    next.scrollIntoView({ block: "nearest" });
    (next.querySelector("[data-open-row], .more-of, button") ?? next).focus({ preventScroll: true });
  };
  const press = (key) => {
    const within = current() ?? (document.querySelectorAll("[data-key='" + key + "']").length === 1 ? document : null)
      ?? document.querySelector(".act");
    within?.querySelector(`[data-key="${key}"]`)?.click();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) list.showModal();
    if (event.target.closest("[data-shut]") || event.target === list) list.close();
  });

  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea")) return;
    const key = event.key;
    if (leading) {
      leading = false;
      if (go[key]) location.assign(go[key]);
      return;
    }
    const does = {
      "?": () => { if (!list.open) list.showModal(); },
      "/": () => document.getElementById("find").focus(),
      g: () => { leading = true; setTimeout(() => { leading = false; }, 1200); },
      j: () => move(1),
      k: () => move(-1),
      o: () => current()?.querySelector("[data-open-row], .more-of")?.click(),
      a: () => press("a"),
      x: () => press("x"),
      u: () => press("u"),
      e: () => press("e"),
      z: () => document.querySelector(".toast .undo button")?.click(),
    }[key];
    if (!does) return;
    event.preventDefault();
    does();
  });
})();
