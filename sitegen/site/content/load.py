"""`content/` → content: all that the league wrote itself, read, and what of it cannot be used."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from sitegen.errors import ContentError
from sitegen.site.content.documents import Document, load_documents, next_publication
from sitegen.site.content.files import usable_files
from sitegen.site.content.reserved import Reserved


class Content(msgspec.Struct, frozen=True):
    """All that the league wrote itself."""

    documents: tuple[Document, ...] = ()
    """Pages and news, by path."""
    files: dict[str, Path] = {}
    """Path from the site's root → everything that is no page."""
    errors: tuple[ContentError, ...] = ()
    """What cannot be used."""
    next_publication: dt.datetime | None = None
    """When something is due that was dated later, if anything is."""

    @property
    def sources(self) -> dict[str, str]:
        """Address of every page → its file, as messages call it."""
        return {document.url: document.source for document in self.documents}


def load_content(
    folder: Path, *, now: dt.datetime, zone: ZoneInfo, reserved: Reserved, preview: bool = False
) -> Content:
    """Read `content/`; what cannot be used is in `errors`, and the rest goes on.

    `zone`: in which dates are meant. `reserved`: the paths that are sitegen's own. `preview`: with drafts, and with
    what is dated later than `now`.
    """
    documents: list[Document] = []
    errors: list[ContentError] = []
    for loaded in load_documents(folder, now=now, zone=zone, reserved=reserved, preview=preview):
        if isinstance(loaded, Document):
            documents.append(loaded)
        else:
            errors.append(loaded)
    content = Content(documents=tuple(documents))
    files, misplaced = usable_files(folder, pages=content.sources, reserved=reserved)
    return msgspec.structs.replace(
        content,
        files=files,
        errors=(*errors, *misplaced),
        next_publication=next_publication(folder, now=now, zone=zone, reserved=reserved),
    )
