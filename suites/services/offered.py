"""Is there anything to judge about the services' extras? What all rows about services say when there is not."""

from pages.guides import Services
from pages.hints import unfollowed
from site_configs import Site
from suites.standards import Clause
from suites.verdict import Verdict

NO_DUTY = "网站档案写明没有对外办事服务（services: false）。"
NONE_OFFERED = "网站没有提供办事服务，已由“服务不实用”处理，本条不再重复扣分。"


def without_services(clause: Clause, site: Site, services: Services) -> Verdict | None:
    """不适用 when the site has no services to speak about, None otherwise.

    Raises:
        Unseen: something on the home page may lead to services, but it could not be followed.
    """
    if not site.services:
        return Verdict.inapplicable(clause, NO_DUTY)
    if services.entries:
        return None
    if services.promised:
        raise unfollowed(services.promised, site.url)
    return Verdict.inapplicable(clause, NONE_OFFERED)
