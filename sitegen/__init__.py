"""sitegen: from an Assetto Corsa Competizione Server Manager to a static league site.

servers → fetch → archive → dataset → scopes → catalogue → build → site

cli/  check/  demo/  init/  preview/     the commands
fetch/  server/                          servers → archive, within their limit
archive/                                 the shelf between the two halves
league/                                  what results mean: pure functions
dataset/                                 archive + configuration → everything computed, and who may see what of it
site/                                    what a visitor sees; site/catalog/ lists every kind of page
build/                                   rendered and written, as little as there is to do
config/  simulator/  support/  errors.py what all of them use
"""

__version__ = "1.0.0"

PROJECT_URL = "https://github.com/sitegen-league/sitegen"
"""Said in the `User-Agent`, so that an admin who sees our requests can find out what they are."""
