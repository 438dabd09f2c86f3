"""Is the right document meant, the right form seen, the right rhythm heard, and only data taken for data?"""

from datetime import date

import pytest

from pages.article_forms import Form, forms, pictures
from pages.data_files import DataFile, State, opened, sort_of
from pages.document_names import book_titles, core, explained, names_one, numbers
from pages.documents import Document
from pages.errors import Reason
from pages.fetching import Response
from pages.issuers import issued_above, issuer, own_number
from pages.pointers import pointers
from pages.responses import Headers
from suites.bonus.regularity import rhythm

URL = "http://www.sample.gov.cn/zcjd/1.html"
NAME = "人才安居办法"


def page(html: str) -> Document:
    return Document(URL, html)


@pytest.mark.parametrize(
    "title",
    [
        "示例市人民政府关于印发《人才安居办法》的通知",
        "示例市人民政府办公室关于印发人才安居办法的通知",
        "市人力社保局 市财政局关于印发《人才安居办法（试行）》的通知",
        "关于转发市财政局《人才安居办法》的通知",
        "《人才安居办法》",
        "人才安居办法.pdf",
    ],
)
def test_spellings_of_one_document(title: str) -> None:
    assert core(title) == NAME
    assert names_one([NAME], title)


@pytest.mark.parametrize(
    "title",
    [
        "《人才安居办法》政策解读",
        "【图解】人才安居办法",
        "一图读懂：人才安居办法",
        "关于《人才安居办法》的起草说明",
        "人才安居办法解读（二）",
        "政策解读丨人才安居办法",
        "一图读懂 “人才安居办法”",
        "一图读懂——人才安居办法",
        "市人力社保局就《人才安居办法》答记者问",
        "《示例市人民政府关于印发〈人才安居办法〉的通知》解读",
    ],
)
def test_interpretations_name_their_document(title: str) -> None:
    assert explained(title) == (NAME,)


@pytest.mark.parametrize("title", ["市政府召开常务会议", "惠民政策带来新变化", "政策解读", "《通知》"])
def test_what_names_no_document(title: str) -> None:
    assert not explained(title)


def test_numbers_are_one_whatever_their_brackets() -> None:
    first, second, other = numbers("依据示政发〔2026〕3号、示政发[2026] 03 号和示政办发（2025）12号")
    assert first.same(second)
    assert not first.same(other)
    assert str(other) == "和示政办发〔2025〕12号"
    assert not numbers("电话 0579-89900001，2026 年 3 号楼")
    assert book_titles("《关于印发《人才安居办法》的通知》") == ("关于印发《人才安居办法》的通知", NAME)


def test_whose_document_it_is() -> None:
    def above(title: str, number: str = "", by: str = "", site: str = "示例市人民政府") -> bool:
        return issued_above(title, next(iter(numbers(number)), None), by, site)

    assert above("国务院关于加强数字政府建设的指导意见")
    assert above("关于数字政府建设的意见", "国发〔2022〕14号")
    assert above("关于数字政府建设的意见", "浙政发〔2022〕14号")
    assert above("关于数字政府建设的意见", by="浙江省人民政府")
    assert not above("关于数字政府建设的意见", "浙政发〔2022〕14号", site="浙江省人民政府")
    assert not above("示例市人民政府关于国家级开发区的意见", "示政发〔2022〕14号")
    assert not above("关于云岭人才的意见", "云政发〔2022〕14号", site="云汀市人民政府")
    document = page("<p>发文机关：示例市人民政府 发文字号：示政发〔2026〕3号</p><p>根据国发〔2019〕1号</p>")
    assert issuer(document) == "示例市人民政府"
    assert str(own_number(document)) == "示政发〔2026〕3号"


def test_pointers_carry_the_words_that_introduce_them() -> None:
    found = pointers(
        page(
            "<nav><a href=/>首页</a></nav><h1>标题</h1><p>政策原文：<a href=2.html>办法</a></p>"
            "<h3>相关文件</h3><ul><li><a href=3.html>意见</a></li></ul><p>上一篇：<a href=4.html>旧闻</a></p>"
        )
    )
    assert [(one.text, one.lead) for one in found] == [("办法", "政策原文："), ("意见", "相关文件")]


BIG = {"http://www.sample.gov.cn/tu.png": (800, 3000)}
PHOTO = {"http://www.sample.gov.cn/tu.png": (900, 600)}
PICTURE = "<p><img src=/tu.png></p>"
LONG = "<p>" + "解读如下。" * 80 + "</p>"
ONLY = frozenset[Form]()


@pytest.mark.parametrize(
    ("html", "title", "sizes", "expected"),
    [
        (PICTURE + LONG, "解读", BIG, {Form.PICTURE}),
        (PICTURE + LONG, "解读", PHOTO, ONLY),
        (PICTURE + LONG, "一图读懂", PHOTO, {Form.PICTURE}),
        (PICTURE, "解读", PHOTO, {Form.PICTURE}),
        (PICTURE, "图解", {"http://www.sample.gov.cn/tu.png": (64, 64)}, ONLY),
        (LONG, "图解", {}, ONLY),
        ("<table><tr><td>2026</td><td>3</td></tr></table>", "解读", {}, ONLY),
        ("<svg>" + "<rect/>" * 10 + "</svg>", "解读", {}, {Form.CHART}),
        ("<svg>" + "<rect/>" * 9 + "</svg>", "解读", {}, ONLY),
        ("<a href=/x><svg>" + "<path/>" * 20 + "</svg></a>", "解读", {}, ONLY),
        ("<video><source src=/v.mp4></video>", "解读", {}, {Form.FILM}),
        ("<audio></audio>", "解读", {}, ONLY),
        ("<iframe src=/map.html></iframe>", "解读", {}, ONLY),
        ("<iframe src=/player/1></iframe>", "动漫解读", {}, {Form.FILM, Form.CARTOON}),
        ("<footer><video src=/v.mp4></video></footer>", "解读", {}, ONLY),
        ("<p>答记者问</p>", "新闻发布会实录", {}, {Form.TALK}),
    ],
)
def test_forms(html: str, title: str, sizes: dict[str, tuple[int, int]], expected: set[Form]) -> None:
    assert forms(page(html), title, sizes) == expected


def test_icons_are_not_looked_at() -> None:
    assert not pictures(
        page("<img src=/icon/pdf.png><img src=/ewm.jpg><img src=/a.png width=100><nav><img src=/b.png></nav>")
    )


def test_rhythm() -> None:
    def ends(*months: str) -> list[date]:
        return [date.fromisoformat(f"{month}-28") for month in months]

    monthly = rhythm(ends("2026-07", "2026-06", "2026-05", "2026-05"))
    assert (monthly.months, monthly.missing, monthly.words) == (1, (), "每月")
    assert rhythm(ends("2026-07", "2026-06")).months == 0
    assert rhythm(ends("2026-07", "2026-06", "2026-04", "2026-03")).missing == ((date(2026, 4, 28), date(2026, 6, 28)),)
    assert not rhythm(ends("2026-03", "2026-02", "2025-12", "2025-11")).missing
    assert rhythm(ends("2026-06", "2026-03", "2025-12")).words == "每季度"
    assert not monthly.late(date(2026, 7, 18), date(2026, 9, 30))
    assert monthly.late(date(2026, 7, 18), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("url", "label", "sort"),
    [
        ("http://x.gov.cn/a.csv", "", "csv"),
        ("http://x.gov.cn/download?fileType=JSON", "下载", "json"),
        ("http://x.gov.cn/down.do?id=3", "XLSX下载", "xlsx"),
        ("http://x.gov.cn/api/bus", "接口地址", "api"),
        ("http://x.gov.cn/help.html", "接口", None),
        ("http://x.gov.cn/a.pdf", "CSV下载", None),
        ("http://x.gov.cn/1.html", "公交站点", None),
    ],
)
def test_machine_readable_downloads(url: str, label: str, sort: str | None) -> None:
    assert sort_of(url, label) == sort


@pytest.mark.parametrize(
    ("sort", "body", "state"),
    [
        ("csv", "\ufeffa,b\n1,2\n", State.GOOD),
        ("csv", "a,b\n", State.WRONG),
        ("csv", "<html>404</html>", State.WRONG),
        ("csv", '{"code":500}', State.WRONG),
        ("csv", "", State.WRONG),
        ("json", '[{"a":1}]', State.GOOD),
        ("json", '{"code":0,"data":[{"a":1}]}', State.GOOD),
        ("json", '{"code":500,"msg":"error"}', State.WRONG),
        ("api", '{"code":401,"msg":"appkey"}', State.LOCKED),
        ("json", "[]", State.WRONG),
        ("json", "not json", State.WRONG),
        ("xml", "<?xml version='1.0'?><a><b>1</b></a>", State.GOOD),
        ("xml", "oops", State.WRONG),
        ("xls", "<html></html>", State.WRONG),
    ],
)
def test_only_data_is_data(sort: str, body: str, state: State) -> None:
    file = DataFile("http://x.gov.cn/f", "下载", sort, "http://x.gov.cn/")
    assert opened(file, Response(file.url, file.url, 200, Headers(()), body.encode())).state is state


def test_a_table_in_the_national_encoding_is_data() -> None:
    file = DataFile("http://x.gov.cn/f.csv", "下载", "csv", "http://x.gov.cn/")
    body = "站点,数量\n政务中心,2\n人民医院,3\n".encode("gb18030")
    assert opened(file, Response(file.url, file.url, 200, Headers(()), body)).state is State.GOOD


def test_downloads_that_were_not_seen() -> None:
    file = DataFile("http://x.gov.cn/f.csv", "下载", "csv", "http://x.gov.cn/")
    assert opened(file, Response(file.url, file.url, failure=Reason.TIMEOUT)).state is State.UNSEEN
    assert opened(file, Response(file.url, file.url, 403)).state is State.LOCKED
    assert opened(file, Response(file.url, file.url, 404)).state is State.WRONG
    cut = Response(file.url, file.url, 200, Headers(()), b"a,b\n1,2\n" * 9, failure=Reason.TOO_LARGE)
    assert opened(file, cut).state is State.GOOD
