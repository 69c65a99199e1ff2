"""What the league wrote itself: Markdown pages and news in `content/`, and the files beside them.

`sources.py` reads a Markdown file, with what `front_matter.py` finds on top of it, and gives its tags their addresses.
`documents.py` makes its page, and knows all pages and files: `markup.py` turns text into HTML, `link_resolver.py` says
where its links lead, `shortcodes.py` finds what it asks for from the results. `files.py` is all that is no page,
`reserved.py` which paths of the site are sitegen's own, `broken_pages.py` which pages are not there because of a
mistake.
"""

from sitegen.site.content.documents import Content, Document, load_content
from sitegen.site.content.markup import to_html
from sitegen.site.content.shortcodes import Shortcode

__all__ = ["Content", "Document", "Shortcode", "load_content", "to_html"]
