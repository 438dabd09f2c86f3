"""What can be wrong with a site file, and how is it said?

ValueError
├── SiteConfigError   the file, name or URL a person gave is unusable; one Chinese sentence, ready to print
└── Fault             one value is wrong; raised inside validators, becomes a SiteConfigError with file and line
"""


def quoted(text: str, most: int = 80) -> str:
    """Return ``text`` between quotes, on one line and cut to ``most`` characters, for use inside a sentence."""
    line = " ".join(text.split("\n"))
    return f"'{line}'" if len(line) <= most else f"'{line[:most]}…'"


class SiteConfigError(ValueError):
    """A site cannot be loaded; ``str(error)`` is one complete Chinese sentence for the terminal."""


class Fault(ValueError):
    """One value breaks a rule.

    ``message`` is a Chinese predicate (the caller puts the key in front of it) and ends with its own 。 or ？.
    ``loc`` leads from the validated value down to the guilty one, e.g. ``("columns", 2, "url")``.
    """

    def __init__(self, message: str, *loc: str | int) -> None:
        super().__init__(message)
        self.message = message
        self.loc = loc
