"use strict";
// What every page of ours does: two languages, light and dark, print. The page's own script goes on from `shell`.
const shell = (() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const turned = [];

  // Language: every element keeps its other text in data-alt; the switch exchanges the two.
  $("lang").addEventListener("click", () => {
    for (const node of document.querySelectorAll("[data-alt]")) {
      const holder = node.querySelector(":scope > button.sort") || node;
      const other = node.dataset.alt;
      node.dataset.alt = holder.textContent;
      holder.textContent = other;
    }
    root.lang = root.lang === "vi" ? "en" : "vi";
    for (const then of turned) then(root.lang);
  });

  $("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // On paper everything is unfolded.
  $("print").addEventListener("click", () => print());
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const node of opened) node.open = true;
  });
  addEventListener("afterprint", () => {
    for (const node of opened) node.open = false;
  });

  return { onTurn: (then) => turned.push(then) };
})();
