"""How each car of a session is known on its tables and charts."""

from collections.abc import Iterable

from sitegen.league.session.models import Entry, Place
from sitegen.site.charts.base import CarSign, Signs
from sitegen.site.driver_names import three_letters
from sitegen.site.links import Links
from sitegen.site.pages.base import crew_names


def signs_of(places: Iterable[Place], links: Links) -> Signs:
    """The signs of the cars of a session, from all its places."""
    names = class_names(places)
    groups: dict[str | None, str] = {}
    # A single class tells no car from another, so it has no number.
    if len(names) > 1:
        groups |= {name: str(number) for number, name in enumerate(names, start=1)}

    def sign(place: Place) -> CarSign:
        entry = place.entry
        return CarSign(
            key=_key(entry),
            group=groups.get(place.car_class, ""),
            name=f"#{entry.number} {crew_names(links.crew(entry))}",
            short=f"{entry.number} {_letters(entry, links)}",
        )

    return sign


def class_names(places: Iterable[Place]) -> list[str]:
    """The classes of a session in the order of their leaders."""
    return list(dict.fromkeys(place.car_class for place in places if place.car_class))


def _key(entry: Entry) -> str:
    """The car's id in the file; its place where the file gives it none."""
    if entry.car_id is None:
        return f"p{entry.position}"
    return str(entry.car_id)


def _letters(entry: Entry, links: Links) -> str:
    """Those of the first driver, who stands for the crew."""
    crew = links.crew(entry)
    if not crew:
        return "?"
    return three_letters(crew[0])
