"""What has changed is rendered, and nothing else."""

import pytest

from sitegen.build import incremental
from sitegen.build.incremental import Task, bring_up_to_date, event_task, item_task, season_task
from sitegen.build.output import Output, write_when_new
from sitegen.build.stores import Rendered
from sitegen.build.workers import Job
from sitegen.dataset.scopes import EventScope, SeasonScope
from sitegen.site import catalog
from sitegen.site.pages.content.document import not_found_page
from tests.site.pages.small_league import ANN, BOB, championship_of, race, scope_of, season_of, season_scope_of


class FakeRenderer:
    """Writes the bytes of a file, and remembers which."""

    def __init__(self, folder):
        self.folder = folder
        self.rendered = []

    def render(self, work):
        path, body = work
        self.rendered.append(path)
        return Rendered((write_when_new(self.folder, path, body),))


class FakeWorkers:
    """Does what is handed in when its result is asked for."""

    def __init__(self, renderer):
        self._renderer = renderer
        self.submitted = []

    def submit(self, work):
        self.submitted.append(work)
        return Job(work, self._renderer)


class FakeStore:
    """Remembers in memory."""

    def __init__(self):
        self.known = {}

    def load(self, name, key):
        return self.known.get((name, key))

    def save(self, name, key, rendered):
        self.known[name, key] = rendered


class Build:
    """One build after the other, of tasks that write a file each."""

    def __init__(self, folder):
        self.folder = folder
        self.store = FakeStore()

    def run(self, *tasks):
        """What the tasks leave; afterwards `rendered` and `output` are those of this build."""
        renderer = FakeRenderer(self.folder)
        self.output = Output(self.folder)
        self.workers = FakeWorkers(renderer)
        left = list(bring_up_to_date(tasks, self.store, output=self.output, workers=self.workers))
        self.rendered = renderer.rendered
        return [file.path for rendered in left for file in rendered.files]


@pytest.fixture
def build(tmp_path):
    return Build(tmp_path / "public")


def task(path, body=b"1", *, key=None):
    return Task(path, key or body, (path, body))


def test_what_nobody_knows_is_rendered_and_remembered(build):
    assert build.run(task("a"), task("b")) == ["a", "b"]
    assert build.rendered == ["a", "b"]
    assert build.store.known.keys() == {("a", b"1"), ("b", b"1")}
    assert (build.output.written, sorted(build.output.files)) == (2, ["a", "b"])


def test_what_is_known_and_still_there_is_not_rendered_again(build):
    build.run(task("a"), task("b"))
    assert build.run(task("a"), task("b")) == ["a", "b"]
    assert build.rendered == []
    assert (build.output.written, sorted(build.output.files)) == (0, ["a", "b"])


def test_what_is_remembered_is_nothing_new_for_the_next_build(build):
    build.run(task("a"))
    assert [file.is_new for rendered in build.store.known.values() for file in rendered.files] == [False]


def test_what_is_made_from_something_else_is_rendered(build):
    build.run(task("a"), task("b"))
    build.run(task("a"), task("b", b"2"))
    assert (build.rendered, (build.folder / "b").read_bytes()) == (["b"], b"2")
    assert build.output.written == 1


def test_what_is_rendered_anew_to_the_same_bytes_is_not_written(build):
    build.run(task("a"))
    build.run(task("a", key=b"another"))
    assert (build.rendered, build.output.written) == (["a"], 0)


@pytest.mark.parametrize("harm", ["gone", "other"])
def test_what_is_known_and_no_longer_there_is_rendered(build, harm):
    build.run(task("a"), task("b"))
    if harm == "gone":
        (build.folder / "a").unlink()
    else:
        (build.folder / "a").write_bytes(b"changed by hand")
    build.run(task("a"), task("b"))
    assert (build.rendered, (build.folder / "a").read_bytes()) == (["a"], b"1")


def test_one_missing_file_of_several_is_reason_enough(build):
    build.run(task("a"))
    known = build.store.known["a", b"1"]
    (missing,) = FakeRenderer(build.folder).render(("b", b"1")).files
    build.store.save("a", b"1", Rendered((*known.files, missing)))
    (build.folder / "b").unlink()
    build.run(task("a"))
    assert build.rendered == ["a"]


def test_results_come_in_the_order_of_the_tasks_whatever_was_known(build):
    names = [f"{number:03}" for number in range(3 * incremental.AHEAD)]
    build.run(*map(task, names[::2]))
    assert build.run(*map(task, names)) == names
    assert build.rendered == names[1::2]


def test_no_more_tasks_are_asked_for_than_keep_everybody_busy(build):
    asked_for = []

    def tasks():
        for number in range(3 * incremental.AHEAD):
            asked_for.append(number)
            yield task(f"{number:03}")

    left = bring_up_to_date(
        tasks(), build.store, output=Output(build.folder), workers=FakeWorkers(FakeRenderer(build.folder))
    )
    next(left)
    assert len(asked_for) == incremental.AHEAD + 1
    assert len(list(left)) == 3 * incremental.AHEAD - 1


def test_work_is_handed_out_before_the_first_of_it_is_done(build):
    renderer = FakeRenderer(build.folder)
    workers = FakeWorkers(renderer)
    next(bring_up_to_date(map(task, "abc"), build.store, output=Output(build.folder), workers=workers))
    assert (len(workers.submitted), renderer.rendered) == (3, ["a"])


class FakeDigests:
    """Every template is its name, unless it was changed."""

    def __init__(self, **changed):
        self._changed = changed

    def template(self, name):
        return self._changed.get(name.partition(".")[0], name.encode())

    def page(self, page):
        return self.template(page.template) + page.title.encode()


RACES = (race(ANN, BOB, number=1), race(BOB, ANN, number=2))
EVENT = scope_of(*RACES, championship=championship_of(*RACES))
SEASON = season_scope_of(season_of(*RACES), *RACES)


def test_a_task_has_the_same_name_in_every_build():
    names = [event_task(EVENT, FakeDigests()).name, season_task(SEASON, FakeDigests()).name]
    assert names == ["event main/260501_200000_R", "season cup"]


@pytest.mark.parametrize(
    ("task_of", "scope", "kind", "other"),
    [(event_task, EVENT, EventScope, "round"), (season_task, SEASON, SeasonScope, "laps")],
)
def test_a_scope_is_made_from_its_own_templates_alone(task_of, scope, kind, other):
    usual = task_of(scope, FakeDigests()).key
    for template in catalog.templates(kind):
        name = template.partition(".")[0]
        assert task_of(scope, FakeDigests(**{name: b"changed"})).key != usual
    assert task_of(scope, FakeDigests(**{other: b"changed"})).key == usual


def test_a_scope_that_sees_something_else_is_something_else():
    other = scope_of(*RACES, championship=championship_of(RACES[0]))
    assert event_task(EVENT, FakeDigests()).key != event_task(other, FakeDigests()).key
    again = scope_of(*RACES, championship=championship_of(*RACES))
    assert event_task(EVENT, FakeDigests()).key == event_task(again, FakeDigests()).key


def test_a_page_is_known_by_its_file_and_what_it_is_made_from():
    page = not_found_page()
    page_task = item_task(page, FakeDigests())
    assert (page_task.name, page_task.key, page_task.work) == ("404.html", b"404.htmlPage not found", page)


def test_a_data_file_is_its_bytes():
    first, same, other = (item_task(("data/a.json", body), FakeDigests()) for body in (b"1", b"1", b"2"))
    assert (first.name, first.key == same.key, first.key == other.key) == ("data/a.json", True, False)
