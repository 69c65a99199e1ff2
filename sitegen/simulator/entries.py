"""Who races in the made-up season: people, their cars, their teams, and how fast they are."""

import itertools
import random

import msgspec

from sitegen.league.game.reference import car_model

RENAMED_FROM_ROUND = 3
"""From this round on (counted from 0) one driver appears under his new name."""


class SimulatedPerson(msgspec.Struct, frozen=True):
    """A driver as a result file names him."""

    first_name: str
    last_name: str
    short_name: str
    player_id: str
    """Made up, in the form of a Steam id."""

    @property
    def name(self) -> str:
        """First and last name as the Server Manager joins them."""
        return f"{self.first_name} {self.last_name}".strip()


class SimulatedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One car of the championship with the people who share it."""

    number: int
    """On the doors; no two entries have the same."""
    model: int
    """The game's number of the car model."""
    team: str
    driver: SimulatedPerson
    co_driver: SimulatedPerson
    """A guest of the two-driver race; scores no points of his own."""
    slowness: float
    """Factor on the pace of the class: 1.0 is the fastest driver imaginable."""
    spread: float
    """How uneven the laps are: standard deviation of a lap as a share of it."""
    cup_category: int
    """As the game counts them: 0 overall, 1 Pro-Am, 2 Am, 3 Silver, 4 National."""

    @property
    def car_class(self) -> str:
        """The class of the car, which is the class of the standings."""
        return car_model(self.model).car_class or ""

    def crew(self, round_index: int, *, shared: bool) -> tuple[SimulatedPerson, ...]:
        """The people in the car in a round, under the names they have by then."""
        driver = self.driver
        if driver.last_name == BEFORE_RENAMING[1] and round_index >= RENAMED_FROM_ROUND:
            first, last, short = AFTER_RENAMING
            driver = SimulatedPerson(first, last, short, driver.player_id)
        if shared:
            return (driver, self.co_driver)
        return (driver,)


NOBODY = SimulatedPerson("", "", "", "50")
"""What the game writes into a driver's slot that nobody took."""

BEFORE_RENAMING = ("Mika", "Halonen", "HAL")
AFTER_RENAMING = ("Mika", "Halonen-Virtanen 🦊", "MHV")

# First name, last name, short name, number, car, team; two rows side by side share a team. The names are what a page
# must withstand: markup, quotes, line ends, other scripts, two people of one name, somebody without a first name.
_GT3_ENTRIES = (
    ("Anaïs", "Moreau", "MOR", 11, 32, "Équipe Bleue"),
    ("Jörg", "Müßig", "MUE", 12, 32, "Équipe Bleue"),
    ("Łukasz", "Żurawski", "ZUR", 77, 34, "Black Forest Racing"),
    ("Alex", "Weber", "WEB", 78, 34, "Black Forest Racing"),
    ("Siobhán", "O'Dowd", "ODO", 21, 35, "Night Owls"),
    ("<b>Robert</b>", '"Tables" & Sons', "BOB", 22, 35, "Night Owls"),
    ("健", "山田", "YAM", 46, 20, "Kaizen 改善"),
    ("Mei-Ling", "陳", "CHN", 47, 20, "Kaizen 改善"),
    ("Tomás", "Ferreira 🏁", "FER", 5, 30, "R&D Motorsport"),
    (*BEFORE_RENAMING, 6, 30, "R&D Motorsport"),
    ("Priya", "Raghunathan", "RAG", 91, 36, "Lantern Works"),
    ("Zoë\n| ZR |", "Reyes", "REY", 92, 36, "Lantern Works"),
    ("Björn", "Ångström", "ANG", 300, 31, "Polar Circle"),
    ("Dmitri", "Волков", "VOL", 301, 25, "Polar Circle"),
)
_GT4_ENTRIES = (
    ("Hannah", "Brandt", "BRA", 401, 61, "Black Forest Racing"),
    ("Alex", "Weber", "WEB", 402, 61, "Black Forest Racing"),
    ("Giulia", "Sant'Angelo", "SAN", 411, 58, "Scuderia Polvere"),
    ("Niccolò", "De' Rossi", "DER", 412, 58, "Scuderia Polvere"),
    ("Callum", "MacNeill", "MAC", 421, 51, "Harbour Lights"),
    ("Εlena", "Παπαδοπούλου", "PAP", 422, 51, "Harbour Lights"),
    ("Chukwuemeka", "Okonkwo-Featherstonehaugh", "OKO", 431, 60, "Team <3 Tyres"),
    ("", "xX_Apex_Xx", "XXA", 432, 60, "Team <3 Tyres"),
    ("Sébastien", "Lefèvre", "LEF", 441, 50, "Équipe Bleue"),
    ("Tú", "Nguyễn", "NGU", 442, 50, "Équipe Bleue"),
)
_GUEST_FIRST_NAMES = ("Ines", "Otto", "Freya", "Marek", "Leila", "Hugo", "Saskia", "Pavel")
_GUEST_LAST_NAMES = ("Lindqvist", "Baranov", "Castellan", "Dufour", "Eriksen", "Fontaine")


def make_entries(rng: random.Random) -> tuple[SimulatedEntry, ...]:
    """The entry list of a season: 14 cars in GT3, 10 in GT4, fast and slow people mixed."""
    guests = [(first, last) for last, first in itertools.product(_GUEST_LAST_NAMES, _GUEST_FIRST_NAMES)]
    rng.shuffle(guests)
    rows = (*_GT3_ENTRIES, *_GT4_ENTRIES)
    return tuple(_make_entry(row, guest, rng) for row, guest in zip(rows, guests, strict=False))


def _make_entry(row: tuple[str, str, str, int, int, str], guest: tuple[str, str], rng: random.Random) -> SimulatedEntry:
    first, last, short, number, model, team = row
    guest_first, guest_last = guest
    guest_short = f"{guest_first[0]}{guest_last[:2]}".upper()
    # The order of the fields is the order in which random numbers are drawn: another one would be another season.
    return SimulatedEntry(
        number=number,
        model=model,
        team=team,
        driver=SimulatedPerson(first, last, short, made_up_id(rng)),
        co_driver=SimulatedPerson(guest_first, guest_last, guest_short, made_up_id(rng)),
        slowness=1 + rng.triangular(0.0, 0.022, 0.007),
        spread=rng.uniform(0.0015, 0.004),
        cup_category=rng.choice((0, 0, 2, 3)),
    )


def made_up_id(rng: random.Random) -> str:
    """A player id in the form of a Steam id; Steam's own begin at 76561197960265728, so nobody has this one."""
    return f"S76561190{rng.randrange(10**9):09d}"
