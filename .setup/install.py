"""Is everything an inspection needs on this machine, and if not, can it be put there?

Run by `make setup` and by hand: `python3 .setup/install.py`. It works before anything is installed, so all of `.setup`
uses the standard library only. This file must parse on an interpreter that is too old; the others need not.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the whole point is to answer an older interpreter in plain words
    sys.exit(
        "安装未完成：需要 Python 3.11 或更高版本，当前是 {}.{}。".format(*sys.version_info)
        + "请安装后用新版本运行，例如：python3.11 .setup/install.py"
    )

from steps import main

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a legacy console code page
    sys.exit(main())
