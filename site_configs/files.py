"""Is there such a file, whatever a person typed as its name?"""

from pathlib import Path


def expanded(text: str) -> Path:
    """Return the path with a leading ``~`` resolved where the system knows the user."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # '~nobody'
        return Path(text)


def is_file(path: Path) -> bool:
    """Tell whether ``path`` is an existing file; a name the system cannot hold is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Tell whether ``path`` is an existing folder."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def neighbours(path: Path) -> list[str]:
    """Return the names of the files where ``path`` would be, sorted; empty when there is no such folder."""
    try:
        return sorted(entry.name for entry in path.parent.iterdir() if entry.is_file())
    except (OSError, ValueError):
        return []
