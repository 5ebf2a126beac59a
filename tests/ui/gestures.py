# SPDX-License-Identifier: GPL-3.0-or-later
"""Each gesture of the pointer on the drawing, by real events in a real window: what it does to the file, to what is selected, or
to where one looks."""
import pyatspi

from real import DRAWING, Program, expect, has_state, run, wait_for, xdotool


def place(p, id):
    element = p.element(id)
    return None if element is None else (float(element.get("x")), float(element.get("y")))


def size(p, id):
    return float(p.element(id).get("width")), float(p.element(id).get("height"))


def edits(id, attribute, value, *doing):
    """A row: what is done makes an attribute of an element so."""
    def test(p):
        for do in doing:
            do(p)
        return expect(p.saved(lambda: p.element(id).get(attribute) == value),
                      f"{attribute} of {id} is {p.element(id).get(attribute)}, not {value}")
    return test


def moves(id, x, y, *doing):
    def test(p):
        for do in doing:
            do(p)
        return expect(p.saved(lambda: place(p, id) == (x, y)), f"{id} is at {place(p, id)}, not {(x, y)}")
    return test


def selects(names, *doing):
    def test(p):
        for do in doing:
            do(p)
        return expect(wait_for(lambda: p.selected() == names, 4), f"“{p.selected()}” is selected, not “{names}”")
    return test


def changes_nothing(*doing):
    def test(p):
        for do in doing:
            do(p)
        p.catch_up()
        return expect(p.is_untouched(), "the drawing has changed")
    return test


def in_view(p, name):
    view, box = p.canvas.queryComponent().getExtents(pyatspi.WINDOW_COORDS), p.box(name)
    return view.y <= box.y and box.y + box.height <= view.y + view.height


def undo_scrolls(p):
    p.click(660, 270)
    p.press("Right", "Next", "Next")
    if not wait_for(lambda: not in_view(p, "lake, "), 4):
        return "it does not go out of view"
    p.press("ctrl+z")
    return expect(wait_for(lambda: in_view(p, "lake, "), 4), f"lake is at {p.place_of('lake, ')}")


def caught_up(p):
    p.catch_up()


def counts(blocks, wires, *doing):
    def test(p):
        for do in doing:
            do(p)
        return expect(p.saved(lambda: (p.count("block"), p.count("wire")) == (blocks, wires)),
                      f"{p.count('block')} blocks and {p.count('wire')} wires, not {blocks} and {wires}")
    return test


def drag(start, end, **how):
    return lambda p: p.drag(start, end, **how)


def click(x, y, **how):
    return lambda p: p.click(x, y, **how)


def press(*keys):
    return lambda p: p.press(*keys)


def scrolls(dx, dy, do):
    """What is done moves the drawing on the screen by so much, each as a sign."""
    def test(p):
        before = p.box("orders, ")
        do(p)

        def moved():
            box = p.box("orders, ")
            return (box.x > before.x) - (box.x < before.x) == dx and (box.y > before.y) - (box.y < before.y) == dy
        return expect(wait_for(moved, 4), f"from {before.x}, {before.y} to {p.box('orders, ').x}, {p.box('orders, ').y}")
    return test


def wheel(button, *keys, times=2):
    def do(p):
        xdotool("mousemove", *p.at(500, 250), "sleep", "0.03")
        for key in keys:
            xdotool("keydown", key)
        for _ in range(times):
            xdotool("click", button)
        for key in keys:
            xdotool("keyup", key)
    return do


def zoom_keeps_the_point(p):
    """Of the card whose corner the pointer is on, the corner stays there, give or take the border of the window."""
    before = p.box("lake, ")
    xdotool("mousemove", before.x, before.y, "sleep", "0.03", "keydown", "ctrl", "click", 4, "click", 4, "click", 4, "keyup", "ctrl")
    if not wait_for(lambda: p.box("lake, ").width > before.width * 1.3, 4):
        return f"it is no larger: {p.box('lake, ').width}"
    after = p.box("lake, ")
    return expect(abs(after.x - before.x) <= 5 and abs(after.y - before.y) <= 5, f"{before.x}, {before.y} went to {after.x}, {after.y}")


def space_drag(p):
    xdotool("keydown", "space")
    p.drag((500, 250), (560, 290))
    xdotool("keyup", "space")


def hand_drag(p):
    p.click(500, 300)
    p.press("h")
    p.drag((500, 250), (560, 290))
    p.press("v")


def space_within_drag(p):
    """Holding lake, Space moves the view below it: it goes along with the pointer, and stays where it was in the drawing."""
    before = p.box("orders, ")

    def pan():
        xdotool("keydown", "space")
        for _ in range(5):
            xdotool("mousemove_relative", "--", "-10", "-6", "sleep", "0.02")
        xdotool("keyup", "space", "sleep", "0.05")
    p.drag((660, 270), (708, 294), then=pan)
    if not p.saved(lambda: place(p, "lake") == (636, 264)):
        return f"lake is at {place(p, 'lake')}, not at 636, 264"
    return expect(wait_for(lambda: p.box("orders, ").x < before.x - 40, 4), "the view has not moved")


def edge_scroll(p):
    """Held at the edge, the view runs on below it. A slow program tells where things are only once it stands still again."""
    before = p.box("orders, ")
    view = p.canvas.queryComponent().getExtents(pyatspi.WINDOW_COORDS)

    def has_run():
        return p.box("orders, ").x < before.x - 60

    def hold():
        xdotool("mousemove", view.x + view.width - 6, view.y + 260)
        wait_for(has_run, 1)
        xdotool("key", "Escape")
    p.drag((660, 270), (700, 280), then=hold)
    if not wait_for(has_run, 4):
        return "the view stays where it is"
    p.catch_up()
    return expect(p.is_untouched(), "Esc did not put it back")


def menu_is_there(p, entry):
    return wait_for(lambda: p.find("menu item", entry, p.canvas), 4)


def menu_at(x, y, entry, names):
    def test(p):
        p.click(x, y, button=3)
        if not menu_is_there(p, entry):
            return f"no “{entry}”"
        xdotool("key", "Escape")
        return expect(wait_for(lambda: p.selected() == names, 4), f"“{p.selected()}” is selected")
    return test


def menu_by(key):
    def test(p):
        p.click(660, 270)
        p.press(key)
        return expect(menu_is_there(p, "Open Settings"), "no menu")
    return test


def type_name(words):
    return lambda p: p.write(words, p.canvas)


def find_block(words):
    """Types into the small menu of blocks, and takes the first."""
    def do(p):
        if not wait_for(lambda: p.find("entry", "Find a block", p.canvas) or p.find("text", "Find a block", p.canvas), 4):
            raise AssertionError("no menu of blocks")
        p.write(words, p.canvas)
    return do


def opens_settings(p):
    """Where the inspector is hidden, a double click on the card brings it in."""
    button = p.find("push button", "Inspector") or p.find("toggle button", "Inspector")
    p.click(660, 285)
    p.press("shift+F9")
    if not wait_for(lambda: not has_state(button, pyatspi.STATE_PRESSED), 4):
        return "the inspector does not go"
    wait_for(p.stands_still, 4)
    p.click(700, 288, times=2)
    return expect(wait_for(lambda: has_state(button, pyatspi.STATE_PRESSED), 4), "no settings")


def click_pad(p):
    """The one to the right of lake, 30 pixels off."""
    box = p.box("lake, ")
    xdotool("mousemove", box.x + box.width + 29, box.y + box.height // 2, "sleep", "0.05", "mousemove_relative", "1", "0", "sleep", "0.05",
            "click", 1)


def escape_meanwhile(start, end, **how):
    return drag(start, end, then=lambda: xdotool("key", "Escape", "sleep", "0.05"), **how)


def rubber_back(p):
    p.drag((680, 420), (560, 225))


def double_click_bend(p):
    """On a corner of it."""
    p.click(300, 102)
    p.drag((340, 102), (340, 180))
    if not p.saved(lambda: len(p.element("w1")) > 0):
        return "no bend"
    corner = p.element("w1")[1]
    p.click(float(corner.get("x")), float(corner.get("y")), times=2)
    return expect(p.saved(lambda: len(p.element("w1")) == 0), "the bend stays")


# The key must not come before the click is seen to have chosen.
LOCKED = (click(660, 270), lambda p: wait_for(lambda: p.selected() == "lake", 3), press("ctrl+l"))

TABLE = [
    # Choosing
    ("click", selects("lake", click(660, 270))),
    ("click-on-empty", selects("", click(660, 270), click(500, 250))),
    ("escape-clears", selects("", click(660, 270), press("Escape"))),
    ("shift-click", selects("lake shape", click(660, 270), click(150, 390, keys=["shift"]))),
    ("shift-click-again", selects("lake", click(660, 270), click(150, 390, keys=["shift"]), click(150, 390, keys=["shift"]))),
    ("ctrl-click", selects("lake shape", click(660, 270), click(150, 390, keys=["ctrl"]))),
    ("alt-click-reaches-beneath", selects("ingest", click(140, 100), click(140, 100, keys=["alt"]))),
    # It is no double click, which would type a name: Delete takes the zone that was reached.
    ("alt-click-soon-after-a-click", lambda p: (click(150, 84)(p), click(150, 84, keys=["alt"])(p), p.press("Delete"),
                                                expect(p.saved(lambda: p.count("zone") == 0), "the zone is still there"))[-1]),
    ("alt-click-again-goes-on", selects("orders", click(140, 100), click(140, 100, keys=["alt"]), click(140, 100, keys=["alt"]))),
    ("click-a-wire", selects("orders", click(300, 102))),
    ("band-takes-what-is-inside", selects("lake", drag((570, 225), (760, 320)))),
    ("band-leaves-what-is-outside", selects("", drag((570, 225), (660, 320)))),
    ("band-backwards-takes-what-it-touches", selects("lake", rubber_back)),
    ("band-inside-a-zone", selects("orders", drag((60, 60), (240, 150)))),
    ("shift-band-adds", selects("lake shape", click(150, 390), drag((570, 225), (760, 320), keys=["shift"]))),
    ("escape-in-a-band", selects("shape", click(150, 390), escape_meanwhile((570, 225), (760, 320)))),
    ("escape-in-a-band-that-adds", selects("shape", click(150, 390), escape_meanwhile((570, 225), (760, 320), keys=["shift"]))),
    # Moving
    ("drag", moves("lake", 636, 264, drag((660, 270), (708, 294)))),
    ("drag-is-no-click", changes_nothing(drag((660, 270), (662, 271)))),
    ("drag-many", moves("shape", 120, 384, click(660, 270), click(150, 390, keys=["shift"]), drag((660, 270), (708, 294)))),
    ("shift-drag-keeps-a-line", moves("lake", 636, 240, drag((660, 270), (708, 294), keys=["shift"]))),
    ("ctrl-suspends-the-grid", moves("lake", 637, 265, drag((660, 270), (709, 295), meanwhile=["ctrl"]))),
    ("alt-drag-copies", counts(5, 1, drag((660, 270), (708, 320), keys=["alt"]))),
    ("ctrl-before-the-press-copies", counts(5, 1, drag((660, 270), (708, 320), keys=["ctrl"]))),
    ("escape-in-a-drag", changes_nothing(escape_meanwhile((660, 270), (708, 294)))),
    ("escape-in-a-copy", changes_nothing(escape_meanwhile((660, 270), (708, 320), keys=["alt"]))),
    ("drop-into-a-zone", edits("lake", "zone", "ingest", drag((660, 270), (156, 210)))),
    ("drag-out-of-a-zone", edits("orders", "zone", None, drag((140, 100), (380, 250)))),
    ("zone-by-its-title", moves("orders", 96, 96, drag((80, 36), (104, 60)))),
    ("resize-a-zone", lambda p: (click(80, 36)(p), p.drag((264, 264), (300, 288)),
                                 expect(p.saved(lambda: size(p, "ingest") == (252, 264)), size(p, "ingest")))[-1]),
    ("resize-about-the-middle", lambda p: (click(450, 390)(p), p.drag((552, 396), (576, 396), keys=["alt"]),
                                           expect(p.saved(lambda: size(p, "note") == (228, 72)), size(p, "note")))[-1]),
    ("resize-keeps-the-proportion", lambda p: (click(450, 390)(p), p.drag((552, 432), (612, 432), keys=["shift"]),
                                               expect(p.saved(lambda: size(p, "note") == (240, 96)), size(p, "note")))[-1]),
    ("resize-snaps-to-a-line", lambda p: (p.press("ctrl+apostrophe"), p.press("ctrl+apostrophe"), click(450, 390)(p),
                                          p.drag((552, 396), (741, 396)),
                                          expect(p.saved(lambda: size(p, "note") == (368, 72)), size(p, "note")))[-1]),
    # Undo
    ("undo-selects-what-it-is-about", selects("lake", click(660, 270), press("Right"), click(150, 390), caught_up, press("ctrl+z"))),
    ("undo-of-a-zone-selects-it-alone", selects("ingest", drag((80, 36), (104, 60)), caught_up, press("ctrl+z"))),
    ("undo-brings-what-it-is-about-into-view", undo_scrolls),
    # Wiring
    ("wire", counts(4, 2, drag((548, 102), (660, 270)))),
    ("wire-dropped-on-empty", counts(5, 2, drag((548, 102), (620, 140)), find_block("s3"))),
    ("rewire-an-end", edits("w1", "to", "shape", click(300, 102), drag((396, 102), (150, 390)))),
    ("bend", lambda p: (click(300, 102)(p), p.drag((340, 102), (340, 180)),
                        expect(p.saved(lambda: len(p.element("w1")) > 0), "no bend"))[-1]),
    ("double-click-a-bend", double_click_bend),
    ("splice", counts(4, 2, drag((150, 390), (330, 102)))),
    ("pad", counts(5, 2, click(660, 270), click_pad, find_block("athena"))),
    # In place
    ("double-click-a-name", edits("lake", "name", "raw", click(690, 252, times=2), type_name("raw"))),
    ("double-click-a-card", opens_settings),
    ("double-click-on-empty", counts(5, 1, click(500, 250, times=2), find_block("athena"))),
    ("double-click-in-a-zone", lambda p: (click(150, 210, times=2)(p), find_block("lambda")(p),
                                          expect(p.saved(lambda: p.bytes().count(b'zone="ingest"') == 2), "not in the zone"))[-1]),
    ("context-menu", menu_at(660, 270, "Open Settings", "lake")),
    ("context-menu-on-empty", menu_at(500, 250, "Add Block", "")),
    ("menu-key", menu_by("Menu")),
    ("shift-f10", menu_by("shift+F10")),
    # Looking
    ("wheel", scrolls(0, -1, wheel(5))),
    ("shift-wheel", scrolls(-1, 0, wheel(5, "shift"))),
    ("ctrl-wheel-keeps-the-point", zoom_keeps_the_point),
    ("middle-drag", scrolls(1, 1, drag((500, 250), (560, 290), button=2))),
    ("space-drag", scrolls(1, 1, space_drag)),
    ("hand-drag", scrolls(1, 1, hand_drag)),
    ("space-within-a-drag", space_within_drag),
    ("edge-scroll", edge_scroll),
    # Locking
    ("locked-is-kept-in-the-file", edits("lake", "locked", "yes", *LOCKED)),
    ("locked-does-not-move", moves("lake", 588, 240, *LOCKED, drag((660, 270), (708, 294)), caught_up)),
    ("locked-is-not-deleted", counts(4, 1, *LOCKED, press("Delete"), caught_up)),
    ("unlocked-moves", moves("lake", 636, 264, *LOCKED, press("ctrl+l"), drag((660, 270), (708, 294)))),
]


if __name__ == "__main__":
    run("gestures", Program(DRAWING), TABLE)
