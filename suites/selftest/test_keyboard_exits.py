"""Which keys are read from a page's words, and which are never pressed?"""

import pytest

from pages.keyboard_exits import MOST, told_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("在工具条里按 Ctrl+M 离开", ("Control+m",)),
        ("Press control ＋ Shift + F6 to leave", ("Control+Shift+F6",)),
        ("按“F6”键离开；也可按 Esc 键", ("F6", "Escape")),
        ("Press the M-key to Exit", ("m",)),
        ("press F2 to leave", ("F2",)),
        ("按 Alt+1 到导航，按 Alt+1 返回", ("Alt+1",)),
        ("Ctrl+M，Ctrl+K，Ctrl+J，Ctrl+L，Ctrl+I", ("Control+m", "Control+k", "Control+j", "Control+l")),
    ],
)
def test_keys_are_spelt_as_the_browser_takes_them(text: str, keys: tuple[str, ...]) -> None:
    assert told_keys(text) == keys
    assert len(keys) <= MOST


@pytest.mark.parametrize(
    "text",
    [
        "按回车键搜索",
        "按 Enter 键提交，按空格键选中",
        "Ctrl+Enter 发送",
        "按 Ctrl+D 收藏本站，Ctrl+P 打印，Ctrl+W 关闭，Alt+F4 退出",
        "按 F5 键刷新，按 F11 键全屏",
        "表格见 F88，按 F88 键的说明",
        "2026 年 1 月按期公开 A 类事项",
        "",
    ],
)
def test_what_sends_what_the_browser_owns_and_what_is_no_key_is_left_alone(text: str) -> None:
    assert told_keys(text) == ()
