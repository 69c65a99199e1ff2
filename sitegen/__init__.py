"""sitegen: from an Assetto Corsa Competizione Server Manager to a static league site.

servers → fetch → archive → build → site

cli/         the commands                         config/    sitegen.toml as values
fetch        servers → archive                    intake     result files from disk → archive
assembly     archive + content → what a site is   build      … rendered and written; preview/ when asked for
scaffold     a league's first files               doctor/    what is wrong, and what to do
demo         all of it, on a made-up season
server/      what a Server Manager says, within its limit
archive      the shelf between the two halves
league/      what the results mean: pure functions from payloads to numbers
site/        what a visitor sees: page models, theme, data for programs, output
simulator/   an embedded Server Manager, for the demo and the tests
"""

__version__ = "1.0.0"

PROJECT_URL = "https://github.com/sitegen-league/sitegen"
"""Said in the `User-Agent`, so that an admin who sees our requests can find out what they are."""
