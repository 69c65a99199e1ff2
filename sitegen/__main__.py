"""`python -m sitegen`: the same as the command `sitegen`."""

from sitegen.cli import main

if __name__ == "__main__":
    main()
