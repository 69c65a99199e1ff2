"""The same as the pages for programs: every file below `data/`, its shape and how it is filled."""
