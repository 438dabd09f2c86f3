"""What can be done with site files by hand? ``python -m site_configs schema``, ``new NAME URL`` and ``names``."""

import json
import sys

from site_configs.errors import SiteConfigError
from site_configs.scaffold import new_site
from site_configs.schema import SCHEMA_FILE, write_schema
from site_configs.site import Site

USAGE = """\
用法：
  python -m site_configs schema          重新生成 schema.json
  python -m site_configs new 名字 网址    新建一个网站档案
  python -m site_configs names [--json]  列出要检查的网站（不含内嵌的演示网站），供流水线逐个检查
"""


def main(arguments: list[str]) -> int:
    """Run one command; return 0, or 4 for wrong usage as pytest does."""
    match arguments:
        case ["schema"]:
            write_schema()
            sys.stdout.write(f"已生成 {SCHEMA_FILE.parent.name}/{SCHEMA_FILE.name}。\n")
        case ["new", name, url]:
            try:
                path = new_site(name, url)
            except SiteConfigError as error:
                sys.stderr.write(f"{error}\n")
                return 4
            sys.stdout.write(f"已新建 {path.parent.name}/{path.name}，补充内容后运行：pytest --site={name}\n")
        case ["names", *form] if form in ([], ["--json"]):
            real = [name for name in Site.names() if not Site.load(name).embedded]
            sys.stdout.write(f"{json.dumps(real)}\n" if form else "".join(f"{name}\n" for name in real))
        case _:
            sys.stderr.write(USAGE)
            return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
