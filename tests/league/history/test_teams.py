from sitegen.league.championship.models import Championship, Standings, StandingsRow, TeamRow
from sitegen.league.game.people import identify_person
from sitegen.league.history.careers import appearances_of
from sitegen.league.history.teams import best_place, team_histories
from sitegen.league.session.events import group_events
from tests.league.readings import classified
from tests.payloads import driver, line, result

ANN, BOB, CAT = (driver(name, f"S7656119000000001{at}") for at, name in enumerate(("Ann", "Bob", "Cat")))


def row(named, team, *, points=0.0):
    person = identify_person(named["playerId"], named["firstName"], named["lastName"])
    return StandingsRow(1, False, person, None, team, points, 0, 0, None, ())


def teams_of(*lines, drivers=(), teams=()):
    """Teams by name, after one race with these lines, by standings with these rows."""
    race = classified(result(lines=list(lines), metaData="championship:c:e1"))
    standings = Standings(drivers={"": tuple(drivers)}, teams={"": tuple(teams)})
    championship = Championship("c", "Cup", tuple(group_events([race.session])), standings)
    return {team.name: team for team in team_histories([championship], appearances_of(race, is_pole=False))}


def test_a_team_has_the_results_of_its_drivers():
    lines = [line(1, ANN, laps=9), line(2, BOB, laps=9), line(3, CAT, laps=9)]
    teams = teams_of(*lines, drivers=[row(ANN, "Reds"), row(BOB, "Blues"), row(CAT, "Reds")])
    reds, blues = teams["Reds"], teams["Blues"]
    assert [car.place.position for car in reds.races[0].cars] == [1, 3]
    assert (reds.wins, reds.podiums, blues.wins, blues.podiums) == (1, 2, 0, 1)


def test_a_crew_counts_once():
    reds = teams_of(line(1, ANN, BOB, laps=9), drivers=[row(ANN, "Reds"), row(BOB, "Reds")])["Reds"]
    assert (len(reds.races[0].cars), reds.podiums) == (1, 1)


def test_the_place_of_a_team_is_that_of_the_teams_standings():
    teams = teams_of(
        drivers=[row(ANN, "Reds")], teams=[TeamRow(2, False, "Reds", 12, 0), TeamRow(1, False, "Blues", 20, 0)]
    )
    assert {name: best_place(team.seasons) for name, team in teams.items()} == {"Blues": 1, "Reds": 2}
    assert [season.drivers for season in teams["Blues"].seasons] == [()]


def test_a_team_that_only_drivers_name_has_no_place():
    reds = teams_of(drivers=[row(ANN, "Reds")])["Reds"]
    assert (best_place(reds.seasons), reds.races) == (None, ())
