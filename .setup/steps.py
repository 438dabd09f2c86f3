"""What does an inspection need, and how is each thing found or installed?

Every step looks first, and does nothing (and uses no network) when what it needs is there.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

from machine import ROOT, SETUP, UNATTENDED, Apt, SetupError, read, run, say

VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCK = ROOT / "requirements.lock"
OWN_UV = VENV / ".uv"
NODE_MODULES = SETUP / "node_modules"
STAMP = ".xunjian-stamp"
OLDEST_NODE = 20


def set_up_packages(apt: Apt) -> None:
    """Make `.venv` hold exactly what `requirements.lock` says."""
    if PYTHON.exists() and read(VENV / STAMP) == packages_stamp():
        say("Python 包", f"已就绪：{VENV.name}")
        return
    say("Python 包", f"正在安装到 {VENV.name}（首次约半分钟）……")
    if not venv_is_sound() and (problem := run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)):
        message = f"无法在 {VENV} 建立 Python 虚拟环境，请检查目录权限和本机的 Python 安装：\n{problem}"
        raise SetupError(message)
    by = "uv"
    if sync_with_uv():
        # An index, proxy or certificate set up for pip alone is common, and uv does not read it.
        by = "pip"
        install_with_pip(apt)
    (VENV / STAMP).write_text(packages_stamp(), encoding="utf-8")
    say("Python 包", f"已安装：{VENV.name}（{by}）")


def packages_stamp() -> str:
    """Digest what the installed packages depend on: the lock, the interpreter, and where the checkout lies."""
    interpreter = f"{os.path.realpath(PYTHON)}\n{read(VENV / 'pyvenv.cfg')}"
    return hashlib.sha256(LOCK.read_bytes() + interpreter.encode()).hexdigest() + f"\n{VENV}\n"


def venv_is_sound() -> bool:
    """Tell whether `.venv` runs, is recent enough, and was not moved here from another folder."""
    if not PYTHON.exists() or str(VENV) not in (read(VENV / STAMP) or str(VENV)).splitlines():
        return False
    return run(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))") is None


def sync_with_uv() -> str | None:
    """Install the lock with uv, fetching uv when absent; return None on success, else why not."""
    uv = shutil.which("uv") or OWN_UV / "bin" / ("uv.exe" if sys.platform == "win32" else "uv")
    if not Path(uv).is_file():
        # Beside the packages, not among them: `uv pip sync` would remove what the lock does not name, and so itself.
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes")
        if problem := run(*pip, "--target", OWN_UV, "-r", SETUP / "uv-requirements.lock"):
            return problem
    # The certificate of a company's proxy is in the system's store, where pip finds it and uv by default does not look.
    environment = {"UV_SYSTEM_CERTS": "1", **pip_index()}
    sync = (uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK)
    return run(*sync, minutes=20, environment=environment)


def install_with_pip(apt: Apt) -> None:
    """Install the lock with plain pip, putting pip itself into `.venv` first."""
    ensure = (PYTHON, "-m", "ensurepip")
    # Debian keeps ensurepip in a package of its own.
    if run(PYTHON, "-m", "pip", "--version") and (problem := run(*ensure)):
        if apt.usable and apt.install("python3-venv") is None:
            problem = run(*ensure)
        if problem:
            hint = "，请先运行：sudo apt-get install -y python3-venv" if apt.present else ""
            message = f"本机的 Python 不带 pip{hint}\n{problem}"
            raise SetupError(message)
    if problem := run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK, minutes=30):
        message = f"Python 包没有装上，请检查网络、代理或 pip 源设置后重新运行：\n{problem}"
        raise SetupError(message)


def pip_index() -> dict[str, str]:
    """Return the package index configured for pip as uv's environment, so that one setting serves both."""
    if {"UV_DEFAULT_INDEX", "UV_INDEX_URL"} & set(os.environ):
        return {}
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, encoding="utf-8", check=False
    )
    for line in asked.stdout.splitlines():
        key, _, value = line.partition("=")
        if key.endswith(".index-url"):
            return {"UV_DEFAULT_INDEX": value.strip("'\" ")}
    return {}


def set_up_browser(apt: Apt) -> None:
    """Find a browser, or install one: Playwright's download first, then Debian's package."""
    finder = load_finder()
    if found := find_browser(finder):
        say("浏览器", str(found))
        return
    shell = "chromium-headless-shell"
    playwright = (PYTHON, "-m", "playwright")
    problems = []
    say("浏览器", "本机没有找到，正在用 Playwright 下载……")
    problems.append(run(*playwright, "install", shell))
    if apt.usable and not starts(find_browser(finder)):
        say("浏览器", f"Playwright 的浏览器不可用，正在用 apt 安装 {shell}……")
        problems.append(apt.install(shell))
        if not starts(find_browser(finder)):
            # Ubuntu has no such package; there Playwright's browser only lacks its libraries.
            problems.append(run(*playwright, "install-deps", shell, minutes=30, environment=UNATTENDED))
    found = find_browser(finder)
    if not starts(found):
        reasons = "\n".join(filter(None, problems)) or f"    {found} 无法启动，可能缺少系统库"
        message = f"没有可用的浏览器。{browser_advice(apt)}\n{reasons}"
        raise SetupError(message)
    say("浏览器", f"已安装：{found}")


def load_finder() -> ModuleType:
    """Load the search for a browser that the pytest fixtures use, without importing their package."""
    spec = importlib.util.spec_from_file_location("browser_path", ROOT / "pages" / "browser_path.py")
    if spec is None or spec.loader is None:
        message = "检出不完整：缺少 pages/browser_path.py"
        raise SetupError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find_browser(finder: ModuleType) -> Path | None:
    """Ask the finder, with the packages of `.venv` rather than those of the interpreter that runs set-up."""
    packages = next(VENV.glob("[Ll]ib/**/site-packages"), None)
    try:
        found: Path | None = finder.find_browser(None, headed=False, packages=packages)
    except finder.BrowserPathError as problem:
        raise SetupError(str(problem)) from None
    return found


def starts(browser: Path | None) -> bool:
    """Tell whether a freshly installed browser has the system libraries it needs (a question only on Linux)."""
    return browser is not None and (sys.platform != "linux" or run(browser, "--version", minutes=1) is None)


def browser_advice(apt: Apt) -> str:
    """Return the exact command that gives this machine a browser."""
    command = f"{PYTHON.relative_to(ROOT)} -m playwright install chromium-headless-shell"
    if apt.present and platform.freedesktop_os_release().get("ID") == "debian":
        command = "sudo apt-get update && sudo apt-get install -y chromium-headless-shell"
    elif apt.present:
        command = f"sudo {PYTHON.relative_to(ROOT)} -m playwright install --with-deps chromium-headless-shell"
    return f"请运行：{command}\n或设置环境变量 XUNJIAN_BROWSER 为本机 Chromium、Chrome 或 Edge 可执行文件的完整路径。"


def set_up_certutil(apt: Apt) -> None:
    """Look for certutil, with which the browser is told to trust a private certificate authority."""
    if sys.platform == "linux" and apt.usable and not shutil.which("certutil"):
        say("证书工具", "正在用 apt 安装 libnss3-tools……")
        apt.install("libnss3-tools")
    if found := shutil.which("certutil") if sys.platform == "linux" else None:
        say("证书工具", found)
        return
    hint = "；安装命令：sudo apt-get install -y libnss3-tools" if apt.present else ""
    say("证书工具", f"没有 certutil（可选）：内嵌演示门户与自有 CA 将改用公钥固定方式校验{hint}")


def set_up_font(apt: Apt) -> None:
    """Look for a Chinese font, without which screenshots show boxes."""
    if sys.platform != "linux":
        say("中文字体", "使用系统自带字体")
        return
    if not (families := chinese_fonts()) and apt.usable:
        say("中文字体", "正在用 apt 安装 fonts-noto-cjk……")
        apt.install("fontconfig", "fonts-noto-cjk")
        families = chinese_fonts()
    if families:
        say("中文字体", f"{families[0]} 等 {len(families)} 种")
        return
    hint = "，安装命令：sudo apt-get install -y fontconfig fonts-noto-cjk" if apt.present else "，请安装一种中文字体"
    say("中文字体", f"警告：没有找到，截图中的汉字可能显示为方框{hint}")


def chinese_fonts() -> list[str]:
    """Return the families that fontconfig knows to cover Chinese; empty also when there is no fontconfig."""
    if not (command := shutil.which("fc-list")):
        return []
    listed = subprocess.run(  # noqa: S603 - found on the PATH just now
        [command, ":lang=zh", "family"], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    families = {line.split(",")[0].strip() for line in listed.stdout.splitlines()} - {""}
    return sorted(families, key=lambda family: (" SC" not in family, family))


def set_up_report_generator(_apt: Apt) -> None:
    """Let `.setup/node_modules` hold Allure 3 and axe-core; an inspection runs without: nothing here is fatal."""
    later = "检查照常运行，结果保留在 reports/runs/，补装后重新运行本命令，再按检查结束时的提示生成报告"
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        say("报告生成", f"没有 Node（需要 {OLDEST_NODE} 以上，含 npm）：{later}")
        return
    stamp = hashlib.sha256((SETUP / "package-lock.json").read_bytes()).hexdigest()
    if read(NODE_MODULES / STAMP) == stamp:
        say("报告生成", "已就绪：Allure 3、axe-core")
        return
    version = subprocess.run(  # noqa: S603 - found on the PATH just now
        [node, "--version"], capture_output=True, encoding="utf-8", errors="replace", check=False
    ).stdout.strip()
    if not re.match(r"v[2-9]\d|v\d{3}", version):
        say("报告生成", f"Node {version} 低于 {OLDEST_NODE}：{later}")
        return
    say("报告生成", "正在用 npm 安装 Allure 3、axe-core（首次约半分钟）……")
    if problem := run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", minutes=20):
        say("报告生成", f"警告：Allure 3、axe-core 没有装上，请检查网络或 npm 源设置；{later}\n{problem}")
        return
    (NODE_MODULES / STAMP).write_text(stamp, encoding="utf-8")
    say("报告生成", "已安装：Allure 3、axe-core")


STEPS = (set_up_packages, set_up_browser, set_up_certutil, set_up_font, set_up_report_generator)


def main() -> int:
    """Run every step; return 0 when an inspection can run, 1 when something essential is missing."""
    parser = argparse.ArgumentParser(description="准备运行环境：Python 包、浏览器、证书工具、中文字体、报告生成器")
    parser.add_argument("--no-apt", action="store_true", help="不使用 apt 安装系统软件包")
    apt = Apt(allowed=not parser.parse_args().no_apt)
    began = time.monotonic()
    try:
        for step in STEPS:
            step(apt)
    except SetupError as problem:
        sys.stdout.flush()
        sys.stderr.write(f"安装未完成：{problem}\n")
        return 1
    except OSError as problem:
        sys.stdout.flush()
        place = problem.filename or "文件"
        sys.stderr.write(f"安装未完成：无法读写 {place}（{problem.strerror}），请检查权限和磁盘空间。\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("安装已中断，重新运行即可继续。\n")
        return 130
    say("环境就绪", f"用时 {time.monotonic() - began:.1f} 秒")
    return 0
