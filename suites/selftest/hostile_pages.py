"""Which pages do harm to whoever opens them? Endless scripts, storms of dialogs, answers without an end."""

from suites.selftest.rude_server import Conversation, Manner, page, redirect

CALM = "<title>云汀</title><p id=calm>安静的页面</p>"
SPIN = "<script>{while (1) {}}</script>"


def _html(body: str, *headers: str, status: str = "200 OK") -> bytes:
    return page(body.encode(), *headers, status=status)


def _endless(told: Conversation) -> None:
    told.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>x")
    while not told.over.wait(0.05):
        told.say(b"<p>x")


def _flood(told: Conversation) -> None:
    told.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n")
    while not told.over.wait(0.001):
        told.say(b"<p>x</p>" * 200)


def _later(script: str, delay: int = 0) -> bytes:
    return _html(f"{CALM}<script>setTimeout(() => {{ {script} }}, {delay})</script>")


CHALLENGE = "<script>document.cookie='acw_sc__v2=1'</script>请稍候"
MANNERS: dict[str, Manner] = {
    "/calm": _html(CALM),
    "/spin-loading": _html(f"<p>开头</p>{SPIN}<p>结尾</p>"),
    "/spin-loaded": _later("while (1) {}", 300),
    "/spin-at-once": _later("while (1) {}"),
    "/alerts": _html("<script>for (let i = 0; i < 40; i++) alert(i)</script>" + CALM),
    "/endless-alerts": _html("<script>while (1) alert(1)</script>" + CALM),
    "/dialogs": _html("<script>alert('甲'); confirm('乙'); prompt('丙')</script>" + CALM),
    "/leaving": _html(CALM + "<script>onbeforeunload = e => { e.preventDefault(); return '别走' }</script>"),
    "/popups": _html(
        CALM + "<script>for (let i = 0; i < 9; i++) open('/calm'); setInterval(() => open('/calm'), 50)</script>"
    ),
    "/refresh": _html(f"<meta http-equiv=refresh content=0>{CALM}"),
    "/reload": _html(CALM + "<script>setTimeout(() => location.reload(), 20)</script>"),
    "/to-and-fro": _html("<script>location.href = '/fro-and-to'</script>"),
    "/fro-and-to": _html("<script>location.href = '/to-and-fro'</script>"),
    "/sandbox": _html(CALM, "Content-Security-Policy: sandbox; default-src 'none'; script-src 'none'"),
    "/no-eval": _html(CALM, "Content-Security-Policy: script-src 'self'; require-trusted-types-for 'script'"),
    "/restless": _html(CALM + "<script>setInterval(() => document.body.append('x'), 10)</script>"),
    "/slow-picture": _html(CALM + "<img src=/hang><iframe src=/hang></iframe>"),
    "/blocking-script": _html("<script src=/hang></script>" + CALM),
    "/poisoned": _html(
        CALM + "<script>JSON.stringify = () => 'junk'; Promise.prototype.then = null; setTimeout = null</script>"
    ),
    "/frames": _html("<frameset cols='*,*'><frame src=/calm><frame src=/hang></frameset>"),
    "/close": _html(CALM + "<script>setTimeout(() => window.close(), 50)</script>"),
    "/huge-dom": _html("<script>for (let i = 0; i < 5000; i++) document.write('<p>云汀市人民政府</p>')</script>"),
    "/endless": _endless,
    "/flood": _flood,
    "/hang": Conversation.hang,
    "/reset": Conversation.reset,
    "/hung-up": lambda _: None,
    "/loop": redirect("/loop"),
    "/junk": b"SSH-2.0-OpenSSH\r\n\r\n",
    "/file": page(b"\0" * 99, "Content-Disposition: attachment; filename=a.doc", kind="application/msword"),
    "/zip": page(b"PK\3\4", kind="application/zip"),
    "/nothing": page(b"", status="204 No Content"),
    "/404": _html(CALM, status="404 Not Found"),
    "/500": _html(CALM, status="500 X"),
    "/403": _html(CALM, status="403 Forbidden"),
    "/429": _html(CALM, status="429 X"),
    "/waf": _html(CHALLENGE, status="412 X"),
    "/waf-loop": _html(f"{CHALLENGE}<script>location.reload()</script>", status="412 X"),
    "/waf-ok": _html(CHALLENGE),
}

# The page after each of them, under an address of its own, because an address is opened once only.
MANNERS |= {f"/calm?after={path}": MANNERS["/calm"] for path in tuple(MANNERS)}
