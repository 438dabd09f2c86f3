"""Are the forms that guides name there, and do the files open? Every download is fetched whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message

from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.file_content import extension_of, fault_of
from pages.guide import Guide
from pages.guide_forms import FileLink, files_on, offers, read_forms
from pages.link_state import LinkState, state_of, suspicious
from pages.reading import Reader
from pages.responses import Response

MAX_FILES = 60
_MAX_LISTS = 5


@dataclass(frozen=True, slots=True)
class FormFile:
    """One download that was fetched: the guide it stands on, and what is wrong with it (empty: it opens)."""

    link: FileLink
    guide: Guide
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ServiceForms:
    """What was seen of the forms of a few guides.

    Attributes:
        guides: guides looked at; `named` how many forms they name.
        files: downloads told to open or not; `unseen` those, and pages of forms, that could not be told.
        missing: forms without a download, each with its guide.
    """

    guides: tuple[Guide, ...]
    named: int = 0
    files: tuple[FormFile, ...] = ()
    missing: tuple[tuple[str, Guide], ...] = ()
    unseen: tuple[Unseen, ...] = ()


def observe_forms(guides: Sequence[Guide], reader: Reader, fetcher: Fetcher) -> ServiceForms:
    """Look for the forms that guides name and fetch every download on their pages.

    Args:
        guides: guides drawn.
        reader: reads pages of forms that guides lead to.
        fetcher: downloads; what looks dead is asked for once more, patiently, on fresh connections.
    """
    read = [(guide, read_forms(guide.document)) for guide in guides]
    missing: list[tuple[str, Guide]] = []
    unseen: list[Unseen] = []
    for guide, forms in read:
        elsewhere, unread = _elsewhere(reader, forms.lists[:_MAX_LISTS]) if forms.missing else ((), ())
        absent = [name for name in forms.missing if not offers(elsewhere, name)]
        if unread and absent:
            unseen += unread
        else:
            missing += [(name, guide) for name in absent]
        unseen += [Unseen(Reason.LAYOUT, guide.url, f"“{name}”只能由脚本下载，须人工点开") for name in forms.scripted]
    links = {link.url: (link, guide) for guide, forms in reversed(read) for link in reversed(forms.files)}
    files, unfetched = _fetched(list(links.values())[::-1][:MAX_FILES], fetcher)
    named = sum(len(forms.named) for _, forms in read)
    return ServiceForms(tuple(guides), named, files, tuple(missing), (*unseen, *unfetched))


def _elsewhere(reader: Reader, lists: Iterable[str]) -> tuple[tuple[FileLink, ...], tuple[Unseen, ...]]:
    """Downloads on the pages of forms a guide leads to, and those pages that could not be read."""
    pages = reader.read_all(lists).values()
    links = tuple(link for page in pages if isinstance(page, Document) for link in files_on(page))
    return links, tuple(page for page in pages if isinstance(page, Unseen))


def _fetched(
    wanted: Sequence[tuple[FileLink, Guide]], fetcher: Fetcher
) -> tuple[tuple[FormFile, ...], tuple[Unseen, ...]]:
    answers = {answer.url: answer for answer in fetcher.get_all([link.url for link, _ in wanted])}
    if doubtful := [url for url, answer in answers.items() if suspicious(answer)]:
        with fetcher.patient() as fresh:
            answers |= {answer.url: answer for answer in fresh.get_all(doubtful)}
    files: list[FormFile] = []
    unseen: list[Unseen] = []
    for link, guide in wanted:
        answer = answers[link.url]
        state, why = state_of(answer, None)
        if state is LinkState.UNKNOWN:
            unseen.append(Unseen(answer.failure or Reason.BLOCKED, link.url, why))
        elif state is not LinkState.ALIVE:
            files.append(FormFile(link, guide, f"打不开（{why}）"))
        elif answer.failure is None and not _is_page(link, answer):
            files.append(FormFile(link, guide, fault_of(saved_name(link, answer), answer.body)))
    return tuple(files), tuple(unseen)


def _is_page(link: FileLink, answer: Response) -> bool:
    """Whether a link that only sounds like a download leads to an ordinary page."""
    return not link.sure and "html" in answer.content_type


def saved_name(link: FileLink, answer: Response) -> str:
    """The name under which a browser would save the answer."""
    header = Message()
    header["content-disposition"] = answer.headers.get("content-disposition", "")
    sent = header.get_filename() or ""
    return sent if extension_of(sent) else link.name
