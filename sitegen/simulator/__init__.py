"""An embedded Server Manager with a made-up season: the server of the demo and of the tests."""

from sitegen.simulator.faults import Fault
from sitegen.simulator.manager import LoggedRequest, SimulatedManager
from sitegen.simulator.result_files import SimulatedResult
from sitegen.simulator.season import SimulatedSeason, make_season

__all__ = ["Fault", "LoggedRequest", "SimulatedManager", "SimulatedResult", "SimulatedSeason", "make_season"]
