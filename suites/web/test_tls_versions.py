"""Are only TLS versions and cipher suites of today accepted?"""

from collections.abc import Callable

import pytest

from pages.https_entry import HttpsEntry
from pages.tls_offer import TlsView
from suites.standards import Clause
from suites.web.accepted_encryption import judge_suites, judge_versions


@pytest.mark.indicator("tls_versions", 1)
def test_only_current_tls_versions(
    clause: Clause, https_entry: HttpsEntry, tls_view: TlsView, conclude: Callable[..., None]
) -> None:
    conclude(judge_versions(clause, https_entry, tls_view))


@pytest.mark.indicator("tls_versions", 2)
def test_no_deprecated_cipher_suites(
    clause: Clause, https_entry: HttpsEntry, tls_view: TlsView, conclude: Callable[..., None]
) -> None:
    conclude(judge_suites(clause, https_entry, tls_view))
