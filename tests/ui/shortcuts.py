# SPDX-License-Identifier: GPL-3.0-or-later
"""Each key of the window and the drawing, pressed for real in a real window, and what it does. Full screen is left out: it is the
window manager's, and there is none. Run as shortcuts.py edit|arrange|look, a program each."""
import subprocess
import sys
from xml.etree import ElementTree

import pyatspi

from gestures import changes_nothing, click, counts, drag, edits, moves, place, press, scrolls, selects, type_name
from real import Program, expect, has_state, run, wait_for, xdotool

LAKE = click(660, 285)
SHAPE = click(150, 405)
ORDERS = click(150, 115)


def before(*doing):
    """What does several things one after the other."""
    def do(p):
        for one in doing:
            one(p)
    return do


def zooms(way, *doing):
    """1 makes larger, -1 smaller, 0 shows at 100%."""
    def test(p):
        width = p.box("lake, ").width
        for do in doing:
            do(p)

        def fits():
            now = p.box("lake, ").width
            return now == 152 if way == 0 else (now - width) * way > 3
        return expect(wait_for(fits, 4), f"lake was {width} wide and is {p.box('lake, ').width}")
    return test


def fits_again(key):
    def test(p):
        width = p.box("lake, ").width
        p.press("ctrl+minus", "ctrl+minus")
        if not wait_for(lambda: p.box("lake, ").width < width - 3, 4):
            return "it is no smaller"
        p.press(key)
        return expect(wait_for(lambda: p.box("lake, ").width == width, 4), f"lake was {width} wide and is {p.box('lake, ').width}")
    return test


def copies(x, y, *doing):
    """Where the last block is that was not there before."""
    def test(p):
        for do in doing:
            do(p)

        def fits():
            blocks = [element for element in ElementTree.fromstring(p.bytes()) if element.tag.endswith("block")]
            return len(blocks) > 4 and (float(blocks[-1].get("x")), float(blocks[-1].get("y"))) == (x, y)
        return expect(p.saved(fits), f"the copy is not at {(x, y)}")
    return test


def says(words, *doing):
    """A toast."""
    def test(p):
        for do in doing:
            do(p)
        return expect(wait_for(lambda: p.find_toast(words), 6), f"it does not say “{words}”")
    return test


def toggles(key, name):
    """A button in the header bar goes up and down again."""
    def test(p):
        button = p.find("push button", name) or p.find("toggle button", name)
        for _ in range(2):
            pressed = has_state(button, pyatspi.STATE_PRESSED)
            p.press(key)
            if not wait_for(lambda: has_state(button, pyatspi.STATE_PRESSED) != pressed, 4):
                return f"“{name}” does not change"
        return None
    return test


def order_of(p):
    return [element for element in ("orders", "delivery", "lake", "shape")
            if (p.element(element) is not None)] and sorted(("orders", "delivery", "lake", "shape"), key=lambda id: p.bytes().index(f'id="{id}"'.encode()))


def orders(ids, *doing):
    def test(p):
        for do in doing:
            do(p)
        return expect(p.saved(lambda: " ".join(order_of(p)) == ids), f"the order is {order_of(p)}")
    return test


def lays_out(key):
    def test(p):
        p.press(key)
        return expect(p.saved(lambda: place(p, "shape") != (72, 360)), "shape stays where it is")
    return test


def windows(p):
    return set(subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(p.process.pid)], capture_output=True, text=True).stdout.split())


def opens(key, *doing, close="Escape"):
    """A window of its own comes, and goes again."""
    def test(p):
        for do in doing:
            do(p)
        old = windows(p)
        p.press(key)
        new = wait_for(lambda: windows(p) - old, 8)
        if not new:
            return "no window"
        window = new.pop()
        for _ in range(3):
            xdotool("windowfocus", window, "key", close)
            if wait_for(lambda: window not in windows(p), 3):
                break
        xdotool("windowfocus", min(old, key=int))
        return expect(window not in windows(p), "the window does not go")
    return test


def shows(role, name, *doing):
    """Something in the window itself."""
    def test(p):
        for do in doing:
            do(p)
        return expect(wait_for(lambda: p.find(role, name), 6), f"no {role} “{name}”")
    return test


def shows_grid(p):
    """The menu says whether it does."""
    def state():
        p.click(500, 300, button=3)
        item = wait_for(lambda: p.find("menu item", "Show Grid", p.canvas) or p.find("check menu item", "Show Grid", p.canvas), 4)
        checked = has_state(item, pyatspi.STATE_CHECKED)
        xdotool("key", "Escape")
        wait_for(lambda: not p.find("menu item", "Show Grid", p.canvas) and not p.find("check menu item", "Show Grid", p.canvas), 4)
        return checked
    first = state()
    p.press("ctrl+apostrophe")
    second = state()
    p.press("ctrl+apostrophe")
    return expect(first != second and state() == first, f"the grid was {first}, then {second}")


def switches(key, tab):
    def test(p):
        p.press(key)
        item = p.find("page tab", tab)
        return expect(wait_for(lambda: has_state(item, pyatspi.STATE_SELECTED), 4), f"{tab} does not show")
    return test


def ends(p):
    p.press("ctrl+q")
    if wait_for(lambda: p.process.poll() is not None, 6) is None:
        return "it runs on"
    return None


def escape_steps(p):
    """Out of a name, then out of the selection."""
    LAKE(p)
    p.press("F2", "Escape")
    if not wait_for(lambda: p.selected() == "lake", 3):
        return "the first Esc took the selection too"
    p.press("Escape")
    return expect(wait_for(lambda: p.selected() == "", 3), "the second Esc keeps the selection")


def write(words):
    return lambda p: p.write(words)


def find_and_enter(p):
    p.press("ctrl+f")
    p.write("lak")
    p.press("F3")


EDIT = [
    ("undo", changes_nothing(LAKE, press("Right", "ctrl+z"))),
    ("redo", moves("lake", 600, 240, LAKE, press("Right", "ctrl+z", "ctrl+shift+z"))),
    ("redo-by-y", moves("lake", 600, 240, LAKE, press("Right", "ctrl+z", "ctrl+y"))),
    ("cut", counts(3, 1, LAKE, press("ctrl+x"))),
    ("copy-and-paste", counts(5, 1, LAKE, press("ctrl+c", "ctrl+v"))),
    ("paste-in-the-same-place", copies(588, 240, LAKE, press("ctrl+c", "ctrl+shift+v"))),
    ("duplicate", copies(612, 264, LAKE, press("ctrl+d"))),
    ("duplicate-again", copies(588, 312, LAKE, press("ctrl+d", "Left", "Left", "Down", "ctrl+d"))),
    ("delete", counts(3, 0, ORDERS, press("Delete"))),
    ("backspace", counts(3, 1, LAKE, press("BackSpace"))),
    ("all", selects("Note: delivery ingest lake orders orders shape", press("ctrl+a"))),
    ("none", selects("", LAKE, press("ctrl+shift+a"))),
    ("tab", selects("lake", press("Home", "Tab"))),
    ("shift-tab", selects("orders", press("Home", "Tab", "shift+Tab"))),
    ("f2", edits("lake", "name", "raw", LAKE, press("F2"), type_name("raw"))),
    ("enter", edits("lake", "name", "raw", LAKE, press("Return"), type_name("raw"))),
    ("left", moves("lake", 576, 240, LAKE, press("Left"))),
    ("right", moves("lake", 600, 240, LAKE, press("Right"))),
    ("up", moves("lake", 588, 228, LAKE, press("Up"))),
    ("down", moves("lake", 588, 252, LAKE, press("Down"))),
    ("shift-right", moves("lake", 708, 240, LAKE, press("shift+Right"))),
    ("shift-up", moves("lake", 588, 120, LAKE, press("shift+Up"))),
    ("grow", counts(5, 2, LAKE, press("ctrl+Right"))),
    ("walk", selects("delivery", ORDERS, press("alt+Right"))),
    ("walk-back", selects("orders", click(470, 115), press("alt+Left"))),
    ("wire-of-the-block", lambda p: (ORDERS(p), p.press("period"),
                                     expect(wait_for(lambda: has_state(p.item("Wire from orders"), pyatspi.STATE_SELECTED), 3), "no wire"))[-1]),
    ("wire-of-the-block-backwards", lambda p: (ORDERS(p), p.press("comma"),
                                               expect(wait_for(lambda: has_state(p.item("Wire from orders"), pyatspi.STATE_SELECTED), 3), "no wire"))[-1]),
    ("from-the-wire-to-its-end", selects("delivery", ORDERS, press("period", "alt+Right"))),
    ("delete-the-wire", counts(4, 0, ORDERS, press("period", "Delete"))),
    ("name-the-wire", edits("w1", "name", "raw", ORDERS, press("period", "F2"), type_name("raw"))),
    ("bend-the-wire", lambda p: (ORDERS(p), p.press("period", *["Down"] * 8),
                                 expect(p.saved(lambda: len(p.element("w1")) > 0), "no bend"))[-1]),
    ("tidy-wires", lambda p: (ORDERS(p), p.press("period", *["Down"] * 8, "ctrl+shift+t"),
                              expect(p.saved(lambda: len(p.element("w1")) == 0), "the bends stay"))[-1]),
    ("wire", counts(4, 2, SHAPE, press("w", "Return"))),
    ("wire-to-here", counts(4, 2, LAKE, press("shift+w", "Return"))),
    ("note", lambda p: (p.press("n"), write("mind")(p),
                        expect(p.saved(lambda: b">mind</note>" in p.bytes()), "no note"))[-1]),
    ("add-here", counts(5, 1, click(500, 250), press("Insert"), write("athena"))),
    ("escape-goes-one-step-out", escape_steps),
    ("space-selects", selects("lake", LAKE, press("ctrl+shift+a"), before(press("space")))),
]

ARRANGE = [
    ("join", lambda p: (p.drag((150, 390), (330, 102)), p.saved(lambda: p.count("wire") == 2), p.press("shift+Delete"),
                        expect(p.saved(lambda: (p.count("block"), p.count("wire")) == (3, 1)), "not joined"))[-1]),
    ("zone-around", lambda p: (LAKE(p), p.press("ctrl+g", "Return"),
                               expect(p.saved(lambda: p.count("zone") == 2 and p.element("lake").get("zone")), "no zone"))[-1]),
    ("dissolve", lambda p: (click(80, 36)(p), p.press("ctrl+shift+g"),
                            expect(p.saved(lambda: p.count("zone") == 0), "the zone stays"))[-1]),
    ("dissolve-by-u", lambda p: (click(80, 36)(p), p.press("ctrl+shift+u"),
                                 expect(p.saved(lambda: p.count("zone") == 0), "the zone stays"))[-1]),
    ("backward", orders("orders delivery shape lake", drag((150, 390), (640, 300)), press("ctrl+bracketleft"))),
    ("forward", orders("orders delivery shape lake", drag((660, 270), (200, 400)), press("ctrl+bracketright"))),
    ("to-back", orders("shape orders delivery lake", SHAPE, press("ctrl+shift+bracketleft"))),
    ("to-front", orders("delivery lake shape orders", ORDERS, press("ctrl+shift+bracketright"))),
    ("lock", edits("lake", "locked", "yes", LAKE, press("ctrl+l"))),
    ("lay-out", lays_out("ctrl+shift+l")),
    ("lay-out-down", lays_out("ctrl+alt+l")),
    ("copy-as-picture", says("Picture of the drawing copied", press("shift+alt+c"))),
    ("copy-settings", says("Settings of shape copied", SHAPE, press("ctrl+alt+c"))),
    ("paste-settings", says("Settings pasted", SHAPE, press("ctrl+alt+c", "ctrl+alt+v"))),
    ("zone", lambda p: (click(500, 250)(p), p.press("z"), type_name("later")(p),
                        expect(p.saved(lambda: p.count("zone") == 2 and b'name="later"' in p.bytes()), "no zone"))[-1]),
    ("settings-of-the-block", shows("label", "lake", LAKE, press("alt+Return"))),
]

LOOK = [
    ("zoom-in", zooms(1, press("ctrl+plus"))),
    ("zoom-in-by-equal", zooms(1, press("ctrl+equal"))),
    ("zoom-in-keypad", zooms(1, press("ctrl+KP_Add"))),
    ("zoom-out", zooms(-1, press("ctrl+minus"))),
    ("zoom-out-keypad", zooms(-1, press("ctrl+KP_Subtract"))),
    ("zoom-100", zooms(0, press("ctrl+minus", "ctrl+minus", "ctrl+0"))),
    ("zoom-to-selection", zooms(1, LAKE, press("ctrl+2"))),
    ("zoom-to-selection-by-shift", zooms(1, LAKE, press("shift+2"))),
    ("whole", fits_again("ctrl+1")),
    ("whole-by-shift", fits_again("shift+1")),
    ("page-down", scrolls(0, -1, press("Next"))),
    ("page-up", scrolls(0, 1, press("Prior"))),
    ("shift-page-down", scrolls(-1, 0, press("shift+Next"))),
    ("shift-page-up", scrolls(1, 0, press("shift+Prior"))),
    ("home", selects("orders", press("Home"))),
    ("end", selects("delivery", press("End"))),
    ("find", selects("lake", find_and_enter)),
    ("grid", shows_grid),
    # Window
    ("services", toggles("F9", "Services")),
    ("inspector", toggles("shift+F9", "Inspector")),
    ("find-a-service", lambda p: (p.press("ctrl+shift+f"), write("athena")(p),
                                  expect(p.saved(lambda: p.count("block") == 5), "nothing placed"))[-1]),
    ("main-menu", shows("menu item", "About Leat", press("F10"))),
    ("commands", shows("list item", "Save", press("ctrl+k"))),
    ("commands-by-p", shows("list item", "Save", press("ctrl+shift+p"))),
    ("explore", switches("alt+2", "Explore")),
    ("draw", switches("alt+1", "Draw")),
    ("preferences", opens("ctrl+comma")),
    ("shortcuts", opens("ctrl+question")),
    ("help", opens("F1")),
    ("export", opens("ctrl+shift+e")),
    ("bill", opens("ctrl+b")),
    ("decide", opens("ctrl+shift+h")),
    ("open", opens("ctrl+o")),
    ("save-as", opens("ctrl+shift+s")),
    ("print", opens("ctrl+p")),
    ("new-window", opens("ctrl+shift+n", close="ctrl+w")),
    ("quit", ends),
]

TABLES = {"edit": EDIT, "arrange": ARRANGE, "look": LOOK}

if __name__ == "__main__":
    part = sys.argv[1]
    program = Program()
    program.find("no", "such thing")  # the first walk through all of the window is slow
    run(f"shortcuts-{part}", program, TABLES[part], ends=part == "look")
