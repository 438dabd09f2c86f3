"""Are the guides drawn complete, are their materials plain, do their policy documents lead anywhere? The judges."""

from collections.abc import Sequence

from pages.errors import Reason, Unseen
from pages.guide import Guide, GuideSample
from pages.guide_elements import Statement
from pages.guide_materials import ELEMENT, Material, read_materials
from pages.guide_policies import PolicyMention, Provision
from pages.guides import Services, none_readable
from site_configs import Site
from suites.services.offered import without_services
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def nothing_read(clause: Clause, site: Site, services: Services, sample: GuideSample) -> Verdict | None:
    """不适用 when there are no services to speak about, None when guides were read.

    Raises:
        Unseen: the services could not be followed, no guide could be read, or none of those drawn is laid out as one.
    """
    if (absent := without_services(clause, site, services)) is not None:
        return absent
    if (unseen := none_readable(services)) is not None:
        raise unseen
    if not sample.guides:
        where = sample.plain[0].url if sample.plain else services.entries[0].url
        raise Unseen(Reason.LAYOUT, where, "办事指南没有分项写明要素，须人工查看")
    return None


def judge_elements(clause: Clause, sample: GuideSample) -> Verdict:
    """Clause 1: one finding per guide drawn and class of elements it lacks."""
    findings = [
        Finding(guide.url, _lacking(guide, element), target=f"{element}@{guide.url}", excerpt=element)
        for guide in sample.guides
        for element in guide.missing(guide.elements)
    ]
    note = f"随机抽查 {len(sample.guides)} 个办事指南：{sample.names}。"
    if sample.plain:
        note += f"另有 {len(sample.plain)} 个没有分项写明要素（{sample.plain[0].url}），未计入，须人工查看。"
        if not findings and len(sample.guides) < clause.count("sample"):
            return Verdict.review(clause, note)
    return Verdict.of(clause, findings, note)


def _lacking(guide: Guide, element: str) -> str:
    how = "没有" if guide.elements[element] is Statement.ABSENT else "有标题而没有实际内容："
    return f"“{guide.name}”办事指南{how}{element}。"


def judge_materials(clause: Clause, sample: GuideSample) -> Verdict:
    """Clause 2: one finding per material that is not named plainly or without original/copy and number.

    Raises:
        Unseen: no list of materials could be taken apart.
    """
    stated = [guide for guide in sample.guides if ELEMENT not in guide.missing([ELEMENT])]
    if not stated:
        return Verdict.inapplicable(clause, "抽查的办事指南都没有写明办理材料，已按第 1 条扣分，本条不再重复扣分。")
    read = [(guide, found) for guide in stated if (found := read_materials(guide.document)) is not None]
    if not read:
        raise Unseen(Reason.LAYOUT, stated[0].url, "办理材料在图片或附件中，或没有逐项列出")
    findings = [_unclear(guide, one) for guide, found in read for one in found if not one.clear]
    count = sum(len(found) for _, found in read)
    rest = f"，另有 {len(stated) - len(read)} 个的材料在图片或附件中，未能检测" if len(read) < len(stated) else ""
    return Verdict.of(clause, findings, f"检查 {len(read)} 个办事指南的 {count} 项办理材料{rest}。")


def _unclear(guide: Guide, one: Material) -> Finding:
    if one.vague:
        what = f"“{guide.name}”办事指南的办理材料写作“{one.vague}”，没有说明是什么材料。"
    else:
        lacking = "和".join(word for word, told in (("原件还是复印件", one.form), ("份数", one.copies)) if not told)
        what = f"“{guide.name}”办事指南的办理材料“{one.name}”没有说明{lacking}。"
    return Finding(guide.url, what, target=f"{one.name}@{guide.url}", excerpt=one.words)


def judge_policies(clause: Clause, policies: Sequence[PolicyMention]) -> Verdict:
    """Clause 3: one finding per guide and document that is only named, or whose link does not lead to it."""
    findings = [_unprovided(one) for one in policies if one.provision in {Provision.NAME_ONLY, Provision.WRONG}]
    unknown = [one for one in policies if one.provision is Provision.UNKNOWN]
    note = f"抽查的办事指南提到政策文件 {len(policies)} 处，{len(findings)} 处没有提供内容，{len(unknown)} 处未能检测。"
    if unknown and not findings:
        what = "；".join(f"《{one.name}》{one.why}" for one in unknown[:3])
        return Verdict.review(clause, f"{note[:-1]}（{what}），须人工确认。")
    return Verdict.of(clause, findings, note)


def _unprovided(one: PolicyMention) -> Finding:
    how = one.why or "只有名称，没有引用条文、没有链接，网站上也没有找到"
    what = f"“{one.guide.name}”办事指南提到的《{one.name}》{how}。"
    return Finding(one.guide.url, what, target=f"《{one.name}》@{one.guide.url}", excerpt=one.line)
