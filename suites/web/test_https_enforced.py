"""Does the home page open over HTTPS, and does plain HTTP lead there?"""

from collections.abc import Callable

import pytest

from pages.https_entry import HttpsEntry
from pages.tls_offer import TlsView
from suites.standards import Clause
from suites.web.encrypted_access import judge_redirect, judge_secure


@pytest.mark.indicator("https_enforced", 1)
def test_home_opens_over_https(
    clause: Clause, https_entry: HttpsEntry, tls_view: TlsView, conclude: Callable[..., None]
) -> None:
    conclude(judge_secure(clause, https_entry, tls_view))


@pytest.mark.indicator("https_enforced", 2)
def test_http_leads_to_https(
    clause: Clause, https_entry: HttpsEntry, tls_view: TlsView, conclude: Callable[..., None]
) -> None:
    conclude(judge_redirect(clause, https_entry, tls_view))
