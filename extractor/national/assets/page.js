(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  let lang = document.documentElement.lang;
  const pick = (text) => (Array.isArray(text) ? text[lang === "en" ? 1 : 0] : text);
  const turn = (text) => text.replace(/[.,](?=[0-9])/g, (sign) => (sign === "." ? "," : "."));
  // Numbers are written the Vietnamese way; English exchanges points and commas.
  const num = (text) => (Array.isArray(text) ? pick(text) : lang === "en" ? turn(text) : text);
  const written = (found) => num(found[2] === 0 ? found[4][0][0] : found[2]);
  const label = (name, value) => pick(data.labels[name]).replace("{}", value);
  const say = (name) => pick(data.words[name]);

  shell.onTurn((now) => {
    lang = now;
    for (const node of document.querySelectorAll("table.units td button,table.totals td button,.plot .v,.plot .ax,.cards b")) {
      if (node.dataset.alt === undefined) node.textContent = turn(node.textContent);
    }
    for (const svg of document.querySelectorAll("svg.ready")) name(svg);
    colour();
  });
  // Headings repeat on every printed page, but browsers do not draw a button again.
  const heads = [];
  addEventListener("beforeprint", () => {
    for (const [head, button] of heads) head.textContent = button.textContent;
  });
  addEventListener("afterprint", () => {
    for (const [head, button] of heads) head.replaceChildren(button);
  });

  // Sorting: a heading holds a button; text in the alphabet of the language, numbers by size, empty last.
  const number = (text) => {
    const found = text.match(/[0-9][0-9.,]*/);
    if (!found) return null;
    const plain = lang === "vi" ? found[0].replaceAll(".", "").replace(",", ".") : found[0].replaceAll(",", "");
    return Number.parseFloat(plain);
  };
  const key = (row, at, numeric) => {
    const cell = row.cells[at];
    if (!cell) return null;
    if (cell.dataset.s !== undefined) return cell.dataset.s || null;
    if (cell.dataset.v !== undefined) return cell.dataset.v === "" ? null : Number(cell.dataset.v);
    const text = (cell.querySelector("button") || cell).textContent.trim();
    return text === "" ? null : numeric ? number(text) : text;
  };
  const sort = (head) => {
    const table = head.closest("table");
    const at = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const numeric = head.classList.contains("num");
    const compare = new Intl.Collator("vi", { numeric: true }).compare;
    const rows = [...table.tBodies[0].rows].map((row, place) => [key(row, at, numeric), place, row]);
    rows.sort((a, b) => {
      if (a[0] === null || b[0] === null) return (a[0] === null) - (b[0] === null) || a[1] - b[1];
      const order = typeof a[0] === "number" ? a[0] - b[0] : compare(a[0], b[0]);
      return (down ? -order : order) || a[1] - b[1];
    });
    table.tBodies[0].append(...rows.map((row) => row[2]));
    $("live").textContent = `${say(down ? "sorted_down" : "sorted_up")} ${head.textContent}`;
  };
  for (const head of document.querySelectorAll("thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    heads.push([head, button]);
    head.addEventListener("click", () => sort(head));
  }

  // One stop of the Tab key for each table of figures and each drawing; arrows go on from there.
  const move = (all, here, step) => {
    const to = all[Math.min(all.length - 1, Math.max(0, all.indexOf(here) + step))];
    if (!to || to === here) return;
    here.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  };
  for (const table of document.querySelectorAll("table.units,table.totals,table.matrix")) {
    const all = [...table.tBodies[0].querySelectorAll("button")];
    all.forEach((button, place) => { button.tabIndex = place ? -1 : 0; });
    table.addEventListener("keydown", (event) => {
      const here = event.target.closest("tbody button");
      if (!here) return;
      const list = [...table.tBodies[0].querySelectorAll("button")];
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        event.preventDefault();
        move(list, here, event.key === "ArrowRight" ? 1 : -1);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const at = here.closest("td,th").cellIndex;
        let row = here.closest("tr");
        do row = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
        while (row && !row.cells[at]?.querySelector("button"));
        const to = row?.cells[at].querySelector("button");
        if (to) { here.tabIndex = -1; to.tabIndex = 0; to.focus(); }
      }
    });
  }
  const marks = (svg) => [...svg.querySelectorAll(".m,.tile.rep,.tile.reb")];
  const name = (svg) => {
    for (const mark of marks(svg)) {
      const value = mark.querySelector(".v,.tv")?.textContent || "";
      const who = mark.dataset.u === undefined ? mark.dataset.name : data.units[mark.dataset.u][0];
      mark.setAttribute("aria-label", value ? `${who}: ${value}` : who);
    }
  };
  const ready = (svg) => {
    if (svg.classList.contains("ready")) return;
    svg.classList.add("ready");
    marks(svg).forEach((mark, place) => {
      mark.setAttribute("role", "button");
      mark.setAttribute("tabindex", place ? "-1" : "0");
    });
    name(svg);
    svg.addEventListener("keydown", (event) => {
      const here = event.target.closest("g[role=button]");
      if (!here) return;
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(here); }
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(marks(svg), here, step);
    });
  };
  for (const details of document.querySelectorAll("details.one")) {
    details.addEventListener("toggle", () => { for (const svg of details.querySelectorAll("svg")) ready(svg); });
  }
  for (const svg of document.querySelectorAll("svg.map")) ready(svg);

  // The panel: only text is ever put into it.
  const put = (parent, kind, text, attributes = {}) => {
    const node = document.createElement(kind);
    node.textContent = text;
    for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
    parent.append(node);
    return node;
  };
  const quote = (body, unit, page, words, section, period, inferred, picture) => {
    if (words) put(body, "blockquote", `“${words}”`, { lang: "vi" });
    if (picture) {
      const alt = `${say("picture_of")} ${words}`;
      put(body, "img", "", { src: `data:image/png;base64,${data.pictures[picture - 1]}`, alt, class: "paper" });
    }
    const [who, file] = data.units[unit];
    const parts = [`${who} – ${file}`];
    if (page) parts.push(label("page_of", page));
    if (section !== undefined) parts.push(`${label("section").toLowerCase()} ${data.sections[section]}`);
    if (period !== undefined) {
      parts.push(`${label("period").toLowerCase()} ${pick(data.periods[period])}${inferred ? ` (${label("inferred")})` : ""}`);
    }
    put(body, "cite", parts.join(", "));
  };
  const figures = (body, unit, list) => {
    for (const [value, measure, page, words, section, period, inferred, picture, corrected] of list) {
      put(body, "p", `${num(value)} ${pick(data.measures[measure])}`, { class: "value" });
      if (corrected) put(body, "p", pick(corrected), { class: "remark" });
      quote(body, unit, page, words, section, period, inferred, picture);
    }
  };
  const cell = (body, unit, indicator) => {
    const found = data.cells[`${unit}.${indicator}`];
    if (!found) return;
    const [state, , , marks, shown, others] = found;
    put(body, "p", written(found), { class: "big" });
    const remark = [null, "series", "computed", "disputed"][state];
    if (remark) put(body, "p", label(remark), { class: state === 3 ? "remark" : "note" });
    if (marks & 1) put(body, "p", label("implied"), { class: "note" });
    figures(body, unit, shown);
    if (others) {
      put(body, "h3", say("other_periods"));
      figures(body, unit, others);
    }
  };
  const total = (body, place, indicator, text) => {
    const [title, units] = data.totals[place];
    put(body, "p", pick(title));
    if (text) put(body, "p", text, { class: "big" });
    put(body, "h3", say("parts"));
    for (const unit of units) {
      if (indicator === "") quote(body, unit);
      const found = data.cells[`${unit}.${indicator}`];
      if (!found) continue;
      put(body, "p", `${data.units[unit][0]}: ${written(found)}`, { class: "value" });
      const one = found[4][0];
      if (one) quote(body, unit, ...one.slice(2, 8));
    }
  };
  const change = (body, place, indicator, text) => {
    const [title, pairs, changes] = data.changes[place];
    put(body, "p", pick(title));
    put(body, "p", text, { class: "big" });
    put(body, "h3", say("parts"));
    for (const [pair, changed] of changes[indicator]) {
      const sides = pairs[pair].map((unit) => [unit, data.cells[`${unit}.${indicator}`]]);
      const values = sides.map(([, found]) => written(found));
      put(body, "p", `${data.units[pairs[pair][1]][0]}: ${values.join(" → ")} (${num(changed)})`, { class: "value" });
      for (const [unit, found] of sides) quote(body, unit, ...found[4][0].slice(2, 8));
    }
  };
  const open = (title, fill) => {
    const body = $("panel-body");
    $("panel-title").textContent = title;
    body.replaceChildren();
    fill(body);
    if (!body.childElementCount) put(body, "p", say("no_source"), { class: "note" });
    $("panel").showModal();
    $("panel").scrollTop = 0;
  };
  const unitPanel = (unit) => {
    const [who, file, campaign, day] = data.units[unit];
    open(who, (body) => {
      put(body, "p", [pick(campaign), pick(day), file].filter(Boolean).join(" · "));
      data.findings.forEach(([of, message], place) => {
        if (of === Number(unit) && place < 2000) put(body, "p", message, { class: "note", lang: "vi" });
      });
    });
  };
  const show = (mark) => {
    const of = mark.dataset;
    const indicator = mark.closest("[data-i]")?.dataset.i ?? mark.dataset.i;
    if (of.f !== undefined) {
      const [unit, message, evidence] = data.findings[of.f];
      open(data.units[unit][0], (body) => {
        put(body, "p", message);
        for (const [page, words] of evidence) quote(body, unit, page, words);
      });
    } else if (of.g !== undefined) {
      const [unit, text, page, words, section, picture] = data.targets[of.g];
      open(`${data.units[unit][0]}: ${mark.textContent}`, (body) => {
        if (text) put(body, "p", text, { lang: "vi" });
        quote(body, unit, page, words, section, undefined, undefined, picture);
      });
    } else if (mark.closest("svg.map")) {
      const chosen = $("map-indicator").value;
      if (of.t !== undefined) {
        open(of.name, (body) => total(body, of.t, chosen, chosen === "" ? "" : num(data.rebuilt[of.t]?.[chosen]?.[1] ?? "")));
      } else if (chosen === "" || !data.cells[`${of.n}.${chosen}`]) unitPanel(of.n);
      else open(`${of.name} – ${pick(data.indicators[chosen])}`, (body) => cell(body, of.n, chosen));
    } else if (of.n !== undefined) unitPanel(of.n);
    else if (of.c !== undefined) {
      const text = [...mark.closest("tr").querySelectorAll("button")].map((one) => one.textContent);
      open(pick(data.indicators[indicator]), (body) => change(body, of.c, indicator, `${text[0]} → ${text[1]} (${text[2]})`));
    }
    else if (of.t !== undefined) open(pick(data.indicators[indicator]), (body) => total(body, of.t, indicator, mark.textContent));
    else {
      const unit = mark.closest("[data-u]").dataset.u;
      const td = mark.closest("td");
      const which = indicator ?? td.closest("table").tHead.rows[0].cells[td.cellIndex].dataset.i;
      open(`${data.units[unit][0]} – ${pick(data.indicators[which])}`, (body) => cell(body, unit, which));
    }
  };
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("tbody button,.m,.tile.rep,.tile.reb");
    if (mark) show(mark);
  });
  $("close").addEventListener("click", () => $("panel").close());
  $("panel").addEventListener("click", (event) => { if (event.target === $("panel")) $("panel").close(); });

  // The map by indicator: five classes of equal size among the values shown, each value printed in its tile.
  const valueOf = (tile, chosen) => {
    if (tile.dataset.t !== undefined) return data.rebuilt[tile.dataset.t]?.[chosen];
    const found = data.cells[`${tile.dataset.n}.${chosen}`];
    return found && [found[1], found[2] === 0 ? found[4][0][0] : found[2]];
  };
  const colour = () => {
    const chosen = $("map-indicator")?.value;
    if (chosen === undefined) return;
    const scales = [];
    for (const svg of document.querySelectorAll("svg.map")) {
      svg.classList.toggle("by", chosen !== "");
      const tiles = [...svg.querySelectorAll(".tile")];
      const given = tiles.map((tile) => (chosen === "" ? undefined : valueOf(tile, chosen)));
      const values = [...new Set(given.filter((one) => one && one[0] !== null).map((one) => one[0]))].sort((a, b) => a - b);
      tiles.forEach((tile, place) => {
        tile.classList.remove("q1", "q2", "q3", "q4", "q5");
        const one = given[place];
        const shown = tile.querySelector(".tv");
        // An island group has the colour of its province, whose value it does not repeat.
        shown.textContent = one && !tile.classList.contains("isl") ? num(one[1]).replace(/(?<=[0-9]) .*/, "") : "";
        shown.classList.toggle("long", shown.textContent.length > 7);
        if (one && one[0] !== null) {
          tile.classList.add(`q${1 + Math.min(4, Math.floor((values.indexOf(one[0]) * 5) / values.length))}`);
        }
      });
      if (values.length) scales.push(`${values[0].toLocaleString(lang)} (${say("map_low")}) – ${values.at(-1).toLocaleString(lang)} (${say("map_high")})`);
      name(svg);
    }
    $("map-scale").textContent = [...new Set(scales)].join(" · ");
  };
  $("map-indicator")?.addEventListener("change", colour);
})();
