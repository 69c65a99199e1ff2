"""An embedded Server Manager with a made-up season: the server of the demo and of the tests."""

from sitegen.simulator.faults import Fault
from sitegen.simulator.manager import Request, SimulatedManager
from sitegen.simulator.results import SimulatedResult
from sitegen.simulator.season import Season, make_season

__all__ = ["Fault", "Request", "Season", "SimulatedManager", "SimulatedResult", "make_season"]
