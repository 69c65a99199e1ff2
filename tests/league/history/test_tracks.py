from sitegen.league.history.personal_bests import personal_bests_of
from sitegen.league.history.records import all_time_lists, lap_records
from sitegen.league.history.tracks import track_histories
from sitegen.league.history.winners import winners_by_track
from tests.league.readings import classified
from tests.payloads import lap, line, result


def session(number, track, *, session_type="R"):
    return classified(
        result(
            session_type,
            lines=[line(1, laps=1, total=100_000)],
            laps=[lap(1, 100_000)],
            trackName=track,
            SessionFile=f"file-{number}",
        )
    )


def histories(*classifications):
    bests = [best for classification in classifications for best in personal_bests_of(classification)]
    return track_histories(
        [classification.session for classification in classifications],
        lap_records(bests),
        all_time_lists(bests, top=10),
        winners_by_track(classifications),
    )


def test_tracks_stand_by_name_with_their_sessions_oldest_first():
    tracks = histories(session(1, "spa"), session(2, "monza"), session(3, "spa"))
    assert [(history.track.name, [each.file for each in history.sessions]) for history in tracks] == [
        ("Monza", ["file-2"]),
        ("Spa-Francorchamps", ["file-1", "file-3"]),
    ]


def test_a_track_has_only_its_own_records_lists_and_winners():
    monza, spa = histories(session(1, "spa"), session(2, "monza"))
    assert {record.track.id for record in monza.records} == {"monza"}
    assert {fastest.track.id for fastest in spa.fastest} == {"spa"}
    assert [race.session.file for race in spa.winners] == ["file-1"]


def test_a_track_of_the_last_year_is_the_same_track():
    (history,) = histories(session(1, "spa"), session(2, "spa_2020"))
    assert len(history.sessions) == 2


def test_a_track_without_a_race_has_no_winners():
    (history,) = histories(session(1, "spa", session_type="Q"))
    assert history.winners == ()
