"""Are words, labels, scripts and dates told from what only looks like them?"""

from datetime import date

from pages.documents import Document
from pages.hidden_links import diverting_scripts, trusted
from pages.publish_dates import StatedDates
from pages.wording import excused, hits, secrecy_labels, visible_lines
from suites.veto.date_tolerances import tolerances
from suites.veto.falsified_dates import contradiction
from suites.veto.wordlists import wordlists

LEVELS = ("绝密", "机密", "秘密")
DAY = date(2026, 8, 21)


def test_the_longest_word_wins_and_protected_words_protect() -> None:
    text = "强烈土石方；烈土陵园；三黄片；路口交通；大麻烦"
    assert [
        hit.word for hit in hits(text, ["烈土", "黄片", "口交", "大麻"], ["强烈土", "三黄片", "路口交通", "大麻烦"])
    ] == ["烈土"]
    assert [hit.word for hit in hits("烈土陵园", ["烈土", "烈土陵园"])] == ["烈土陵园"]
    assert [hit.word for hit in hits("凯发Ｋ８", ["凯发k8"])] == ["凯发k8"]


def test_right_and_protected_words_are_never_hits() -> None:
    lists = wordlists()
    listed = (*lists.wrong, *lists.spam, *lists.talk)
    for word in (*lists.wrong.values(), *lists.protected):
        assert not hits(word, listed, lists.protected), word


def test_reports_on_crime_are_excused_sentence_by_sentence() -> None:
    assert not excused("公安机关打击六合彩赌博。", ["六合彩"], ["打击"])
    assert excused("打击犯罪。六合彩开奖", ["六合彩"], ["打击"])


def test_secrecy_labels() -> None:
    def found(*lines: str) -> list[str]:
        return [hit.word for hit in secrecy_labels(lines, LEVELS, ("内部资料注意保存",), "通知")]

    assert found("通知", "机密★10年") == ["机密★10年"]
    assert found("通知", "密级：秘密") == ["密级:秘密"]
    assert found("通知", "绝密") == ["绝密"]
    assert found("通知", "内部资料，注意保存") == ["内部资料注意保存"]
    assert not found("通知", "秘密")
    assert not found("通知", "国家秘密标志为“秘密★10年”。")
    assert not found(*(["正文"] * 12), "通知", *(["正文"] * 12), "绝密")


def test_visible_lines() -> None:
    html = "<p>一<br>二<b>三</b></p><script>四</script><div style='display:none'>五</div><div hidden>六</div>"
    assert visible_lines(Document("http://x.gov.cn/", html)) == ("一", "二三")


def test_diverting_scripts() -> None:
    bad = "<script>if(document.referrer.indexOf('baidu')>0){location.href='http://a.example'}</script>"
    good = "<script>if(/iPhone/.test(navigator.userAgent)){location.href='/m/'}</script>"
    assert diverting_scripts(Document("http://x.gov.cn/", bad))
    assert not diverting_scripts(Document("http://x.gov.cn/", good))


def test_trusted_hosts() -> None:
    assert trusted("www.yunting.gov.cn", ("gov.cn",))
    assert not trusted("www.fakegov.cn", ("gov.cn",))


def test_contradictions_on_both_sides_of_the_tolerances() -> None:
    def why(visible: date | None = None, tag: date | None = None, address: date | None = None) -> str:
        return contradiction(StatedDates("http://x.gov.cn/1", "通知", DAY, visible, tag, address))

    one = date.resolution
    limits = tolerances()
    assert not why(visible=DAY - limits.list_)
    assert why(visible=DAY - limits.list_ - one)
    assert not why(tag=DAY - limits.source)
    assert why(tag=DAY - limits.source - one)
    assert why(address=DAY - limits.source - one)
    assert not why(visible=DAY + limits.list_ * 9, tag=DAY + limits.source * 9)


def test_a_page_dated_later_than_its_own_tag_is_a_contradiction_even_when_the_list_agrees_with_the_tag() -> None:
    limits = tolerances()
    old = DAY - limits.source - date.resolution
    assert contradiction(StatedDates("http://x.gov.cn/1", "通知", old, DAY, old, None))
    assert not contradiction(StatedDates("http://x.gov.cn/1", "通知", old, DAY, None, None))
