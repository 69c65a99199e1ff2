"""What the game's numbers and ids stand for: cars, tracks, kinds of session and of penalty.

Cars and tracks as in the ACC Server Admin Handbook, cross-checked with what servers write. The class comes from the
model: the files' own `carGroup` is wrong outside GT3 and GT4.
"""

import re

import msgspec


class CarModel(msgspec.Struct, frozen=True):
    """A car of the game."""

    id: int | None
    """The game's number; None when a file has none."""
    name: str
    """The full name, for example `Ferrari 296 GT3`."""
    maker: str | None
    """The manufacturer; None for an unknown car."""
    car_class: str | None
    """GT3, GT4, GT2, CUP, ST, CHL or TCX; None for an unknown car."""


class Track(msgspec.Struct, frozen=True):
    """A circuit of the game."""

    id: str
    """The game's id without the year: `spa`, also for `spa_2020`."""
    name: str
    """The name that people use: `Spa-Francorchamps`."""
    full_name: str
    """The official name: `Circuit de Spa-Francorchamps`."""
    short: str
    """Three letters for the head of a narrow column."""
    country: str | None
    """Two letters, ISO 3166; None for an unknown track."""


def car_model(model_id: int | None) -> CarModel:
    """The car with this id; one that nobody knows is called "Car 99" and has no class."""
    if model_id is None:
        return CarModel(None, "Unknown car", None, None)
    unknown = CarModel(model_id, f"Car {model_id}", None, None)
    return CARS.get(model_id, unknown)


def track_with_id(track_id: str) -> Track:
    """The track that a file calls `track_id`; years are taken off, and one that nobody knows keeps its name."""
    yearless = re.sub(r"_20\d\d$", "", track_id)
    name = yearless.replace("_", " ").title() or "Unknown track"
    unknown = Track(yearless, name, name, name[:3].upper(), None)
    return TRACKS.get(yearless, unknown)


def track_named(name: str) -> Track:
    """The track that a person calls `name`: its id or one of its names, in any spelling of case and spaces."""
    spelling = _spelling(name)
    for circuit in TRACKS.values():
        if spelling in (circuit.id, _spelling(circuit.name), _spelling(circuit.full_name)):
            return circuit
    return Track(name, name, name, name[:3].upper(), None)


def session_type_name(session_type: str) -> str:
    """`FP` → Practice, `R2` → Race 2; a type that nobody knows as it is."""
    if session_type in SESSION_NAMES:
        return SESSION_NAMES[session_type]
    letters = session_type.rstrip("0123456789")
    number = session_type[len(letters) :]
    if letters in SESSION_NAMES:
        return f"{SESSION_NAMES[letters]} {number}"
    return session_type or "Session"


def _spelling(name: str) -> str:
    """A name as ids are written: small letters, and `_` between words."""
    return name.casefold().replace(" ", "_")


# Files of tools other than the Server Manager have the game's own numbers instead of letters.
SESSION_NAMES = {
    "FP": "Practice",
    "Q": "Qualifying",
    "R": "Race",
    "4": "Qualifying",
    "10": "Race",
    "0": "Practice",
}
"""What a session type is called, without the number that may stand behind its letters (Q2, R1)."""

PENALTY_NAMES = {
    "DriveThrough": "drive-through",
    "StopAndGo_10": "stop and go, 10 s",
    "StopAndGo_20": "stop and go, 20 s",
    "StopAndGo_30": "stop and go, 30 s",
    "PostRaceTime": "time penalty",
    "RemoveBestLaptime": "best lap deleted",
    "Disqualified": "disqualified",
}
"""The words for the `penalty` of a file."""

PENALTY_REASONS = {
    "Cutting": "cutting",
    "PitSpeeding": "speeding in the pit lane",
    "WrongWay": "driving the wrong way",
    "Trolling": "unsporting behaviour",
    "IgnoredMandatoryPit": "mandatory stop not taken",
    "IgnoredDriverStint": "driver stint not taken",
    "DriverRanNoStint": "a driver ran no stint",
    "ExceededDriverStintLimit": "stint limit exceeded",
    "None": "race control",
}
"""The words for the `reason` of a penalty; the game writes None when race control gave it by hand."""

CARS: dict[int, CarModel] = {
    model.id: model
    for model in (
        CarModel(0, "Porsche 991 GT3 R", "Porsche", "GT3"),
        CarModel(1, "Mercedes-AMG GT3", "Mercedes-AMG", "GT3"),
        CarModel(2, "Ferrari 488 GT3", "Ferrari", "GT3"),
        CarModel(3, "Audi R8 LMS", "Audi", "GT3"),
        CarModel(4, "Lamborghini Huracan GT3", "Lamborghini", "GT3"),
        CarModel(5, "McLaren 650S GT3", "McLaren", "GT3"),
        CarModel(6, "Nissan GT-R Nismo GT3 2018", "Nissan", "GT3"),
        CarModel(7, "BMW M6 GT3", "BMW", "GT3"),
        CarModel(8, "Bentley Continental GT3 2018", "Bentley", "GT3"),
        CarModel(9, "Porsche 991II GT3 Cup", "Porsche", "CUP"),
        CarModel(10, "Nissan GT-R Nismo GT3 2017", "Nissan", "GT3"),
        CarModel(11, "Bentley Continental GT3 2016", "Bentley", "GT3"),
        CarModel(12, "Aston Martin V12 Vantage GT3", "Aston Martin", "GT3"),
        CarModel(13, "Lamborghini Gallardo R-EX", "Lamborghini", "GT3"),
        CarModel(14, "Jaguar G3", "Jaguar", "GT3"),
        CarModel(15, "Lexus RC F GT3", "Lexus", "GT3"),
        CarModel(16, "Lamborghini Huracan Evo (2019)", "Lamborghini", "GT3"),
        CarModel(17, "Honda NSX GT3", "Honda", "GT3"),
        CarModel(18, "Lamborghini Huracan SuperTrofeo", "Lamborghini", "ST"),
        CarModel(19, "Audi R8 LMS Evo (2019)", "Audi", "GT3"),
        CarModel(20, "AMR V8 Vantage (2019)", "Aston Martin Racing", "GT3"),
        CarModel(21, "Honda NSX Evo (2019)", "Honda", "GT3"),
        CarModel(22, "McLaren 720S GT3 (2019)", "McLaren", "GT3"),
        CarModel(23, "Porsche 911II GT3 R (2019)", "Porsche", "GT3"),
        CarModel(24, "Ferrari 488 GT3 Evo 2020", "Ferrari", "GT3"),
        CarModel(25, "Mercedes-AMG GT3 2020", "Mercedes-AMG", "GT3"),
        CarModel(26, "Ferrari 488 Challenge Evo", "Ferrari", "CHL"),
        CarModel(27, "BMW M2 CS Racing", "BMW", "TCX"),
        CarModel(28, "Porsche 911 GT3 Cup (Type 992)", "Porsche", "CUP"),
        CarModel(29, "Lamborghini Huracán Super Trofeo EVO2", "Lamborghini", "ST"),
        CarModel(30, "BMW M4 GT3", "BMW", "GT3"),
        CarModel(31, "Audi R8 LMS GT3 evo II", "Audi", "GT3"),
        CarModel(32, "Ferrari 296 GT3", "Ferrari", "GT3"),
        CarModel(33, "Lamborghini Huracan Evo2", "Lamborghini", "GT3"),
        CarModel(34, "Porsche 992 GT3 R", "Porsche", "GT3"),
        CarModel(35, "McLaren 720S GT3 Evo (2023)", "McLaren", "GT3"),
        CarModel(36, "Ford Mustang GT3", "Ford", "GT3"),
        CarModel(50, "Alpine A110 GT4", "Alpine", "GT4"),
        CarModel(51, "AMR V8 Vantage GT4", "Aston Martin Racing", "GT4"),
        CarModel(52, "Audi R8 LMS GT4", "Audi", "GT4"),
        CarModel(53, "BMW M4 GT4", "BMW", "GT4"),
        CarModel(55, "Chevrolet Camaro GT4", "Chevrolet", "GT4"),
        CarModel(56, "Ginetta G55 GT4", "Ginetta", "GT4"),
        CarModel(57, "KTM X-Bow GT4", "KTM", "GT4"),
        CarModel(58, "Maserati MC GT4", "Maserati", "GT4"),
        CarModel(59, "McLaren 570S GT4", "McLaren", "GT4"),
        CarModel(60, "Mercedes-AMG GT4", "Mercedes-AMG", "GT4"),
        CarModel(61, "Porsche 718 Cayman GT4", "Porsche", "GT4"),
        CarModel(80, "Audi R8 LMS GT2", "Audi", "GT2"),
        CarModel(82, "KTM XBOW GT2", "KTM", "GT2"),
        CarModel(83, "Maserati MC20 GT2", "Maserati", "GT2"),
        CarModel(84, "Mercedes AMG GT2", "Mercedes-AMG", "GT2"),
        CarModel(85, "Porsche 911 GT2 RS CS Evo", "Porsche", "GT2"),
        CarModel(86, "Porsche 935", "Porsche", "GT2"),
    )
    if model.id is not None
}

TRACKS: dict[str, Track] = {
    circuit.id: circuit
    for circuit in (
        Track("barcelona", "Barcelona", "Circuit de Barcelona-Catalunya", "BAR", "ES"),
        Track("brands_hatch", "Brands Hatch", "Brands Hatch Circuit", "BRH", "GB"),
        Track("cota", "COTA", "Circuit of the Americas", "COT", "US"),
        Track("donington", "Donington Park", "Donington Park", "DON", "GB"),
        Track("hungaroring", "Hungaroring", "Hungaroring", "HUN", "HU"),
        Track("imola", "Imola", "Autodromo Enzo e Dino Ferrari", "IMO", "IT"),
        Track("indianapolis", "Indianapolis", "Indianapolis Motor Speedway", "IND", "US"),
        Track("kyalami", "Kyalami", "Kyalami Grand Prix Circuit", "KYA", "ZA"),
        Track("laguna_seca", "Laguna Seca", "WeatherTech Raceway Laguna Seca", "LAG", "US"),
        Track("misano", "Misano", "Misano World Circuit", "MIS", "IT"),
        Track("monza", "Monza", "Monza Circuit", "MON", "IT"),
        Track("mount_panorama", "Mount Panorama", "Mount Panorama Circuit", "MPA", "AU"),
        Track("nurburgring", "Nürburgring", "Nürburgring", "NUR", "DE"),
        Track("nurburgring_24h", "Nürburgring 24h", "24h Nürburgring", "N24", "DE"),
        Track("oulton_park", "Oulton Park", "Oulton Park", "OUL", "GB"),
        Track("paul_ricard", "Paul Ricard", "Circuit Paul Ricard", "PRI", "FR"),
        Track("red_bull_ring", "Red Bull Ring", "Red Bull Ring", "RBR", "AT"),
        Track("silverstone", "Silverstone", "Silverstone", "SIL", "GB"),
        Track("snetterton", "Snetterton", "Snetterton Circuit", "SNE", "GB"),
        Track("spa", "Spa-Francorchamps", "Circuit de Spa-Francorchamps", "SPA", "BE"),
        Track("suzuka", "Suzuka", "Suzuka Circuit", "SUZ", "JP"),
        Track("valencia", "Valencia", "Circuit Ricardo Tormo Valencia", "VAL", "ES"),
        Track("watkins_glen", "Watkins Glen", "Watkins Glen International", "WGL", "US"),
        Track("zandvoort", "Zandvoort", "Circuit Zandvoort", "ZAN", "NL"),
        Track("zolder", "Zolder", "Circuit Zolder", "ZOL", "BE"),
    )
}
