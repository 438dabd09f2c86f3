"""Can a citizen of the demo city write, look up, register, sign in once and sign out everywhere?"""

import re

import pytest

from fixtures.demo_site.captcha import picture
from suites.selftest.visitor import IDENTITY, PORTAL, SERVICES, Reply, Visitor, sign_in

LETTER = {
    "name": "李一凡",
    "phone": "13905790002",
    "email": "",
    "type": "咨询",
    "public": "1",
    "title": "咨询居住证办理时间",
    "content": "请问在市行政服务中心办理居住证，周六是否受理？",
}


def _receipt(reply: Reply) -> tuple[str, str]:
    found = re.search(r'id="receipt-number">(\d+)</dd>.*?id="receipt-code">(\d+)</dd>', reply.text, re.DOTALL)
    assert found, reply.text
    return found[1], found[2]


def test_a_consultation_is_accepted_and_found_again(visitor: Visitor) -> None:
    reply = visitor.post(f"{PORTAL}/hudong/jianyi", LETTER)
    number, code = _receipt(reply)
    assert number == "202608210001"
    found = visitor.post(f"{PORTAL}/hudong/chaxun", {"number": number, "code": code})
    for word in (LETTER["title"], "已受理", "2026-08-21 09:31"):
        assert word in found.text
    missed = visitor.post(f"{PORTAL}/hudong/chaxun", {"number": number, "code": "000000"})
    assert "没有查到信件" in missed.text
    assert LETTER["title"] not in missed.text
    visitor.demo.show()
    assert "没有查到信件" in visitor.post(f"{PORTAL}/hudong/chaxun", {"number": number, "code": code}).text
    assert _receipt(visitor.post(f"{PORTAL}/hudong/jianyi", LETTER)) == (number, code)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", ""),
        ("phone", "123"),
        ("email", "a@"),
        ("type", "问候"),
        ("public", ""),
        ("title", ""),
        ("content", "短"),
    ],
)
def test_a_wrong_letter_comes_back_with_its_error(visitor: Visitor, name: str, value: str) -> None:
    reply = visitor.post(f"{PORTAL}/hudong/jianyi", {**LETTER, name: value})
    assert reply.status == 422
    assert f'aria-describedby="e-{name}"' in reply.text
    assert f'id="e-{name}"' in reply.text
    assert 'value="13905790002"' in reply.text or name == "phone"


def test_the_mailbox_wants_its_captcha_once(visitor: Visitor) -> None:
    url = f"{PORTAL}/hudong/xiexin"
    assert visitor.post(url, {**LETTER, "captcha": "ABCD"}).status == 422
    assert visitor.get(f"{PORTAL}/hudong/yanzhengma.png").header("content-type") == "image/png"
    assert visitor.post(url, {**LETTER, "captcha": "...."}).status == 422
    words = visitor.get(f"{url}?yanzheng=wenzi")
    sums = re.search(r"请问(.)加(.)等于几", words.text)
    assert sums
    answer = str(sum("零一二三四五六七八九".index(word) for word in sums.groups()))
    sent = {**LETTER, "yanzheng": "wenzi", "captcha": answer}
    assert _receipt(visitor.post(url, sent))
    assert visitor.post(url, sent).status == 422


def test_the_captcha_is_a_picture() -> None:
    assert picture("AB23").startswith(b"\x89PNG")


@pytest.mark.parametrize(("first", "second"), [(PORTAL, SERVICES), (SERVICES, PORTAL)])
def test_signing_in_once_is_enough_and_signing_out_ends_both(visitor: Visitor, first: str, second: str) -> None:
    login = visitor.get(f"{first}/user/")
    assert login.url.startswith(f"{IDENTITY}/login?")
    assert any("/oauth2/authorize?client_id=" in url and "response_type=code" in url for url in login.chain)
    inside = sign_in(visitor, login)
    assert inside.url == f"{first}/user/"
    assert "您好，张**" in inside.text
    other = visitor.get(f"{second}/user/login?goto=/user/")
    assert other.url == f"{second}/user/"
    assert "您好，张**" in other.text
    assert any(url.startswith(f"{IDENTITY}/oauth2/authorize") for url in other.chain)
    visitor.get(f"{second}/user/logout")
    for host in (first, second):
        assert visitor.get(f"{host}/user/").url.startswith(f"{IDENTITY}/login?")


def test_the_header_greets_and_offers_the_way_out(visitor: Visitor) -> None:
    assert "您好" not in visitor.get(f"{PORTAL}/").text
    sign_in(visitor, visitor.get(f"{PORTAL}/user/login?goto={PORTAL}/"))
    home = visitor.get(f"{PORTAL}/").text
    assert "您好，张**" in home
    assert ">退出<" in home
    assert "您好" not in Visitor(visitor.demo).get(f"{PORTAL}/").text


def test_the_portal_login_link_of_a_services_page_signs_in_there(visitor: Visitor) -> None:
    login = visitor.get(f"{PORTAL}/user/login?goto={SERVICES}/user/")
    assert sign_in(visitor, login).url == f"{SERVICES}/user/"


def test_session_cookies_are_safe(visitor: Visitor) -> None:
    sign_in(visitor, visitor.get(f"{PORTAL}/user/"))
    assert visitor.lines
    for line in visitor.lines:
        assert {"Secure", "HttpOnly", "SameSite=lax"} <= {part.strip() for part in line.split(";")}
        assert "Domain" not in line


def test_a_wrong_password_is_refused_politely(visitor: Visitor) -> None:
    reply = sign_in(visitor, visitor.get(f"{PORTAL}/user/"), "wrong")
    assert reply.status == 401
    assert "用户名或密码不正确" in reply.text
    assert visitor.get(f"{PORTAL}/user/").url.startswith(f"{IDENTITY}/login?")


def test_the_authorisation_server_is_strict(visitor: Visitor) -> None:
    base = f"{IDENTITY}/oauth2/authorize?response_type=code&state=s"
    right = "https%3A%2F%2Fwww.yunting.gov.cn%2Fuser%2Fcallback"
    for query in (
        "&client_id=nobody&redirect_uri=" + right,
        "&client_id=yunting-portal&redirect_uri=https%3A%2F%2Fwww.gov.cn%2F",
        "&client_id=yunting-services&redirect_uri=" + right,
        "&client_id=yunting-portal",
    ):
        assert visitor.get(base + query, follow=False).status == 400, query
    token = {
        "grant_type": "authorization_code",
        "code": "made-up",
        "redirect_uri": "https://www.yunting.gov.cn/user/callback",
        "client_id": "yunting-portal",
    }
    assert '"invalid_client"' in visitor.post(f"{IDENTITY}/oauth2/token", {**token, "client_secret": "no"}).text
    real = {**token, "client_secret": "portal-demo-secret"}
    assert '"invalid_grant"' in visitor.post(f"{IDENTITY}/oauth2/token", real).text
    assert visitor.get(f"{IDENTITY}/oauth2/userinfo", headers={"Authorization": "Bearer x"}).status == 401


def test_a_code_works_once_and_only_with_its_state(visitor: Visitor) -> None:
    sign_in(visitor, visitor.get(f"{SERVICES}/user/"))
    callback = "https://www.yunting.gov.cn/user/callback"
    asked = f"{IDENTITY}/oauth2/authorize?response_type=code&client_id=yunting-portal&redirect_uri={callback}&state=x"
    target = visitor.get(asked, follow=False).header("location") or ""
    assert target.startswith(f"{callback}?code=")
    assert visitor.get(target).status == 400  # a state that this browser never asked with
    form = {
        "grant_type": "authorization_code",
        "code": target.partition("code=")[2].partition("&")[0],
        "redirect_uri": callback,
        "client_id": "yunting-portal",
        "client_secret": "portal-demo-secret",
    }
    assert '"access_token"' in visitor.post(f"{IDENTITY}/oauth2/token", form).text
    assert '"invalid_grant"' in visitor.post(f"{IDENTITY}/oauth2/token", form).text


@pytest.mark.parametrize(
    "goto", ["https://evil.example/", "//evil.example/", "/\\evil.example", "https:/evil.example", "/%5Cevil.example/"]
)
def test_a_login_never_leads_outside(visitor: Visitor, goto: str) -> None:
    reply = sign_in(visitor, visitor.get(f"{PORTAL}/user/login?goto={goto}"))
    assert reply.url.startswith(f"{PORTAL}/")


def test_a_new_citizen_can_register_and_sign_in(visitor: Visitor) -> None:
    login = visitor.get(f"{PORTAL}/user/")
    goto = login.field("goto")
    form = {"username": "liyifan01", "name": "李一凡", "phone": "13905790002", "password": "Abcd1234", "goto": goto}
    agreed = {**form, "again": "Abcd1234", "agree": "1"}
    wrong = visitor.post(f"{IDENTITY}/register", {**agreed, "again": "other"})
    assert "两次输入的密码不一致" in wrong.text
    assert "Abcd1234" not in wrong.text
    taken = visitor.post(
        f"{IDENTITY}/register", {**form, "username": "zhangxiaoyun", "again": "Abcd1234", "agree": "1"}
    )
    assert "已被注册" in taken.text
    done = visitor.post(f"{IDENTITY}/register", agreed)
    assert "注册成功" in done.text
    inside = visitor.post(
        f"{IDENTITY}/login", {"goto": done.field("goto"), "username": "liyifan01", "password": "Abcd1234"}
    )
    assert inside.url == f"{PORTAL}/user/"
    assert "您好，李**" in inside.text


def test_an_application_needs_the_citizen_and_gives_a_number(visitor: Visitor) -> None:
    item = visitor.demo.clean.services[0]
    login = visitor.get(f"{SERVICES}/apply/{item.code}")
    form = sign_in(visitor, login)
    assert form.url == f"{SERVICES}/apply/{item.code}"
    assert item.name in form.text
    assert visitor.post(form.url, {"address": ""}).status == 422
    done = visitor.post(form.url, {"address": "市民大道1号", "promise": "1"})
    assert "申办编号" in done.text
    assert item.name in visitor.get(f"{SERVICES}/user/").text
    assert visitor.get(f"{SERVICES}/apply/none").status == 404
