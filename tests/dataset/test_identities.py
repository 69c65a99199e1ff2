from sitegen.dataset.identities import Identities, give_driver_ids
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


def test_narrowed_identities_name_nobody_else():
    identities = Identities(
        driver_ids={"a": "ann", "b": "bob"},
        main_keys={"x": "a", "y": "b"},
        chosen_names={"ann": "Annie", "bob": "Bobby"},
        slugs={"track:spa": "spa", "track:monza": "monza"},
    )
    assert identities.narrowed({"a", "stranger"}, slugs={"track:spa", "track:nowhere"}) == Identities(
        driver_ids={"a": "ann"}, main_keys={"x": "a"}, chosen_names={"ann": "Annie"}, slugs={"track:spa": "spa"}
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
