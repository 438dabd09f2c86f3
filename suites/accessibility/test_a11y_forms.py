"""Can a form be filled in by those who do not see: past the captcha, and past a mistake?"""

from collections.abc import Callable

import pytest

from pages.captcha_forms import CaptchaForms
from pages.form_errors import ErrorTry
from suites.accessibility.filling import judge_captchas, judge_errors
from suites.standards import Clause


@pytest.mark.indicator("a11y_forms", 1)
def test_another_way_past_captchas(clause: Clause, captcha_forms: CaptchaForms, conclude: Callable[..., None]) -> None:
    conclude(judge_captchas(clause, captcha_forms))


@pytest.mark.indicator("a11y_forms", 2)
def test_mistakes_are_told(clause: Clause, form_errors: ErrorTry | str, conclude: Callable[..., None]) -> None:
    conclude(judge_errors(clause, form_errors))
