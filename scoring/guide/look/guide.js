// The guide: a menu that is shut on narrow screens, and a search that needs no server.
"use strict";
(function () {
  const menu = document.querySelector("details.menu");
  if (window.matchMedia("(max-width: 60rem)").matches) menu.open = false;

  const form = document.getElementById("search");
  const input = form.querySelector("input");
  const results = document.getElementById("results");
  const MOST = 60, AROUND = 60;
  let sections = null, asked = false;

  // What is searched is a script of its own, loaded when somebody searches: data files cannot be read from a disk.
  function load() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = form.dataset.sections;
    script.onload = function () {
      sections = window.guideSections.map(([file, page, title, anchor, text]) =>
        ({ file, page, title, anchor, text, low: text.toLowerCase(), head: (page + " " + title).toLowerCase() }));
      show();
    };
    document.head.appendChild(script);
  }

  // Headings before text, the whole heading before a part of one; all words must be there.
  function score(section, words) {
    let points = 0;
    for (const word of words) {
      if (section.title.toLowerCase() === word) points += 20;
      else if (section.title.toLowerCase().startsWith(word)) points += 12;
      else if (section.head.includes(word)) points += 8;
      else if (section.low.includes(word)) points += 1;
      else return 0;
    }
    return points;
  }

  function piece(section, words) {
    const at = Math.max(0, ...words.map((word) => section.low.indexOf(word)));
    const start = Math.max(0, at - AROUND);
    return (start ? "…" : "") + section.text.slice(start, at + 2 * AROUND) + (section.text.length > at + 2 * AROUND ? "…" : "");
  }

  function marked(node, text, words) {
    const pattern = new RegExp("(" + words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")", "gi");
    text.split(pattern).forEach((part, index) => {
      if (index % 2) node.appendChild(document.createElement("mark")).textContent = part;
      else node.appendChild(document.createTextNode(part));
    });
    return node;
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    results.hidden = words.length === 0;
    if (!words.length || !sections) return;
    const found = sections.map((section) => [score(section, words), section]).filter(([points]) => points > 0);
    found.sort((a, b) => b[0] - a[0]);
    results.textContent = "";
    const count = results.appendChild(document.createElement("p"));
    count.textContent = found.length ? found.length + " " + form.dataset.found : form.dataset.none;
    const list = results.appendChild(document.createElement("ul"));
    for (const [, section] of found.slice(0, MOST)) {
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = section.file + "#" + section.anchor;
      marked(link, section.page === section.title ? section.title : section.page + " › " + section.title, words);
      marked(item.appendChild(document.createElement("p")), piece(section, words), words);
    }
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", () => { load(); show(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector("a");
    if (first) { input.value = ""; results.hidden = true; window.location.href = first.href; }
  });
  results.addEventListener("click", (event) => { if (event.target.closest("a")) results.hidden = true; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { input.value = ""; results.hidden = true; }
    if (event.key === "/" && document.activeElement !== input) { event.preventDefault(); input.focus(); }
  });
})();
