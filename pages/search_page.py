"""What does one page of search results say? The box, its hits and what they tell."""

from dataclasses import dataclass

from pages.search_titles import Title, shows, touches


@dataclass(frozen=True, slots=True)
class Box:
    """A search box: the page it stands on, whether its form is a plain GET form, most letters it takes (0: any)."""

    url: str
    plain: bool
    limit: int = 0
    html: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing the result page links to: visible text, `title` attribute, address (empty when only a script knows)."""

    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The first page of results for one query.

    Attributes:
        moved: whether submitting had any effect.
        nothing: the page visibly says that nothing was found.
        categories: kinds of content that results can be narrowed to or are grouped by.
        labels: kinds of content that single results are marked with.
        related: words the page recommends to search for next.
    """

    query: str
    url: str
    status: int
    moved: bool
    nothing: bool
    hits: tuple[Hit, ...]
    categories: tuple[str, ...]
    labels: tuple[str, ...]
    related: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether any result has to do with the query."""
        return any(touches(self.query, f"{hit.text} {hit.title}") for hit in self.hits)

    @property
    def broken(self) -> bool:
        """Whether the search gave an error page or no reaction at all."""
        return not self.answers and (self.status >= 400 or not self.moved)

    @property
    def failed(self) -> bool:
        """Whether the search itself is at fault: broken, or visibly nothing found."""
        return self.broken or (self.nothing and not self.answers)

    def lists(self, title: Title) -> bool:
        """Whether the article is among the results."""
        return any(
            shows(title, text, hit.url) for hit in self.hits for text in (hit.text, hit.title) if text or hit.url
        )
