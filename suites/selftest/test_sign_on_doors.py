"""Are the doors found and the identity provider read from addresses, and does the account stay hidden?"""

from pages.documents import Document
from pages.sign_on import find_doors, identity_hosts
from pages.sign_on_visitor import Account
from site_configs import Site

HOME = "http://www.sample.gov.cn/"


def doors(html: str) -> list[tuple[str, str]]:
    site = Site(name="示例市人民政府", url=HOME)
    return [(door.name, door.url) for door in find_doors(Document(HOME, html), site)]


def test_columns_of_the_home_page_are_doors() -> None:
    html = '<a href="/hd/">互 动</a><a href="/hudong/">互动交流</a><a href="/bs/">政务服务</a><a href="/x/">公开</a>'
    assert doors(html) == [("互动交流", f"{HOME}hudong/"), ("办事服务", f"{HOME}bs/")]


def test_own_service_host_comes_before_the_column_and_other_cities_never() -> None:
    html = (
        '<a href="/bs/">办事服务</a><a href="http://zwfw.sample.gov.cn/item/1.html">居住证</a>'
        '<a href="http://zwfw.sample.gov.cn/">更多</a><a href="http://zwfw.x.gov.cn/">省政务服务网</a>'
    )
    assert doors(html) == [("办事服务", "http://zwfw.sample.gov.cn/")]


def test_identity_host_is_read_through_three_encodings() -> None:
    url = "http://www.sample.gov.cn/jump?a=1&goto=http%25253A%25252F%25252Ftyrz.sample.gov.cn%25252Fsso%25252Flogin"
    assert identity_hosts(url) == ("www.sample.gov.cn", "tyrz.sample.gov.cn")


def test_address_to_return_to_is_no_identity_host() -> None:
    url = "http://tyrz.sample.gov.cn/oauth2/authorize?redirect_uri=http%3A%2F%2Fzwfw.sample.gov.cn%2Fitem"
    assert identity_hosts(url) == ("tyrz.sample.gov.cn",)


def test_account_is_never_shown() -> None:
    account = Account("zhangsan", "Secret2026")
    assert "zhangsan" not in repr(account)
    assert "Secret2026" not in repr(account)
    assert account.hidden("zhangsan 的密码 Secret2026 不正确") == "*** 的密码 *** 不正确"
