"""Can text on pictures be read, and is text drawn as a picture?"""

from collections.abc import Sequence

from pages.pictured_text import PicturedText
from pages.text_images import TextImage
from suites.accessibility.doubts import concluded
from suites.standards import Clause
from suites.verdict import Finding, Verdict

# Letters on a picture meet lighter and darker spots. They cannot be read when a fifth of what surrounds them is too
# like them; a twentieth is a spot that may lie where it does no harm.
_MANY = 0.2
_SOME = 0.05


def judge_contrast(clause: Clause, texts: Sequence[PicturedText]) -> Verdict:
    """Findings for texts of which a good part lacks contrast; a small part is for a person to look at."""
    note = f"量了 {len(texts)} 处压在图片或渐变背景上的文字。"
    faint = [text for text in texts if text.spread.at(_MANY) < _wanted(clause, text)]
    doubtful = [text for text in texts if text.spread.at(_SOME) < _wanted(clause, text) <= text.spread.at(_MANY)]
    certain = [_finding(clause, text, _MANY) for text in faint]
    unsure = [_finding(clause, text, _SOME) for text in doubtful]
    why = "文字周围只有少部分背景与文字颜色接近，是否影响阅读须由人看截图确定"
    return concluded(clause, certain, unsure, why, note)


def _wanted(clause: Clause, text: PicturedText) -> float:
    return float(clause.ratio("large" if text.large else "ratio"))


def _finding(clause: Clause, text: PicturedText, share: float) -> Finding:
    colour = "#" + "".join(f"{channel:02x}" for channel in text.colour)
    kind = "大字" if text.large else "文字"
    return Finding(
        text.url,
        f"图上{kind}“{text.text}”（{colour}）周围最差的 {share:.0%} 背景，对比度只有 {text.spread.at(share):.2f}:1，"
        f"应不低于 {_wanted(clause, text):g}:1（{text.pattern}）。",
        f"contrast {text.pattern}",
        selector=text.at,
        evidence=(text.picture,) if text.picture else (),
    )


def judge_text_images(clause: Clause, images: Sequence[TextImage]) -> Verdict:
    """Candidates for a person: pictures in navigation, headings and buttons that look like lettering."""
    findings = [
        Finding(
            image.url,
            f"“{image.text}”像是画在图片里的文字（{image.pattern}）。",
            f"text image {image.text}",
            selector=image.at,
            evidence=(image.picture,),
        )
        for image in images
    ]
    return Verdict.of(clause, findings, "看了导航、标题、按钮等处的图片，标志、二维码和文章配图不在其内。")
