"""The floor: the tables of sessions, laps and drivers by Jinja2 with nothing around them, as the Hugo site has them."""

import sys
from pathlib import Path

import jinja2
import msgspec

BASE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ title }}</title></head><body><h1>{{ title }}</h1>"
)

SESSION = (
    BASE
    + """<table>
{% for p in s.classification %}<tr><td>{{ p.position }}<td>{{ p.number }}<td>{% for d in p.drivers %}\
<a href="/drivers/{{ d.id }}/">{{ d.name }}</a>{% endfor %}<td>{{ p.class }}<td>{{ p.car.name }}<td>{{ p.laps }}\
<td>{{ p.total_ms|time }}<td>{{ p.gap_ms|time }}<td>{{ p.best_ms|time }}<td>{{ p.grid }}
{% endfor %}</table>"""
)
LAPS = (
    BASE
    + """{% for p in s.classification %}<h2>{{ p.position }}{% for d in p.drivers %} {{ d.name }}{% endfor %}</h2>
<table>
{% for l in by_car[p.car_id] %}<tr{% if not l.valid %} class="inv"{% endif %}><td>{{ l.lap }}<td>{{ l.position }}\
<td>{{ l.ms|time }}{% for x in l.sectors %}<td>{{ x|time }}{% endfor %}\
<td>{% if l.ms and p.best_ms %}{{ (l.ms - p.best_ms)|time }}{% endif %}<td>{{ l.gap_ms|time }}
{% endfor %}</table>{% endfor %}"""
)
SIDE = (
    BASE
    + """<table>{% for lap in range(1, most + 1) %}<tr><td>{{ lap }}{% for p in s.classification %}\
<td>{{ times[(p.car_id, lap)]|time }}{% endfor %}
{% endfor %}</table>"""
)
DRIVER = (
    BASE
    + """<table>{% for x in s.seasons %}<tr><td>{{ x.championship }}<td>{{ x.starts }}\
<td>{{ x.wins }}<td>{{ x.podiums }}
{% endfor %}</table><table>{% for b in s.track_bests %}<tr><td>{{ b.track.name }}<td>{{ b.class }}\
<td>{{ b.race_ms|time }}\
<td>{{ b.qualifying_ms|time }}
{% endfor %}</table><ul>{% for x in s.sessions %}<li><a href="/sessions/{{ x }}/">{{ x }}</a>{% endfor %}</ul>"""
)


def time_text(ms):
    if not ms or isinstance(ms, jinja2.Undefined):
        return "–"
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}:{rest // 1000:02}.{rest % 1000:03}" if minutes else f"{rest // 1000}.{rest % 1000:03}"


def main(data, out):
    environment = jinja2.Environment(autoescape=True)
    environment.filters["time"] = time_text
    session, laps, side, driver = map(environment.from_string, (SESSION, LAPS, SIDE, DRIVER))
    for path in sorted((data / "sessions").rglob("*.json")):
        found = msgspec.json.decode(path.read_bytes())
        by_car = {place["car_id"]: [] for place in found["classification"]}
        for lap in found["laps"]:
            by_car.setdefault(lap["car_id"], []).append(lap)
        more = {
            "title": found["track"]["name"],
            "by_car": by_car,
            "times": {(lap["car_id"], lap["lap"]): lap["ms"] for lap in found["laps"]},
            "most": max((lap["lap"] for lap in found["laps"]), default=0),
        }
        for name, template in (("", session), ("laps/", laps), ("side/", side)):
            write(out / "sessions" / found["id"] / name, template.render(s=found, **more))
    for path in sorted((data / "drivers").glob("*.json")):
        found = msgspec.json.decode(path.read_bytes())
        write(out / "drivers" / found["id"], driver.render(s=found, title=found["name"]))


def write(folder, html):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
