// Adds the visitor's own time to moments of the calendar, where their clock shows another one, and counts down.
(() => {
  "use strict";
  for (const moment of document.querySelectorAll("time[datetime*=T]")) {
    const date = new Date(moment.dateTime);
    // The attribute ends in the offset of the league's own time zone, so its clock shows what the league reads.
    const [hours, minutes] = [moment.dateTime.slice(11, 13), moment.dateTime.slice(14, 16)].map(Number);
    const here = date.toLocaleString([], { weekday: "short", hour: "2-digit", minute: "2-digit" });
    if (date.getHours() !== hours || date.getMinutes() !== minutes) moment.append(` – ${here} where you are`);
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
