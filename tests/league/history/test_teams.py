from sitegen.league.championship.models import Championship, Standings, StandingsRow, TeamRow
from sitegen.league.game.people import identify_person
from sitegen.league.history.careers import appearances_of
from sitegen.league.history.teams import best_place, team_histories
from sitegen.league.session.events import group_events
from tests.league.readings import classified
from tests.payloads import driver, line, result

ANN, BOB, CAT = (driver(name, f"S7656119000000001{at}") for at, name in enumerate(("Ann", "Bob", "Cat")))


def row(who, team, *, points=0.0):
    named = identify_person(who["playerId"], who["firstName"], who["lastName"])
    return StandingsRow(1, False, named, None, team, points, 0, 0, None, ())


def pasts(*lines, drivers=(), teams=()):
    found = classified(result(lines=list(lines), metaData="championship:c:e1"))
    standings = Standings(drivers={"": tuple(drivers)}, teams={"": tuple(teams)})
    championship = Championship("c", "Cup", tuple(group_events([found.session])), standings, None)
    return {one.name: one for one in team_histories([championship], appearances_of(found, is_pole=False))}


def test_a_team_has_the_results_of_its_drivers():
    lines = [line(1, ANN, laps=9), line(2, BOB, laps=9), line(3, CAT, laps=9)]
    found = pasts(*lines, drivers=[row(ANN, "Reds"), row(BOB, "Blues"), row(CAT, "Reds")])
    reds = found["Reds"]
    assert [car.place.position for car in reds.races[0].cars] == [1, 3]
    assert (reds.wins, reds.podiums, found["Blues"].wins, found["Blues"].podiums) == (1, 2, 0, 1)


def test_a_crew_counts_once():
    found = pasts(line(1, ANN, BOB, laps=9), drivers=[row(ANN, "Reds"), row(BOB, "Reds")])
    assert (len(found["Reds"].races[0].cars), found["Reds"].podiums) == (1, 1)


def test_the_place_of_a_team_is_that_of_the_teams_standings():
    found = pasts(
        drivers=[row(ANN, "Reds")], teams=[TeamRow(2, False, "Reds", 12, 0), TeamRow(1, False, "Blues", 20, 0)]
    )
    assert {name: best_place(one.seasons) for name, one in found.items()} == {"Blues": 1, "Reds": 2}
    assert [len(one.drivers) for one in found["Blues"].seasons] == [0]


def test_a_team_that_only_drivers_name_has_no_place():
    found = pasts(drivers=[row(ANN, "Reds")])
    assert (best_place(found["Reds"].seasons), found["Reds"].races) == (None, ())
