"""On which screens do people look at pages? A phone, a tablet, a notebook, a large screen."""

from dataclasses import dataclass

_PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Mobile Safari/537.36"
)
_TABLET_AGENT = (
    "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1"
)


@dataclass(frozen=True, slots=True)
class Device:
    """A screen: what it is called, its size in CSS pixels, and how its browser introduces itself when it is touched."""

    name: str
    width: int
    height: int
    agent: str = ""

    @property
    def handheld(self) -> bool:
        """Whether it is held in the hand and touched."""
        return bool(self.agent)

    def window(self, engine: str) -> dict[str, object]:
        """Arguments of a browser context for this screen; Firefox knows no mobile windows."""
        arguments: dict[str, object] = {"viewport": {"width": self.width, "height": self.height}}
        if self.handheld:
            arguments |= {"user_agent": self.agent, "has_touch": True}
            arguments |= {} if engine == "firefox" else {"is_mobile": True}
        return arguments


PHONE = Device("手机", 390, 844, _PHONE_AGENT)
TABLET = Device("平板", 820, 1180, _TABLET_AGENT)
NOTEBOOK = Device("笔记本电脑", 1366, 768)
LARGE = Device("大屏幕电脑", 1920, 1080)
DEVICES = (PHONE, TABLET, NOTEBOOK, LARGE)
