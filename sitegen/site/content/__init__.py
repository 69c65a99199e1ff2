"""What the league wrote itself: Markdown pages and news in `content/`, and the files beside them.

`front.py` reads what stands on top of a page, `markup.py` makes HTML, `shortcodes.py` finds what a page asks for from
the results, and `documents.py` brings them together.
"""

from sitegen.site.content.documents import ROSTER, Document, load_documents, load_files, next_publication
from sitegen.site.content.markup import to_html
from sitegen.site.content.shortcodes import Shortcode

__all__ = ["ROSTER", "Document", "Shortcode", "load_documents", "load_files", "next_publication", "to_html"]
