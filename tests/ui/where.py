# SPDX-License-Identifier: GPL-3.0-or-later
"""where.py [-f|-s] ROLE[,ROLE] NAME: waits until an accessible of that role whose name begins with NAME shows, and prints its place in
the window as "X Y WIDTH HEIGHT"; with -f until it or a part of it has the keyboard, with -s until it is selected. Of several, the
first one wins. Exit status 1 if there is none within a minute, or $LEAT_PATIENCE of them."""
import os
import sys
import time

import pyatspi


options, (roles, name) = sys.argv[1:-2], sys.argv[-2:]


def has_state(accessible, state):
    return accessible.getState().contains(state)


def has_keyboard(accessible):
    if has_state(accessible, pyatspi.STATE_FOCUSED):
        return True
    children = [accessible.getChildAtIndex(i) for i in range(accessible.childCount)]
    return any(child is not None and has_keyboard(child) for child in children)


def fits(accessible):
    if accessible.getRoleName() not in roles.split(",") or not (accessible.name or "").startswith(name):
        return False
    return ("-f" not in options or has_keyboard(accessible)) and ("-s" not in options or has_state(accessible, pyatspi.STATE_SELECTED))


def find(accessible):
    if fits(accessible):
        box = accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        if box.width > 0 and box.height > 0:
            return box
    for i in range(accessible.childCount):
        child = accessible.getChildAtIndex(i)
        box = find(child) if child is not None else None
        if box is not None:
            return box
    return None


def find_in(application):
    try:
        return find(application)
    except Exception:  # it went away meanwhile, or is too busy to answer: it is asked again
        return None


end = time.monotonic() + 60 * float(os.environ.get("LEAT_PATIENCE") or 1)
while time.monotonic() < end:
    for app in pyatspi.Registry.getDesktop(0):
        place = find_in(app) if app is not None else None
        if place is not None:
            print(place.x, place.y, place.width, place.height)
            sys.exit(0)
    time.sleep(0.1)
sys.exit(f"where.py: no {roles} named “{name}” is to be seen {' '.join(options)}")
