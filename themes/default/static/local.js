// Adds the visitor's own time to moments of the calendar, where their clock shows another one, and counts down.
(() => {
  "use strict";
  for (const moment of document.querySelectorAll("time[datetime*=T]")) {
    const date = new Date(moment.dateTime);
    const own = date.toLocaleString([], { weekday: "short", hour: "2-digit", minute: "2-digit" });
    const said = /(\d\d):(\d\d)/.exec(moment.textContent);
    const same = said && date.getHours() === Number(said[1]) && date.getMinutes() === Number(said[2]);
    if (!same) moment.append(` – ${own} where you are`);
    if ("until" in moment.dataset) countDown(moment, date);
  }

  function countDown(moment, date) {
    const left = document.createElement("b");
    moment.after(" · ", left);
    const tick = () => {
      const minutes = Math.ceil((date - Date.now()) / 60000);
      const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
      if (minutes <= 0) left.textContent = minutes > -180 ? "now" : "over";
      else if (days) left.textContent = `in ${days} d ${hours} h`;
      else left.textContent = hours ? `in ${hours} h ${minutes % 60} min` : `in ${minutes} min`;
    };
    tick();
    setInterval(tick, 30000);
  }
})();
