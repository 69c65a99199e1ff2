"""Work on all cores, and a little right here."""

import pytest

from sitegen.build import workers as workers_module
from sitegen.build.renderer import Renderer, Workplace
from sitegen.build.workers import FEW, Workers
from sitegen.site.layout import Layout
from sitegen.site.pages.base import Link
from sitegen.site.pages.content.document import moved_page


@pytest.fixture
def place(tmp_path):
    return Workplace(
        site_folder=tmp_path,
        output_folder=tmp_path / "public",
        theme="default",
        theme_options={},
        layout=Layout(title="L", language="en", menu=(), notices=(), base_path="/"),
    )


@pytest.fixture
def rendered_here(monkeypatch):
    """The addresses of pages in the order in which this process rendered them."""
    urls = []
    render = Renderer.render

    def noted(self, work):
        urls.append(work.url)
        return render(self, work)

    monkeypatch.setattr(Renderer, "render", noted)
    return urls


def page(number):
    return moved_page(f"old/{number}/", Link("New", "new/"))


def test_a_few_pages_begin_no_process(place, rendered_here):
    with Workers(place) as workers:
        jobs = [workers.submit(page(number)) for number in range(FEW)]
        files = [job.result().files[0].path for job in jobs]
    assert files == [f"old/{number}/index.html" for number in range(FEW)]
    assert len(rendered_here) == FEW


def test_many_pages_are_rendered_elsewhere(place, rendered_here, monkeypatch):
    monkeypatch.setattr(workers_module, "_cores", lambda: 2)
    with Workers(place) as workers:
        jobs = [workers.submit(page(number)) for number in range(FEW + 1)]
        assert all(job.result().files[0].is_new for job in jobs)
    assert rendered_here == []


def test_what_was_rendered_here_is_not_rendered_again_elsewhere(place, monkeypatch):
    monkeypatch.setattr(workers_module, "_cores", lambda: 2)
    with Workers(place) as workers:
        early = workers.submit(page(0))
        early.result()
        late = [workers.submit(page(number)) for number in range(1, FEW + 2)]
        for job in late:
            job.result()
    assert early.future is None
    assert all(job.future is not None for job in late)
