"""``python -m mentorkit``: the command line."""

from mentorkit.cli import main

if __name__ == "__main__":
    main()
