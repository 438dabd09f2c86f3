"""Which pages of the services tell more than the guides' elements? Their entries and lists, and the guides drawn."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pages.documents import Document
from pages.errors import Unseen
from pages.guide import Guide, GuideSample
from pages.guide_links import inside
from pages.guides import Services
from pages.reading import Addresses


@dataclass(frozen=True, slots=True)
class ServicePages:
    """Pages of the services.

    Attributes:
        halls: entries and lists: services column, services host, platform.
        guides: the guides drawn.
        unread: entries that could not be read.
    """

    halls: tuple[Document, ...] = ()
    guides: tuple[Guide, ...] = ()
    unread: tuple[Unseen, ...] = ()

    @property
    def documents(self) -> tuple[Document, ...]:
        """All of them."""
        return (*self.halls, *(guide.document for guide in self.guides))


def service_pages_of(services: Services, sample: GuideSample, home: str) -> ServicePages:
    """What was read of the services, sorted for a second look.

    Args:
        services: lists that only happen to be linked from there (search results, news) are left out.
        sample: the guides drawn.
        home: address of the home page.
    """
    entries = Addresses(entry.url for entry in services.entries)
    unread = tuple(unseen for unseen in services.unread if unseen.where in entries)
    halls = tuple(page for page in services.listings if page.url in entries or _inside(page, services, home))
    return ServicePages(halls, sample.guides, unread)


def _inside(page: Document, services: Services, home: str) -> bool:
    place = urlsplit(page.url)
    return any(inside(place.netloc, place.path, entry.url, urlsplit(home).netloc) for entry in services.entries)
