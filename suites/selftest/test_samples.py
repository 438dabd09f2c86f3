"""Does the parser of the samples understand what page authors write, and say in a sentence what it does not?"""

from datetime import date
from pathlib import Path

import pytest

from fixtures.samples import DEFAULT_AS_OF, DEFAULT_URL, Expectation, Reply, Sample, SampleError, dated, load_samples

HEAD = "expect: {home_not_updated.1: 不合格}"
AS_OF = date(2026, 8, 21)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "slug.md"


def _sample(written: Path, *fences: str, head: str = HEAD, title: str = "不合格：旧") -> Sample:
    written.write_text("\n".join([f"# 首页\n\n## {title}\n", f"```yaml\n{head}\n```", *fences, ""]), encoding="utf-8")
    return load_samples(written)[0]


def _fence(info: str, body: str = "<p>x</p>") -> str:
    return f"```{info}\n{body}\n```"


def _reply(written: Path, info: str, body: str = "<p>x</p>") -> Reply:
    (reply,) = _sample(written, _fence(info, body)).replies
    return reply


def test_a_heading_with_a_yaml_block_is_a_sample(written: Path) -> None:
    sample = _sample(written, _fence("html /"))
    assert sample.title == "不合格：旧"
    assert sample.expect == {"home_not_updated.1": Expectation("不合格")}
    assert (sample.as_of, sample.url) == (DEFAULT_AS_OF, DEFAULT_URL)
    assert [(reply.url, reply.status, reply.body) for reply in sample.replies] == [(DEFAULT_URL, 200, "<p>x</p>\n")]


def test_prose_and_fences_without_an_address_are_left_alone(written: Path) -> None:
    written.write_text(
        "```yaml\nexpect: {}\n```\n\n## 怎样整改\n\n```html\n<a>\n```\n\n## 不是样例\n\n```html /\n<a>\n```\n",
        encoding="utf-8",
    )
    assert [sample.title for sample in load_samples(written)] == [""]
    assert not _sample(written, _fence("html")).replies


def test_one_page_holds_many_samples(written: Path) -> None:
    written.write_text(
        "\n".join(f"## 样例{n}\n\n```yaml\nexpect: {{a.1: 合格}}\n```\n{_fence('html /')}\n" for n in range(3)),
        encoding="utf-8",
    )
    assert [sample.title for sample in load_samples(written)] == ["样例0", "样例1", "样例2"]


def test_site_keys_and_the_moment_come_from_the_head(written: Path) -> None:
    head = "expect: {}\nas_of: 2026-02-28\nsite: {url: 'https://zwfw.sample.gov.cn/x/', code: '3399000001'}"
    sample = _sample(written, _fence("html a.html", "{today-1}"), head=head)
    assert sample.as_of == date(2026, 2, 28)
    assert sample.site["name"] == "示例市人民政府"
    assert sample.replies[0].url == "https://zwfw.sample.gov.cn/x/a.html"
    assert sample.replies[0].body == "2026-02-27\n"


@pytest.mark.parametrize(
    ("info", "field", "value"),
    [
        ("html /x", "url", "http://www.sample.gov.cn/x"),
        ("html https://a.gov.cn/b?c=d", "url", "https://a.gov.cn/b?c=d"),
        ("html / status=404", "status", 404),
        ("html / delay=0.5", "delay", 0.5),
        ("html / times=2", "times", 2),
        ("html / method=POST", "method", "POST"),
        ("html / when=token=1", "when", "token=1"),
        ("html / fail=reset", "fail", "reset"),
        ("text / redirect=/y", "status", 302),
        ("text / redirect=/y status=301", "status", 301),
        ("text / status=307 redirect=/y", "status", 307),
    ],
)
def test_fence_parameters(written: Path, info: str, field: str, value: object) -> None:
    assert getattr(_reply(written, info), field) == value


def test_redirect_and_headers(written: Path) -> None:
    reply = _reply(written, "html / redirect=/y header=X-A:b_c header=Set-Cookie:a_b=1 header=Set-Cookie:c=2")
    assert reply.headers == (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Location", "/y"),
        ("X-A", "b c"),
        ("Set-Cookie", "a_b=1"),
        ("Set-Cookie", "c=2"),
    )


@pytest.mark.parametrize(
    ("info", "kind"),
    [
        ("html /", "text/html; charset=utf-8"),
        ("json /", "application/json"),
        ("application/pdf /a.pdf", "application/pdf"),
        ("other /", "text/plain; charset=utf-8"),
        ("html / type=text/html;_charset=gbk", "text/html; charset=gbk"),
        ("html / header=Content-Type:text/html", "text/html"),
        ("html / header=X-A:b type=text/html", "text/html"),
        ("html / redirect=/y header=content-type:text/html type=text/plain", "text/plain"),
    ],
)
def test_media_type(written: Path, info: str, kind: str) -> None:
    headers = _reply(written, info).headers
    assert [value for name, value in headers if name.lower() == "content-type"] == [kind]


def test_n_repeats_a_fence(written: Path) -> None:
    replies = _sample(written, _fence("html /{n}.html n=1..5", "<h1>第{n}条</h1>{today-{n}}")).replies
    assert [reply.url.rsplit("/", 1)[1] for reply in replies] == [f"{n}.html" for n in range(1, 6)]
    assert replies[4].body == "<h1>第5条</h1>2026-08-16\n"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{today}", "2026-08-21"),
        ("{today-14}", "2026-08-07"),
        ("{today+11}", "2026-09-01"),
        ("{today-233}", "2025-12-31"),
        ("{today-14:%Y年%m月%d日}", "2026年08月07日"),
        ("{today:%m-%d} {today-1}", "08-21 2026-08-20"),
        ("{ today } {todays} {tomorrow} function(){today}", "{ today } {todays} {tomorrow} function()2026-08-21"),
        ("a{color:red}", "a{color:red}"),
    ],
)
def test_dates(text: str, read: str) -> None:
    assert dated(text, AS_OF) == read


@pytest.mark.parametrize(
    ("text", "word", "count"),
    [
        ("合格", "合格", None),
        ("不合格×3", "不合格", 3),
        ("不合格 × 12", "不合格", 12),
        (" 未能检测 ", "未能检测", None),
    ],
)
def test_expectations(text: str, word: str, count: int | None) -> None:
    assert Expectation.parse(text) == Expectation(word, count)


@pytest.mark.parametrize("text", ["", "及格", "不合格×", "不合格3", "FAIL", "合格 不合格"])
def test_other_words_are_no_expectation(text: str) -> None:
    with pytest.raises(ValueError, match="期望结论应为"):
        Expectation.parse(text)


@pytest.mark.parametrize(
    ("head", "info", "sentence"),
    [
        ("expect: {}\nsites: {}", "html /", "不认识的项 sites"),
        ("expect: {a.1: 及格}", "html /", "期望结论应为"),
        ("expect: [a.1]", "html /", "expect"),
        ("expect: {}\nas_of: 明天", "html /", "as_of"),
        ("expect: {}\nsite: [1]", "html /", "site"),
        ("- 1", "html /", "样例开头"),
        ("expect: {", "html /", "YAML"),
        ("expect: {}", "html / state=404", "不认识的围栏参数 state"),
        ("expect: {}", "html / 404", "围栏参数应写作 key=value：404"),
        ("expect: {}", "html / n=5", "n= 应写作 1..5：5"),
        ("expect: {}", "html / status=好", "status"),
        ("expect: {}", "html / times=x", "times"),
        ("expect: {}", "html / delay=x", "delay"),
        ("expect: {}", "html / fail=rest", "fail"),
        ("expect: {}", "html / n=5..1", "n= 应写作 1..5：5..1"),
    ],
)
def test_a_wrong_sample_is_told_with_file_and_heading(written: Path, head: str, info: str, sentence: str) -> None:
    with pytest.raises(SampleError) as caught:
        _sample(written, _fence(info), head=head)
    assert str(caught.value).startswith("slug.md《不合格：旧》：")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_samples_may_not_share_a_title(written: Path) -> None:
    one = f"## 同名\n\n```yaml\nexpect: {{}}\n```\n{_fence('html /')}\n"
    written.write_text(one * 2, encoding="utf-8")
    with pytest.raises(SampleError, match=r"slug\.md：样例标题重复：同名"):
        load_samples(written)
