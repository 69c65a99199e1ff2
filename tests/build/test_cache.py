"""What an earlier build left comes back only when nothing that it was made from has changed."""

import datetime as dt
import hashlib
import os
import pickle

import msgspec
import pytest

from sitegen.build.cache import FOLDER, SEAL_LENGTH, Cache, CompleteSite
from sitegen.build.output import WrittenFile
from sitegen.build.stores import PageStore, Rendered, ScopeStore

NOW = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
KEY, OTHER_KEY = b"k" * 32, b"o" * 32

FILE = WrittenFile("a/index.html", b"d" * 32, 3, 1, is_page=True)
RENDERED = Rendered((FILE,))
SITE = CompleteSite(until=None, pages=1, sessions=2, digest="c", warnings=("w",), files=(FILE,))


class Memory:
    """The cache of a league with what is kept in it."""

    def __init__(self, folder, *, output="public", program=b"program"):
        self.cache = Cache(folder, folder / output, program=program)
        self.scopes = ScopeStore(self.cache.files)
        self.pages = PageStore(self.cache.files)

    def site(self, key, *, now=NOW):
        return self.cache.site(key, now=now)

    def finish(self, key=KEY):
        """As a build ends."""
        self.scopes.finish()
        self.pages.finish()
        self.cache.save_site(key, SITE)


@pytest.fixture
def filled(tmp_path):
    """The folder of a league of which an event, a page and the site are remembered."""
    memory = Memory(tmp_path)
    memory.scopes.load("event a", KEY)
    memory.scopes.save("event a", KEY, RENDERED)
    memory.pages.save("a/index.html", KEY, RENDERED)
    memory.finish()
    return tmp_path


def remembered(memory, key=KEY):
    """The event, the page and the site, as far as they are known."""
    return memory.scopes.load("event a", key), memory.pages.load("a/index.html", key), memory.site(key)


def files_of(folder):
    return sorted(path for path in (folder / FOLDER).rglob("*") if path.is_file() and path.name != ".gitignore")


def test_what_was_saved_comes_back_for_the_same_key(filled):
    assert remembered(Memory(filled)) == (RENDERED, RENDERED, SITE)


def test_nothing_comes_back_for_another_key(filled):
    assert remembered(Memory(filled), OTHER_KEY) == (None, None, None)


def test_nothing_comes_back_for_another_name(filled):
    memory = Memory(filled)
    assert (memory.scopes.load("event b", KEY), memory.pages.load("b/index.html", KEY)) == (None, None)


@pytest.mark.parametrize("other", [{"program": b"another"}, {"output": "elsewhere"}])
def test_nothing_comes_back_for_another_program_or_another_folder_of_the_site(filled, other):
    assert remembered(Memory(filled, **other)) == (None, None, None)


def test_a_league_that_was_moved_with_its_site_is_the_same(filled, tmp_path_factory):
    there = tmp_path_factory.mktemp("there") / "league"
    filled.rename(there)
    assert remembered(Memory(there)) == (RENDERED, RENDERED, SITE)


@pytest.mark.parametrize(
    "harm",
    [
        lambda body: body[:0],
        lambda body: body[:10],
        lambda body: body[:-1],
        lambda body: body[:-1] + bytes([body[-1] ^ 1]),
        lambda body: bytes([body[0] ^ 1]) + body[1:],
        lambda body: body + b"x",
    ],
)
def test_nothing_comes_back_from_a_damaged_file(filled, harm):
    assert len(files_of(filled)) == 3
    for path in files_of(filled):
        path.write_bytes(harm(path.read_bytes()))
    assert remembered(Memory(filled)) == (None, None, None)


def test_a_file_that_is_gone_is_unknown(filled):
    for path in files_of(filled):
        path.unlink()
    assert remembered(Memory(filled)) == (None, None, None)


def test_a_file_in_the_place_of_another_one_with_the_same_seal_is_no_answer(filled):
    """The site, and an event with the key of the site, are sealed in the same way."""
    (scope,) = (filled / FOLDER / "scopes").iterdir()
    (filled / FOLDER / "site").write_bytes(scope.read_bytes())
    assert Memory(filled).site(KEY) is None


class Harm:
    """Whoever unpickles it leaves a file behind."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_pickle_in_the_place_of_a_file_is_never_read(filled, sealed):
    harm = filled / "harm"
    body = pickle.dumps(Harm(harm))
    for path in files_of(filled):
        path.write_bytes(seal_of(filled, path, body) + body if sealed else body)
    assert remembered(Memory(filled)) == (None, None, None)
    assert not harm.exists()


def seal_of(folder, path, body):
    """What the same program would write before these bytes."""
    base = hashlib.sha256(b"program" + b"public").digest()
    key = b"" if path.name == "pages" else KEY
    seal = hashlib.sha256(base + key + hashlib.sha256(body).digest()).digest()
    assert len(seal) == SEAL_LENGTH
    return seal


def test_the_seal_of_this_test_is_that_of_the_program(filled):
    for path in files_of(filled):
        body = path.read_bytes()
        assert body[:SEAL_LENGTH] == seal_of(filled, path, body[SEAL_LENGTH:])


def test_a_file_with_values_of_another_shape_is_unknown(filled):
    body = msgspec.msgpack.encode({"pages": "many"})
    for path in files_of(filled):
        path.write_bytes(seal_of(filled, path, body) + body)
    assert remembered(Memory(filled)) == (None, None, None)


def test_a_site_is_good_until_something_in_it_is_due(tmp_path):
    cache = Memory(tmp_path).cache
    site = msgspec.structs.replace(SITE, until=NOW)
    cache.save_site(KEY, site)
    before = NOW - dt.timedelta(seconds=1)
    assert (cache.site(KEY, now=before), cache.site(KEY, now=NOW)) == (site, None)


def test_a_site_that_is_forgotten_does_not_come_back(filled):
    memory = Memory(filled)
    memory.cache.forget_site()
    memory.cache.forget_site()
    assert remembered(memory) == (RENDERED, RENDERED, None)


def test_scopes_and_pages_that_a_build_did_not_ask_for_are_forgotten(filled):
    again = Memory(filled)
    again.scopes.load("event b", KEY)
    again.scopes.save("event b", KEY, RENDERED)
    again.pages.save("b/index.html", KEY, RENDERED)
    again.finish()
    assert len(list((filled / FOLDER / "scopes").iterdir())) == 1
    last = Memory(filled)
    assert (last.scopes.load("event a", KEY), last.scopes.load("event b", KEY)) == (None, RENDERED)
    assert (last.pages.load("a/index.html", KEY), last.pages.load("b/index.html", KEY)) == (None, RENDERED)


def test_what_was_only_asked_for_is_kept(filled):
    again = Memory(filled)
    assert remembered(again) == (RENDERED, RENDERED, SITE)
    again.finish()
    assert remembered(Memory(filled)) == (RENDERED, RENDERED, SITE)


def test_pages_are_written_when_a_build_comes_to_its_end(tmp_path):
    Memory(tmp_path).pages.save("a/index.html", KEY, RENDERED)
    assert Memory(tmp_path).pages.load("a/index.html", KEY) is None


def test_a_file_that_was_new_is_known_later():
    new = msgspec.structs.replace(FILE, is_new=True)
    assert Rendered((new, FILE)).as_known() == Rendered((FILE, FILE))


def test_it_is_kept_out_of_the_repository_of_the_league(filled):
    assert (filled / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"
