// Point at a car or pick several, and the rest fades, in tables and charts together; sort a table by a column.
// The choice is kept in the address, so that it can be shared: ?cars=1004.1012&class=2&sort=classification.best.down
// Everything is there and readable without this script.
(() => {
  "use strict";
  const main = document.getElementById("main");
  const heads = [...main.querySelectorAll("table.sorts th[data-key]")];
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
  let order = null; // { head, down }: the column's head, and whether the greatest value comes first
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

  const tableOf = (head) => head.closest("table");
  const nameOf = (table) => table.id.replace(/-table$/, "");
  const rowsOf = (body) => [...body.rows].filter((row) => row.cells.length > 1); // the head of a group stays on top
  // As the page has them, so that equal values keep this order, however the table was sorted before.
  const rowsOfTable = new Map([...new Set(heads.map(tableOf))].map((table) => [table, [...table.tBodies].flatMap(rowsOf)]));

  // Row → what it sorts by: numbers where all values of the column are, else texts. A column without any value, such as
  // that of positions, sorts by the order of the page.
  function valuesOf(rows, column) {
    const values = rows.map((row) => row.cells[column]?.dataset.sort);
    const given = values.filter((value) => value !== undefined);
    if (!given.length) return new Map(rows.map((row, at) => [row, at]));
    const convert = given.some(isNaN) ? String : Number;
    return new Map(rows.map((row, at) => [row, values[at] === undefined ? null : convert(values[at])]));
  }

  function sort() {
    const { head, down } = order;
    const rows = rowsOfTable.get(tableOf(head));
    const values = valuesOf(rows, head.cellIndex);
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sorted = [...rows].sort((one, other) => {
      const [a, b] = [values.get(one), values.get(other)];
      if (a === null || b === null) return (a === null) - (b === null);
      return ((a > b) - (a < b)) * (down ? -1 : 1);
    });
    for (const row of sorted) row.parentElement.append(row);
  }

  // The address

  function write() {
    const parts = new URLSearchParams();
    if (picked.size) parts.set("cars", [...picked].join("."));
    for (const [name, inputs] of filters) {
      const chosen = inputs.findIndex((input) => input.checked);
      if (chosen > 0) parts.set(name, chosen);
    }
    if (order) parts.set("sort", [nameOf(tableOf(order.head)), order.head.dataset.key, order.down ? "down" : "up"].join("."));
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
    const [name, key, direction] = (parts.get("sort") || "").split(".");
    const head = heads.find((each) => each.dataset.key === key && nameOf(tableOf(each)) === name);
    if (head && ["up", "down"].includes(direction)) order = { head, down: direction === "down" };
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
  for (const head of heads) {
    const made = button([...head.childNodes], "", () => {
      order = { head, down: Boolean(order) && order.head === head && !order.down };
      sort();
      write();
    });
    made.className = "sort";
    head.append(made);
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
