#!/usr/bin/env python3
"""Takes all the room of a disk, also what others free, until it is killed.

disk_filler.py FILE
"""

import os
import sys


def main():
    file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        try:
            os.write(file, bytes(4096))
        except OSError:
            pass  # full: again, at once


if __name__ == "__main__":
    main()
