"""How is the site reached, and how far is it crawled?"""

import ipaddress
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictFloat, StrictInt

from site_configs.errors import Fault, quoted
from site_configs.fields import LocalFile, Part, Text, described
from site_configs.nearest import suggestion
from site_configs.urls import HIGHEST_PORT, checked_host

NOTFOUND = "NOTFOUND"
_PLACE = re.compile(r"(?P<host>\*|\[[^\]]+\]|[^:\[\]]+)(?::(?P<port>[0-9]{1,5}))?")


def _place(text: str) -> tuple[str, str | None] | None:
    """Split ``host[:port]`` or ``[v6][:port]``; None when the shape or the port is wrong."""
    found = _PLACE.fullmatch(text)
    if found is None or not 1 <= int(found["port"] or 1) <= HIGHEST_PORT:
        return None
    return found["host"], found["port"]


def _address(text: str) -> str:
    """Return ``ip`` or ``ip:port`` in normal form; raises Fault for anything else."""
    bare = f"[{text}]" if "::" in text and not text.startswith("[") else text
    split = _place(bare)
    try:
        ip = ipaddress.ip_address(split[0].strip("[]")) if split else None
    except ValueError:
        ip = None
    if split is None or ip is None:
        message = f"应为“IP 地址”或“IP 地址:端口”，例如 127.0.0.1:8443、[::1]:8443，写的是 {quoted(text)}。"
        raise Fault(message + suggestion(text, [NOTFOUND]))
    host = f"[{ip}]" if ip.version == 6 else str(ip)  # noqa: PLR2004  IPv6
    return host if split[1] is None else f"{host}:{split[1]}"


def _addresses(hosts: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    checked: dict[str, tuple[str, ...]] = {}
    for key, addresses in hosts.items():
        split = _place(key)
        if split is None:
            raise Fault("写法不对，应为“主机名”“主机名:端口”“*”或“*:端口”。", key)
        host = split[0] if split[0] == "*" else _host(split[0], key)
        name = host if split[1] is None else f"{host}:{split[1]}"
        if name in checked:
            raise Fault("写了两次（主机名不区分大小写）。", key)
        checked[name] = _targets(key, addresses)
    return checked


def _host(text: str, key: str) -> str:
    try:
        return f"[{checked_host(text[1:-1])}]" if text.startswith("[") else checked_host(text)
    except Fault as fault:
        raise Fault(fault.message, key) from None


def _targets(key: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    if NOTFOUND in addresses and len(addresses) > 1:
        raise Fault(f"写了 {NOTFOUND}（域名不解析）就不能再写地址。", key)
    if not addresses:
        raise Fault(f"没有写地址；要表示域名不解析，请写 {NOTFOUND}。", key)
    targets = []
    for number, address in enumerate(addresses):
        try:
            targets.append(address if address == NOTFOUND else _address(address))
        except Fault as fault:
            raise Fault(fault.message, key, number) from None
    return tuple(targets)


def _single(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _resolver(text: str) -> str:
    address = _address(text)
    return address if re.search(r"\]:\d+$|^[^\[:]+:\d+$", address) else f"{address}:53"


Targets = Annotated[tuple[Text, ...], BeforeValidator(_single)]
Resolver = Annotated[str, AfterValidator(_resolver)]


class Network(Part):
    """How hosts are reached: overrides, own CA, resolver and politeness."""

    model_config = described("网络：主机与地址的对应、证书、解析服务器和访问速度。检查互联网上的网站一般不用写。")

    hosts: Annotated[dict[str, Targets], AfterValidator(_addresses)] = Field(
        default={},
        description="主机（可带端口，* 表示其余所有主机）对应的地址；NOTFOUND 表示域名不解析",
    )
    ca: LocalFile | None = Field(default=None, description="自有根证书文件（PEM），相对路径从本文件所在文件夹算起")
    resolver: Resolver | None = Field(default=None, description="域名解析服务器，例如 127.0.0.1:5353；不写则用系统的")
    rate: Annotated[StrictFloat, Field(gt=0, le=50)] = Field(default=5.0, description="对每台主机每秒最多请求几次")
    isolate: StrictBool = Field(
        default=False,
        description="true 表示 hosts 里没有写到的主机一律不访问",
    )


class Crawl(Part):
    """Limits of the whole-site crawl."""

    model_config = described("全站抓取的范围和上限。")

    max_pages: Annotated[StrictInt, Field(ge=1, le=200_000)] = Field(default=1000, description="最多抓取多少个页面")
    sample: StrictBool = Field(
        default=False,
        description="true 表示只抽查 max_pages 个页面即可下结论；否则达到上限又没有发现问题时转人工复核",
    )
    max_bytes: Annotated[StrictInt, Field(ge=1024, le=1_073_741_824)] = Field(
        default=20_971_520,
        description="每个页面或附件最多读取多少字节，超过的部分不读",
    )
    max_seconds: Annotated[StrictInt, Field(ge=1, le=86_400)] = Field(default=600, description="整个抓取最多用多少秒")
    robots: Literal["obey", "ignore"] = Field(
        default="obey",
        description="obey 遵守 robots.txt；ignore 不理会（仅限网站主办单位自查）",
    )
    home_links_external: StrictBool = Field(
        default=True,
        description="是否检查首页上指向站外的链接能否打开",
    )
    include_hosts: tuple[Text, ...] = Field(default=(), description="除网站自己的主机外，还算作本站的主机")
    exclude: tuple[Text, ...] = Field(default=(), description="不抓取的网址，可用 * 代表任意字符")
