import gzip
import json

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.data.raw import published_result
from sitegen.site.driver_names import HIDDEN, PublicDriver
from tests.payloads import driver, lap, line, penalty, result


def published(payload, shown=lambda _: PublicDriver("jane-smith", "Jane", "Smith", "JSM")):
    return json.loads(gzip.decompress(published_result(json.dumps(payload).encode(), shown)))


def without_ids(payload):
    """The same, player ids removed by hand."""
    for car_line in payload["sessionResult"]["leaderBoardLines"]:
        for seat in car_line["car"]["drivers"]:
            del seat["playerId"]
    return payload


def test_a_published_result_is_the_servers_own_without_ids():
    payload = result("R", lines=[line(1, driver())], laps=[lap(1, 100_000)], penalties=[penalty(1, "DriveThrough")])
    assert published(payload) == without_ids(json.loads(json.dumps(payload)))


def test_names_are_as_the_site_shows_them():
    public = published(result(lines=[line(1, driver())]), shown=lambda _: HIDDEN)
    (seat,) = public["sessionResult"]["leaderBoardLines"][0]["car"]["drivers"]
    assert seat == {"firstName": "", "lastName": "Hidden driver", "shortName": ""}


def test_an_empty_seat_stays_empty():
    public = published(result(lines=[line(1, driver("", "50", ""))]))
    (seat,) = public["sessionResult"]["leaderBoardLines"][0]["car"]["drivers"]
    assert seat == {"firstName": "", "lastName": "", "shortName": ""}


def test_ids_that_stand_elsewhere_are_taken_out_too():
    payload = result() | {"SteamID": "76561190000000001", "owner": "by S76561190000000001!", "id": 76561190000000001}
    public = published(payload)
    assert ("SteamID" in public, public["owner"], public["id"]) == (False, "by !", None)


def test_the_same_result_gives_the_same_bytes():
    body = json.dumps(result(lines=[line(1, driver())])).encode()
    shown = PublicDriver("jane-smith", "Jane", "Smith", "JSM")
    assert published_result(body, lambda _: shown) == published_result(body, lambda _: shown)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**13), 10**13) | st.text(alphabet="abc €", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet="xyz", max_size=4), inner, max_size=4),
)


@given(JSON)
def test_what_is_no_id_is_published_as_it_is(value):
    assert published({"sessionResult": value}) == {"sessionResult": value}
