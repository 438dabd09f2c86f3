"""Are the services shown together and classified? The judge."""

from pages.guides import Services, none_readable
from pages.service_catalogue import LEAST_CLASSES, Catalogue
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_catalogue(clause: Clause, services: Services, catalogue: Catalogue) -> Verdict:
    """One finding when everything that lists the services was seen and classifies them in no way.

    Raises:
        Unseen: a page that may classify them, or every service, could not be read.
    """
    if catalogue.ways:
        return Verdict.of(clause, [], f"办事服务事项的分类：{'；'.join(catalogue.ways[:4])}。")
    if catalogue.unseen is not None:
        raise catalogue.unseen
    if (unseen := none_readable(services)) is not None:
        raise unseen
    if catalogue.scripted:
        return Verdict.review(clause, f"{catalogue.scripted} 的内容由脚本生成，没有看到分类，须人工确认。")
    if services.total < LEAST_CLASSES:
        return Verdict.review(clause, f"只找到 {services.total} 个事项，看不出是否分类，须人工确认。")
    where = catalogue.listings[0] if catalogue.listings else services.entries[0].url
    what = f"共 {services.total} 个办事服务事项，没有按主题、部门、服务对象等分类，也没有集中分组展示。"
    return Verdict.of(clause, [Finding(where, what, target="catalogue")], f"查看了 {len(catalogue.listings)} 个页面。")
