"""The circuits of the made-up calendar, as drivers feel them."""

import msgspec


class Circuit(msgspec.Struct, frozen=True):
    """A track: how long a lap takes, and where."""

    id: str
    """As the game calls it."""
    lap_ms: int
    """A fast GT3 lap in the dry."""
    shares: tuple[float, float, float]
    """How a lap divides into its sectors."""


CIRCUITS = (
    Circuit("monza", 107_300, (0.325, 0.344, 0.331)),
    Circuit("barcelona", 103_400, (0.296, 0.377, 0.327)),
    Circuit("paul_ricard", 113_000, (0.276, 0.281, 0.443)),
    Circuit("brands_hatch", 82_600, (0.284, 0.301, 0.415)),
    Circuit("zandvoort", 94_800, (0.351, 0.337, 0.312)),
    Circuit("spa", 137_400, (0.298, 0.438, 0.264)),
    Circuit("suzuka", 119_200, (0.322, 0.401, 0.277)),
    Circuit("silverstone", 117_200, (0.291, 0.400, 0.309)),
    Circuit("nurburgring", 113_200, (0.480, 0.372, 0.148)),
    Circuit("imola", 100_600, (0.262, 0.410, 0.328)),
    Circuit("kyalami", 100_300, (0.300, 0.345, 0.355)),
    Circuit("misano", 93_200, (0.298, 0.353, 0.349)),
)
