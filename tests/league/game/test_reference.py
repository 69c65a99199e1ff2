import pytest

from sitegen.league.game.reference import CARS, TRACKS, car_model, session_type_name, track_named, track_with_id


def test_a_car_is_known_by_its_id():
    assert (car_model(32).name, car_model(32).maker, car_model(32).car_class) == ("Ferrari 296 GT3", "Ferrari", "GT3")


def test_a_car_that_nobody_knows_is_shown_by_its_id_and_has_no_class():
    assert (car_model(99).name, car_model(99).car_class) == ("Car 99", None)


def test_a_file_that_names_no_car_has_an_unknown_one():
    assert (car_model(None).id, car_model(None).name) == (None, "Unknown car")


@pytest.mark.parametrize("track_id", ["spa", "spa_2019", "spa_2020"])
def test_a_track_is_the_same_in_every_year(track_id):
    assert track_with_id(track_id).name == "Spa-Francorchamps"


@pytest.mark.parametrize(
    ("track_id", "name", "short"), [("moon_base", "Moon Base", "MOO"), ("", "Unknown track", "UNK")]
)
def test_a_track_that_nobody_knows_is_named_after_its_id(track_id, name, short):
    track = track_with_id(track_id)
    assert (track.id, track.name, track.short, track.country) == (track_id, name, short, None)


@pytest.mark.parametrize("name", ["brands_hatch", "Brands Hatch", "BRANDS HATCH", "Brands Hatch Circuit"])
def test_a_person_may_write_a_track_in_any_spelling(name):
    assert track_named(name) is TRACKS["brands_hatch"]


def test_a_track_of_a_persons_own_is_called_what_they_call_it():
    assert (track_named("Moon Base").name, track_named("Moon Base").short) == ("Moon Base", "MOO")


def test_every_car_and_track_stands_under_its_own_id():
    assert [model.id for model in CARS.values()] == list(CARS)
    assert [track.id for track in TRACKS.values()] == list(TRACKS)


@pytest.mark.parametrize(
    ("session_type", "name"),
    [("FP", "Practice"), ("Q", "Qualifying"), ("R", "Race"), ("R2", "Race 2"), ("XY7", "XY7"), ("", "Session")],
)
def test_a_type_of_session_has_a_name(session_type, name):
    assert session_type_name(session_type) == name
