"""Does the site offer its home page over HTTPS, so that anything about it can be judged?"""

from pages.secure_home import SecureHome
from suites.standards import Clause
from suites.verdict import Verdict


def unoffered(clause: Clause, home: SecureHome) -> Verdict | None:
    """不适用 when the home page is not there over HTTPS, which another row says; None when it is.

    Raises:
        Unseen: whether it is there could not be seen.
    """
    if home.unseen is not None:
        raise home.unseen
    if home.secure is None:
        return Verdict.inapplicable(clause, f"首页不能通过 HTTPS 打开（见“加密访问”）：{home.absent}。")
    return None
