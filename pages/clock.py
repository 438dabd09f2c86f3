"""What time is it? The only module allowed to ask; everything else takes `as_of` or a moment from here."""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Return the present moment in Beijing time (the zone every official deadline is counted in)."""
    return datetime.now(BEIJING)
