"""Pages read back and laid beside `data/`: HTML and JSON must say the same. Formats are written anew here."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path


class _Table(HTMLParser):
    """Rows of a table: attributes of the row, and the text of its cells; end tags may be left out, as HTML allows.

    What is for the ear, footnote signs, marks behind a time and second lines are not read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[dict[str, str | None], list[str]]] = []
        self._cell = self._skipping = ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "tr":
            self.rows.append((found, []))
        elif tag in ("td", "th"):
            self._cell = tag
            self.rows[-1][1].append("")
        elif tag in ("sup", "small") or found.get("class") == "vh" or (tag == "abbr" and self._cell == "td"):
            self._skipping = tag

    def handle_endtag(self, tag):
        if tag == self._skipping:
            self._skipping = ""

    def handle_data(self, data):
        if self.rows and self.rows[-1][1] and not self._skipping:
            self.rows[-1][1][-1] += data


def table(html: str, identifier: str) -> list[dict[str, str]]:
    """The rows of cars in the table with this id: text by column, the car's key as `car`."""
    start = html.index(f'id="{identifier}"')
    reader = _Table()
    reader.feed(html[html.rindex("<table", 0, start) : html.index("</table>", start)])
    heads = [cell.strip() for cell in reader.rows[0][1]]
    return [
        dict(zip(heads, (cell.strip() for cell in cells), strict=True)) | {"car": attributes["data-car"] or ""}
        for attributes, cells in reader.rows[1:]
        if "data-car" in attributes
    ]


LAP_ROW = re.compile(
    r'<tr(?P<inv> class="inv")?><th>(?P<lap>\d+)<td>(?P<position>\d+)(?:<td>[^<]*)?'
    r'<td class="t[^"]*">(?P<time>[^<]*)<td[^>]*>(?P<s1>[^<]*)<td[^>]*>(?P<s2>[^<]*)<td[^>]*>(?P<s3>[^<]*)<'
)


def time(ms: int | None) -> str:
    if ms is None:
        return "–"
    hours, rest = divmod(abs(ms), 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    sign = "−" if ms < 0 else ""
    if hours:
        return f"{sign}{hours}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
    return (
        f"{sign}{minutes}:{rest // 1000:02}.{rest % 1000:03}" if minutes else f"{sign}{rest // 1000}.{rest % 1000:03}"
    )


def plus(ms: int | None) -> str:
    return time(ms) if ms is None or ms < 0 else f"+{time(ms)}"


def expected_row(place: dict, *, race: bool) -> dict[str, str]:
    """What each column must say, whether it is shown or not."""
    labels = {"classified": str(place["position"]), "not_classified": "NC", "disqualified": "DSQ"}
    gap = plus(place["gap_ms"])
    if place["position"] == 1:
        gap = "–"
    elif race and place["laps_down"]:
        gap = f"+{place['laps_down']} Lap" + ("s" if place["laps_down"] > 1 else "")
    gained = place["gained"]
    numbers = {"PIC": "class_position", "On": "best_lap", "Grid": "grid", "Laps": "laps"}
    left = place["best_ms"] - place["theoretical_ms"] if place["best_ms"] and place["theoretical_ms"] else None
    return {
        "Pos": labels[place["status"]],
        "±": "" if gained is None else "–" if gained == 0 else f"▲{gained}" if gained > 0 else f"▼{-gained}",
        "No": "" if place["number"] is None else str(place["number"]),
        "Driver": " / ".join(one["name"] for one in place["drivers"]) or "Unknown driver",
        "Cls": place["class"] or "–",
        "Time": time(place["total_ms"]),
        "Gap": gap,
        "Int": plus(place["interval_ms"]),
        "Best": time(place["best_ms"]),
        "Theor.": time(place["theoretical_ms"]),
        "Left": time(left),
        "car": str(place["car_id"]),
    } | {head: "–" if place[name] is None else str(place[name]) for head, name in numbers.items()}


def disagreements(public: Path, session_id: str) -> Iterator[str]:
    """Where the pages of a session say something else than its JSON."""
    found = json.loads((public / "data" / "sessions" / f"{session_id}.json").read_bytes())
    folder = public / "sessions" / session_id
    html = (folder / "index.html").read_text("utf-8")
    places = {str(place["car_id"]): place for place in found["classification"]}
    rows = table(html, "classification-table") if places else []
    if [row["car"] for row in rows] != sorted(places, key=lambda key: group(places[key])):
        yield f"{session_id}: the order of the cars"
    for row in rows:
        expected = expected_row(places[row["car"]], race=places[row["car"]]["laps_led"] is not None)
        for head, cell in row.items():
            if head in expected and " ".join(cell.split()) != " ".join(expected[head].split()):
                yield f"{session_id} car {row['car']} {head}: page {cell!r}, data {expected[head]!r}"
    yield from lap_disagreements(folder / "laps", found, session_id)


def group(place: dict) -> tuple[int, int]:
    return ["classified", "not_classified", "disqualified"].index(place["status"]), place["position"]


def lap_disagreements(folder: Path, found: dict, session_id: str) -> Iterator[str]:
    """The lap analysis car by car, on all its pages."""
    shown: dict[str, list[tuple[str, ...]]] = {}
    for path in sorted([folder / "index.html", *folder.glob("[0-9]*/index.html")]):
        parts = re.split(r'<details class="car" data-car="([^"]+)"', path.read_text("utf-8"))
        for key, body in zip(parts[1::2], parts[2::2], strict=True):
            shown[key] = [
                (one["lap"], one["position"], one["time"], one["s1"], one["s2"], one["s3"], "x" if one["inv"] else "")
                for one in LAP_ROW.finditer(body)
            ]
    expected: dict[str, list[tuple[str, ...]]] = {str(place["car_id"]): [] for place in found["classification"]}
    for lap in found["laps"]:
        ms = lap["ms"] if lap["ms"] is not None and lap["ms"] > 0 else None
        row = (str(lap["lap"]), str(lap["position"]), time(ms), *map(time, lap["sectors"]), "" if lap["valid"] else "x")
        if str(lap["car_id"]) in expected:
            expected[str(lap["car_id"])].append(row)
    for key in expected | shown:
        if shown.get(key) != expected.get(key):
            yield f"{session_id} laps of car {key}: {len(shown.get(key, []))} and {len(expected.get(key, []))} or other"
