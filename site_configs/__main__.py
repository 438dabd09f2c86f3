"""What can be done with site files by hand? ``python -m site_configs schema`` and ``new NAME URL``."""

import sys

from site_configs.errors import SiteConfigError
from site_configs.scaffold import new_site
from site_configs.schema import SCHEMA_FILE, write_schema

USAGE = """\
用法：
  python -m site_configs schema          重新生成 schema.json
  python -m site_configs new 名字 网址    新建一个网站档案
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
        case _:
            sys.stderr.write(USAGE)
            return 4
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
