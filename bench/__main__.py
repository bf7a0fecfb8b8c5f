"""`make bench`: pages beside a bare handler, then start and memory of the whole platform, what the detector finds, the forum, keys, live hints, mail.

`python -m bench mail-faults`, `figures` and `figures-pages` take minutes and are asked for by name.
"""

import subprocess
import sys

MEASUREMENTS = ("pages", "platform", "detector", "forum", "keys", "live", "mail")

if __name__ == "__main__":
    # Each in a process of its own: both set up an environment for the programs that they start.
    for name in sys.argv[1:] or MEASUREMENTS:
        subprocess.run(
            [sys.executable, "-c", f"from bench import {name.replace('-', '_')} as it; it.main()"], check=True
        )
