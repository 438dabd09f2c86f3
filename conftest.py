"""Entry: everything pytest needs to know stands in `fixtures/`."""

pytest_plugins = [
    "fixtures.options",
    "fixtures.progress",
    "fixtures.worlds",
    "fixtures.browser",
    "fixtures.collection",
    "fixtures.workers",
    "fixtures.observations",
    "fixtures.observing_columns",
    "fixtures.observing_pages",
    "fixtures.observing_search",
    "fixtures.observing_sign_on",
    "fixtures.observing_letters",
    "fixtures.observing_services",
    "fixtures.observing_safety",
    "fixtures.observing_links",
    "fixtures.verdicts",
    "fixtures.telling",
]
