"""Which headers and pages give a version away, and which only look like it?"""

import pytest

from pages.error_pages import ErrorPages
from pages.responses import Headers, Response
from pages.secure_home import SecureHome
from suites.standards import Standard
from suites.verdict import Outcome, Verdict
from suites.web.leaking import judge_leaks

URL = "http://www.sample.gov.cn/"
CLAUSE = Standard.load("web-security").clause("exposed_server.2")


def _judged(*lines: tuple[str, str], page: str = "", status: int = 404) -> Verdict:
    home = SecureHome(Response(URL, URL, 200, Headers(lines)), None)
    error = Response(f"{URL}%", f"{URL}%", status, Headers([("Content-Type", "text/html")]), page.encode())
    return judge_leaks(CLAUSE, home, ErrorPages((error,), 0))


@pytest.mark.parametrize(
    ("name", "value", "targets"),
    [
        ("Server", "nginx/1.18.0 (Ubuntu)", {"nginx"}),
        ("Server", "Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips mod_jk/1.2.40", {"apache", "openssl", "mod_jk"}),
        ("Server", "Apache/2.2.15 (Win32)", {"apache"}),
        ("Server", "WebLogic Server 10.3.6", {"weblogic server"}),
        ("Server", "Tengine/2.3.2", {"tengine"}),
        ("X-Powered-By", "Servlet/3.0; JBossAS-6.1", {"jbossas"}),
        ("X-Powered-By", "Phusion Passenger 4.0.53", {"phusion passenger"}),
        ("X-Generator", "Drupal 8 (https://drupal.example/)", {"drupal"}),
        ("Via", "http/1.1 cdn01 (ApacheTrafficServer/7.1.2 [cMsSf ])", {"apachetrafficserver"}),
        ("X-AspNet-Version", "4.0.30319", {"asp.net"}),
        ("Server", "nginx", set()),
        ("Server", "Apache (Unix)", set()),
        ("Server", "yunjiasu-nginx", set()),
        ("Server", "Byte-nginx", set()),
        ("Server", "web-01", set()),
        ("Server", "******", set()),
        ("Server", "Apache-Coyote/1.1", set()),
        ("Server", "Microsoft-HTTPAPI/2.0", set()),
        ("Server", "JSP3/2.0.14", set()),
        ("X-Powered-By", "Servlet/2.5 JSP/2.1", set()),
        ("X-Powered-By", "ASP.NET", set()),
        ("X-Powered-By", "Express", set()),
        ("Via", "1.1 varnish, HTTP/1.1 squid", set()),
        ("Via", "cache49.l2cn3142[0,0,304-0,H], kunlun9.cn1234[22,0]", set()),
        ("Via", "1.1 ID-0314217243193521 uproxy-3", set()),
    ],
)
def test_headers(name: str, value: str, targets: set[str]) -> None:
    assert {finding.target for finding in _judged((name, value)).findings} == targets


@pytest.mark.parametrize(
    "page",
    [
        "<hr><center>nginx/1.18.0</center>",
        "<h3>Apache Tomcat/7.0.54</h3>",
        "<address>Apache/2.4.6 (CentOS) Server at www.sample.gov.cn Port 80</address>",
        "<b>版本信息:</b> Microsoft .NET Framework 版本:4.0.30319; ASP.NET 版本:4.6.1590.0",
        "<b>Version Information:</b> Microsoft .NET Framework Version:4.0.30319; ASP.NET Version:4.6.1590.0",
        '<a href="https://jetty.example/">Powered by Jetty:// 9.4.43.v20210629</a>',
        "<pre>\tat org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:199)</pre>",
        "<pre>at java.base/java.lang.Thread.run(Thread.java:829)</pre>",
        "<pre>at System.Web.UI.Util.Check(VirtualPath p) in c:\\web\\a.cs:line 12</pre>",
        "<pre>URIError\n    at decode_param (/srv/app/express/layer.js:172:12)</pre>",
        "Traceback (most recent call last):\n  File ...",
        "<p>错误位置</p><p>FILE: /www/think/App.php &#12288;LINE: 77</p>",
        "ORA-00942: table or view does not exist",
        "You have an error in your SQL syntax; check the manual",
    ],
)
def test_error_pages_that_tell(page: str) -> None:
    assert _judged(page=page, status=500).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    "page",
    [
        "<h1>404 Not Found</h1><hr><center>nginx</center>",
        "<h1>Whitelabel Error Page</h1><p>There was an unexpected error (type=Not Found, status=404).</p>",
        "<h1>“/”应用程序中的服务器错误。</h1><p>运行时错误</p>",
        "<p>请于工作日 at 9:00 拨打 12345（Monday:1:1）。</p>",
        "<p>Notice: 网站将于 2026 年 8 月升级 PHP 程序。</p>",
        "<p>咨询电话 0579-89900001，IP：192.0.2.1，编号 at 20260821.10。</p>",
    ],
)
def test_error_pages_that_do_not(page: str) -> None:
    assert _judged(page=page).outcome is Outcome.PASS
