"""`make bench`: pages beside a bare handler, then start and memory of the whole platform."""

import sys

from bench import pages, platform

MEASUREMENTS = {"pages": pages.main, "platform": platform.main}

if __name__ == "__main__":
    for name in sys.argv[1:] or MEASUREMENTS:
        MEASUREMENTS[name]()
