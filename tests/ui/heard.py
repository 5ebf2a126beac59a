# SPDX-License-Identifier: GPL-3.0-or-later
"""heard.py [-f] BEGINNING: waits until an accessible whose name begins so shows, with -f until one has the focus: what a screen
reader reads out. Prints the whole name. Exit status 1, and what has the focus, if there is none within a minute."""
import os
import sys
import time

import pyatspi

in_focus = sys.argv[1] == "-f"
beginning = sys.argv[-1]


def each(accessible):
    yield accessible
    for i in range(accessible.childCount):
        child = accessible.getChildAtIndex(i)
        if child is not None:
            yield from each(child)


def is_focused(accessible):
    return accessible.getState().contains(pyatspi.STATE_FOCUSED)


def everything():
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None:
            yield from each(app)


def heard():
    for accessible in everything():
        name = accessible.name or ""
        if name.startswith(beginning) and (not in_focus or is_focused(accessible)):
            return name
    return None


end = time.monotonic() + 60 * float(os.environ.get("LEAT_PATIENCE", "1"))
while time.monotonic() < end:
    try:
        found = heard()
    except Exception:  # it went while it was looked at
        found = None
    if found is not None:
        print(found)
        sys.exit(0)
    time.sleep(0.05)
focused = [a.name for a in everything() if is_focused(a)]
sys.exit(f"heard.py: “{beginning}” is not heard; in focus: {focused}")
