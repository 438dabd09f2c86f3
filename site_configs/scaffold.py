"""How does a new site file begin?"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from site_configs.errors import SiteConfigError
from site_configs.locating import FOLDER, given_address

TEMPLATE = FOLDER / "_template.yaml"


def new_site(name: str, url: str, folder: Path = FOLDER) -> Path:
    """Write ``<folder>/<name>.yaml`` from the template with the given address and return its path.

    Raises SiteConfigError for a name no file should have, an address that is not http(s), or a file that exists.
    """
    if not re.fullmatch(r"[^\W_][\w-]*", name):
        raise SiteConfigError(
            f"网站档案的名字只能用字母、数字、汉字、- 和 _，并以字母、数字或汉字开头，写的是 '{name}'。"
        )
    address = given_address(url).url
    path = folder / f"{name}.yaml"
    text = TEMPLATE.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^name: .*$", lambda _: f"name: {urlsplit(address).hostname}  # 请改成网站全称", text, count=1)
    text = re.sub(r"(?m)^url: .*$", lambda _: f"url: {address}", text, count=1)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise SiteConfigError(f"已有网站档案 '{path.name}'，没有改动它。") from None
    return path
