"""Who writes to the archive until killed? A process that says of each visit that it is on disk, once it is."""

import sys
from datetime import datetime, timedelta

from pages.clock import BEIJING
from pages.database import connect
from pages.probe_log import DatabaseProbeLog
from pages.probes import Probe, Try

START = datetime(2026, 8, 14, tzinfo=BEIJING)


def main(url: str, name: str, batch: int) -> None:
    """Append batches for ever; a line with the number of visits follows every transaction."""
    log = DatabaseProbeLog(connect(url))
    number = 0
    while True:
        moments = [START + timedelta(seconds=number + step) for step in range(batch)]
        log.append([Probe(name, "https://www.example.gov.cn/", Try(at, 0.2, None, 200)) for at in moments])
        number += batch
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
