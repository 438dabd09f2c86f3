"""Can telephone, place and hours of guides be true, and does the site say the same elsewhere? The judge."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pages.contact_details import (
    expired,
    impossible,
    masked,
    phones,
    place,
    placeholder,
    strange_hours,
    weekday_hours,
)
from pages.guide import Guide, GuideSample
from pages.guides import Services, none_readable
from pages.unit_contacts import HOURS, PHONE, PLACE, Contact, by_unit, guide_contact
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_ELEMENTS = (PHONE, PLACE, HOURS)


def judge_accuracy(
    clause: Clause, services: Services, sample: GuideSample, institutions: Sequence[Contact], as_of: date
) -> Verdict:
    """Candidates: what is missing, made up, impossible, over, or told differently elsewhere.

    Raises:
        Unseen: no guide could be read.
    """
    if (unseen := none_readable(services)) is not None:
        raise unseen
    drawn = {guide.url for guide in sample.guides}
    contacts = [guide_contact(guide) for guide in services.guides]
    findings = [
        *(one for guide in services.guides if guide.url not in drawn for one in _missing(guide)),
        *(one for contact in contacts for one in _wrong(contact, as_of)),
        *_differing_windows(contacts),
        *_differing_halls(contacts),
        *_differing_pages(contacts, institutions),
    ]
    note = f"核对 {len(contacts)} 个办事指南的电话、地点和时间，并与 {len(institutions)} 个机构的联系方式比较。"
    return Verdict.of(clause, findings, note)


def _finding(contact: Contact, element: str, what: str, excerpt: str = "") -> Finding:
    return Finding(
        contact.where, f"{contact.title}的{element}{what}。", target=f"{element}@{contact.where}", excerpt=excerpt
    )


def _missing(guide: Guide) -> Iterator[Finding]:
    """Missing in a guide outside the draw: those drawn are 办事指南 第 1 条's."""
    if guide.recognised:
        for element in guide.missing(_ELEMENTS):
            yield _finding(guide_contact(guide), element, "缺失")


def _wrong(contact: Contact, as_of: date) -> Iterator[Finding]:
    phone, hours, address = (contact.words.get(name, "") for name in (PHONE, HOURS, PLACE))
    if made_up := placeholder(phone):
        yield _finding(contact, PHONE, f"“{made_up}”是占位符", made_up)
    elif bad := impossible(phone):
        yield _finding(contact, PHONE, f"“{bad}”不是能拨打的号码", bad)
    if strange := masked(hours) or strange_hours(hours):
        yield _finding(contact, HOURS, f"“{strange}”不是有效的时间", strange)
    elif over := expired(hours, as_of):
        yield _finding(contact, HOURS, f"已于 {over} 结束", over)
    if blank := masked(address):
        yield _finding(contact, PLACE, f"“{blank}”是占位符", blank)


def _differing_windows(contacts: Iterable[Contact]) -> Iterator[Finding]:
    """Guides of the same unit's same window that give other numbers or hours than most of them."""
    windows: dict[tuple[str, str, str], list[Contact]] = defaultdict(list)
    for contact in contacts:
        found = place(contact.words.get(PLACE, ""))
        if contact.unit and found.window and (found.hall or found.street):
            windows[contact.unit, found.hall or found.street, found.window].append(contact)
    for (_, hall, window), group in windows.items():
        for element, read in ((PHONE, phones), (HOURS, weekday_hours)):
            told = [(contact, value) for contact in group if (value := read(contact.words.get(element, "")))]
            usual = Counter(value for _, value in told).most_common(1)
            for contact, value in told:
                if not value & usual[0][0]:
                    other = next(one for one, same in told if same == usual[0][0])
                    what = f"与同一窗口（{hall}{window}）的{other.title}“{other.words[element]}”不一致"
                    yield _finding(contact, element, what, contact.words[element])


def _differing_halls(contacts: Iterable[Contact]) -> Iterator[Finding]:
    """Guides that place a hall at another street number than most of them."""
    halls: dict[str, list[tuple[Contact, str]]] = defaultdict(list)
    for contact in contacts:
        found = place(contact.words.get(PLACE, ""))
        if found.hall and found.street:
            halls[found.hall].append((contact, found.street))
    for hall, told in halls.items():
        (usual, count), *rest = Counter(street for _, street in told).most_common()
        if rest and rest[0][1] < count:
            for contact, street in told:
                if street != usual:
                    what = f"写{hall}在{street}，其他办事指南写在{usual}"
                    yield _finding(contact, PLACE, what, contact.words[PLACE])


def _differing_pages(contacts: Iterable[Contact], institutions: Sequence[Contact]) -> Iterator[Finding]:
    """Guides that share no number with, or give other hours than, the page about their unit."""
    pages = by_unit(institutions)
    for contact in contacts:
        for element, read in ((PHONE, phones), (HOURS, weekday_hours)):
            own = read(contact.words.get(element, ""))
            told = [
                (page, value) for page in pages.get(contact.unit, ()) if (value := read(page.words.get(element, "")))
            ]
            if own and told and not any(own & value for _, value in told):
                page = told[0][0]
                what = f"“{contact.words[element]}”与“{page.title}”页面上的“{page.words[element]}”不一致"
                yield _finding(contact, element, what, contact.words[element])
