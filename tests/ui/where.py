# SPDX-License-Identifier: GPL-3.0-or-later
"""where.py ROLE NAME: waits until an accessible of that role whose name begins with NAME shows, and prints its place in the
window as "X Y WIDTH HEIGHT". Of several, the first one wins. Exit status 1 if there is none within a minute, or $LEAT_PATIENCE
of them."""
import os
import sys
import time

import pyatspi


def find(accessible, role, name):
    if accessible.getRoleName() == role and (accessible.name or "").startswith(name):
        box = accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        if box.width > 0 and box.height > 0:
            return box
    for i in range(accessible.childCount):
        child = accessible.getChildAtIndex(i)
        box = find(child, role, name) if child is not None else None
        if box is not None:
            return box
    return None


end = time.monotonic() + 60 * float(os.environ.get("LEAT_PATIENCE") or 1)
while time.monotonic() < end:
    for app in pyatspi.Registry.getDesktop(0):
        place = find(app, sys.argv[1], sys.argv[2]) if app is not None else None
        if place is not None:
            print(place.x, place.y, place.width, place.height)
            sys.exit(0)
    time.sleep(0.1)
sys.exit(f"where.py: no {sys.argv[1]} named “{sys.argv[2]}” is to be seen")
