# SPDX-License-Identifier: GPL-3.0-or-later
"""heard.py [-f] BEGINNING: waits until an accessible whose name begins so shows, with -f until one has the focus: what a screen
reader reads out. Prints the whole name. Exit status 1, and what has the focus, if there is none within a minute."""
import sys

import pyatspi

from real import has_state, wait_for, walk

in_focus = sys.argv[1] == "-f"
beginning = sys.argv[-1]


def is_focused(accessible):
    return has_state(accessible, pyatspi.STATE_FOCUSED)


def everything():
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None:
            yield from walk(app)


def heard():
    for accessible in everything():
        name = accessible.name or ""
        if name.startswith(beginning) and (not in_focus or is_focused(accessible)):
            return name
    return None


name = wait_for(heard)
if name is None:
    sys.exit(f"heard.py: “{beginning}” is not heard; in focus: {[a.name for a in everything() if is_focused(a)]}")
print(name)
