// Point at a car or pick several, and the rest fades, in tables and charts together; sort a table by a column.
// The choice is kept in the address, so that it can be shared: ?cars=1004.1012&class=2&sort=classification.best.down
// Everything is there and readable without this script.
(() => {
  "use strict";
  const main = document.getElementById("main");
  const tables = [...main.querySelectorAll("table.sorts")];
  const filters = ["class", "kind", "weather"].map((name) => [name, [...main.querySelectorAll(`input[name=${name}]`)]]);
  const side = main.querySelector("table.side");
  const byCar = new Map();
  for (const mark of main.querySelectorAll("[data-car]")) {
    const car = mark.dataset.car;
    byCar.set(car, [...(byCar.get(car) || []), mark]);
  }
  // A wide line that nobody sees is easier to point at than a thin one.
  for (const path of main.querySelectorAll(".line > path:not(.link)")) {
    const wide = path.cloneNode();
    wide.setAttribute("class", "hit");
    path.before(wide);
  }
  const picked = new Set();
  let order = null; // [table's id, column, "up" or "down"]
  let hot = null;

  // Picking

  function show() {
    const cars = [...picked];
    for (const [car, marks] of byCar) {
      const at = cars.indexOf(car);
      for (const mark of marks) {
        mark.classList.toggle("on", at >= 0);
        if (at >= 0) mark.dataset.tone = at % 5;
        else delete mark.dataset.tone;
        const button = mark.querySelector(":scope > .pos > .pick, :scope > .pick");
        if (button) button.setAttribute("aria-pressed", at >= 0);
        if (mark.matches("details")) mark.open = at >= 0 || (!cars.length && mark === main.querySelector("details"));
      }
    }
    main.classList.toggle("has-on", cars.length > 0);
    bar.hidden = !cars.length;
    count.textContent = cars.length === 1 ? "1 car picked" : `${cars.length} cars picked`;
    columns.textContent = side && cars.length ? onlyPicked() : "";
    for (const link of document.querySelectorAll("a[data-keep]")) {
      link.search = cars.length ? `?cars=${cars.join(".")}` : "";
    }
  }

  // In the table of all cars side by side only the columns of picked cars stay.
  function onlyPicked() {
    const kept = [...side.tHead.rows[0].cells].flatMap((cell, at) => (!at || picked.has(cell.dataset.car) ? [at + 1] : []));
    return `table.side tr > *:not(${kept.map((at) => `:nth-child(${at})`).join()}) { display: none }`;
  }

  function point(car) {
    if (car === hot) return;
    for (const mark of byCar.get(hot) || []) mark.classList.remove("hot");
    for (const mark of byCar.get(car) || []) mark.classList.add("hot");
    hot = car;
    main.classList.toggle("has-hot", Boolean(car));
  }

  function pickable(target) {
    const mark = target.closest("[data-car]");
    return mark && !mark.matches("details") ? mark.dataset.car : undefined;
  }

  function toggle(car) {
    if (!picked.delete(car)) picked.add(car);
    show();
    write();
  }

  function button(text, label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.append(...(Array.isArray(text) ? text : [text]));
    if (label) made.setAttribute("aria-label", label);
    if (act) made.addEventListener("click", act);
    return made;
  }

  // Sorting

  // What a cell sorts by: a time or a number, whole laps after times, a text, and nothing at the end.
  function sortKey(cell) {
    const text = (cell.querySelector("b") || cell).textContent.trim().replace("\u2212", "-").replace("▼", "-").replace(/[▲#]/, "");
    const found = /^([+-]?)(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)( Lap)?/.exec(text);
    if (!found) return text && text !== "–" ? text.toLowerCase() : null;
    const size = (found[2] || 0) * 3600 + (found[3] || 0) * 60 + Number(found[4]);
    return (found[1] === "-" ? -1 : 1) * size * (found[5] ? 1e6 : 1);
  }

  function compare(one, other) {
    if (typeof one === typeof other) return one < other ? -1 : Number(one > other);
    return typeof one === "number" ? -1 : 1;
  }

  function columnName(head) {
    return (head.querySelector("abbr") || head).textContent.trim().toLowerCase();
  }

  function sort() {
    const table = tables.find(({ id }) => id === order[0] || id === `${order[0]}-table`);
    const heads = table ? [...table.tHead.rows[0].cells] : [];
    const column = heads.findIndex((head) => columnName(head) === order[1]);
    if (column < 0) return;
    const down = order[2] === "down";
    heads.forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => row.cells.length > column);
      const keys = new Map(rows.map((row) => [row, sortKey(row.cells[column])]));
      rows.sort((one, other) => {
        const [a, b] = [keys.get(one), keys.get(other)];
        if (a === null || b === null) return (a === null) - (b === null);
        return compare(a, b) * (down ? -1 : 1);
      });
      body.append(...rows);
    }
  }

  // The address

  function write() {
    const parts = new URLSearchParams();
    if (picked.size) parts.set("cars", [...picked].join("."));
    for (const [name, inputs] of filters) {
      const chosen = inputs.findIndex((input) => input.checked);
      if (chosen > 0) parts.set(name, chosen);
    }
    if (order) parts.set("sort", order.join("."));
    const search = parts.size ? `?${parts}` : "";
    history.replaceState(null, "", location.pathname + search + location.hash);
  }

  function read() {
    const parts = new URLSearchParams(location.search);
    for (const car of (parts.get("cars") || "").split(".")) if (byCar.has(car)) picked.add(car);
    for (const [name, inputs] of filters) {
      const chosen = inputs[Number(parts.get(name))];
      if (chosen) chosen.checked = true;
    }
    const wanted = /^([\w-]+)\.(.+)\.(up|down)$/.exec(parts.get("sort") || "");
    if (wanted) order = wanted.slice(1);
  }

  // Putting it on the page

  const bar = document.createElement("div");
  const count = document.createElement("span");
  const columns = document.createElement("style");
  bar.className = "picked";
  bar.setAttribute("role", "status");
  const clear = button("Show all", "", () => {
    picked.clear();
    show();
    write();
  });
  bar.append(count, clear);
  document.body.append(bar);
  document.head.append(columns);

  for (const marks of byCar.values()) {
    for (const mark of marks) {
      const place = mark.matches("tr") ? mark.querySelector(":scope > .pos") : mark.matches("th") ? mark : null;
      if (!place) continue;
      const made = button([...place.childNodes], "", null);
      made.className = "pick";
      made.title = "Pick this car: the rest fades";
      place.append(made);
    }
  }
  for (const table of tables) {
    for (const head of table.tHead.rows[0].cells) {
      if (head.querySelector("a")) continue;
      const name = columnName(head);
      const made = button([...head.childNodes], "", () => {
        const before = order && order[0] === table.id && order[1] === name ? order[2] : "down";
        order = [table.id, name, before === "up" ? "down" : "up"];
        sort();
        write();
      });
      made.className = "sort";
      head.append(made);
    }
  }
  main.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") point(pickable(event.target));
  });
  main.addEventListener("pointerleave", () => point(undefined));
  main.addEventListener("click", (event) => {
    const car = pickable(event.target);
    const busy = event.target.closest("a, summary, input, button:not(.pick)") || String(getSelection());
    if (car !== undefined && !busy) toggle(car);
  });
  for (const [, inputs] of filters) for (const input of inputs) input.addEventListener("change", write);

  const tab = document.querySelector(".tabs [aria-current]");
  if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 24; // a phone shows few of them

  read();
  show();
  if (order) sort();
})();
