"""The tree of errors."""

import re

from sitegen import errors
from sitegen.errors import SitegenError


def drawn_branches():
    """Name and parent of every error, as the docstring of the module draws them."""
    path = []
    for indent, name in re.findall(r"^ {4}([│├└─ ]*)(\w+) {2}", errors.__doc__, re.MULTILINE):
        depth = len(indent) // 4
        del path[depth:]
        if path:
            yield name, path[-1]
        path.append(name)


def test_the_tree_in_the_docstring_is_that_of_the_classes_in_their_order():
    classes = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind is not SitegenError]
    assert [(kind.__name__, kind.__base__.__name__) for kind in classes] == list(drawn_branches())
