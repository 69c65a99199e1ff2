"""What the league wrote itself: Markdown pages and news in `content/`, and the files beside them.

`front.py` reads what stands on top of a page, `markup.py` makes HTML, `places.py` says where its links lead,
`shortcodes.py` finds what a page asks for from the results, `documents.py` brings them together. `files.py` is all that
is no page, and `made.py` what is sitegen's own.
"""

from sitegen.site.content.documents import Document, load_documents, next_publication
from sitegen.site.content.files import load_files
from sitegen.site.content.markup import to_html
from sitegen.site.content.shortcodes import Shortcode

__all__ = ["Document", "Shortcode", "load_documents", "load_files", "next_publication", "to_html"]
