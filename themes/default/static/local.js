// Adds the visitor's own time to moments of the calendar, where their clock shows another one.
(() => {
  "use strict";
  for (const moment of document.querySelectorAll("time[datetime*=T]")) {
    const date = new Date(moment.dateTime);
    const own = date.toLocaleString([], { weekday: "short", hour: "2-digit", minute: "2-digit" });
    const said = /(\d\d):(\d\d)/.exec(moment.textContent);
    const same = said && date.getHours() === Number(said[1]) && date.getMinutes() === Number(said[2]);
    if (!same) moment.append(` – ${own} where you are`);
  }
})();
