# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader gets of the example, from the real tree of accessibles: everything that the keyboard reaches has words for people,
and what is drawn says what it is, what it costs, what it is wired to and what is wrong with it."""
import os
import re

import pyatspi

from real import Program, expect, has_state, is_shown, run, wait_for, walk, xdotool

# Without words these are no use; the lists and cells in GTK's own drop-downs have none to give.
CONTROLS = {"push button", "toggle button", "check box", "combo box", "entry", "text", "password text", "spin button", "slider", "page tab",
            "menu item", "link", "list"}
CLASS_NAME = re.compile(r"(Gtk|Adw|Leat)[A-Z]\w*$")


def described(accessible):
    return f"{accessible.getRoleName()} “{accessible.name}”"


def is_in_drop_down(accessible):
    while accessible is not None:
        if accessible.getRoleName() == "combo box":
            return True
        accessible = accessible.parent
    return False


def has_mark(role, name):
    """Whether the mark of a key is read out: “_Draw”. Within a word it may be a name of AWS, but not of what is pressed."""
    return "_" in name if role in CONTROLS else re.search(r"(^|\W)_\w", name) is not None


def nameless(root):
    """What the keyboard reaches and has no words, or its class for a name; what has the mark of a key in its name."""
    wrong = []
    for accessible in walk(root):
        try:
            role, name = accessible.getRoleName(), accessible.name or ""
            if has_mark(role, name) and is_shown(accessible):
                wrong.append(f"{described(accessible)} has a mark")
            if role not in CONTROLS or not has_state(accessible, pyatspi.STATE_FOCUSABLE) or not is_shown(accessible):
                continue
            if (not name.strip() or CLASS_NAME.match(name)) and not (role == "list" and is_in_drop_down(accessible)):
                wrong.append(f"{described(accessible)} in {described(accessible.parent)} in {described(accessible.parent.parent)}")
        except Exception:  # it went away meanwhile, or is not on the screen
            continue
    return wrong


def named(*keys, close=(), shows=None):
    """After some keys, all that is to be seen has names; `shows` is a role and a name that tell that it is there."""
    def test(p):
        p.press(*keys)
        if shows is not None and not wait_for(lambda: p.find(*shows), 8):
            return f"no {shows[0]} “{shows[1]}”"
        # What is brought up to date after the window opened has its names a moment later.
        wait_for(lambda: not nameless(p.application()), 4)
        wrong = nameless(p.application())
        p.press(*close)
        return expect(not wrong, "; ".join(wrong))
    return test


def chosen(role, *names, before=(), close=()):
    """Of each tab or row in turn, pressed where it is, all that is to be seen then has names."""
    def test(p):
        p.press(*before)
        wrong = []
        for name in names:
            item = wait_for(lambda: p.find(role, name, most=60), 8)
            if item is None:
                return f"no {role} “{name}”"
            box = item.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            xdotool("mousemove", box.x + box.width // 2, box.y + box.height // 2, "click", "1")
            wait_for(lambda: not nameless(p.application()), 3)
            wrong += [f"{name}: {one}" for one in nameless(p.application())]
        p.press(*close)
        return expect(not wrong, "; ".join(wrong))
    return test


def command(words, shows, then=(), close=("Escape",)):
    """What opens by a command that is found by words; `then` are roles and names of what is pressed in it, one after the other."""
    def test(p):
        p.press("ctrl+k")
        p.write(words)
        wrong = []
        for role, name in [shows, *then]:
            item = wait_for(lambda: p.find(role, name, most=60), 8)
            if item is None:
                return f"no {role} “{name}”"
            if (role, name) != shows:
                item.queryAction().doAction(0)
            wait_for(lambda: not nameless(p.application()), 4)
            wrong += nameless(p.application())
        p.press(*close)
        return expect(not wrong, "; ".join(wrong))
    return test


def says(name, *words):
    def test(p):
        item = wait_for(lambda: p.item(name), 5)
        if item is None:
            return f"nothing drawn is named “{name}”"
        spoken = f"{item.name}; {item.description}"
        missing = [word for word in words if word not in spoken]
        return expect(not missing and item.getRoleName() == "list item", f"{item.getRoleName()} “{spoken}” does not say {missing}")
    return test


def all_drawn_speak(p):
    """As many as there are in the file, each to be selected and reached by the keyboard."""
    drawn = p.count("block") + p.count("wire") + p.count("zone") + p.count("note")
    items = [item for item in p.items() if item is not None and item.getRoleName() == "list item"]
    mute = [described(item) for item in items if not item.name or not has_state(item, pyatspi.STATE_FOCUSABLE)
            or not has_state(item, pyatspi.STATE_SELECTABLE)]
    return expect(len(items) == drawn and not mute, f"{len(items)} of {drawn}; without words: {mute}")


def selection_follows(p):
    p.press("Home", "Tab")
    if not wait_for(lambda: len(p.selected().split()) == 1, 4):
        return f"“{p.selected()}” is selected after Tab"
    p.press("ctrl+a")
    drawn = p.count("block") + p.count("zone") + p.count("note")
    if not wait_for(lambda: sum(has_state(item, pyatspi.STATE_SELECTED) for item in p.items()) >= drawn, 6):
        return "not all are selected after Ctrl+A"
    p.press("ctrl+shift+a")
    return expect(wait_for(lambda: p.selected() == "", 4), f"“{p.selected()}” is still selected")


INSPECTOR = ["Cost", "Latency", "Checks", "IAM", "Notes", "Settings"]
EXPLORER = ["What Matters", "Better Designs", "Compare", "Delay", "Outage Drill", "What If"]
TABLE = [
    ("drawn", all_drawn_speak),
    ("block", says("delivery, Data Firehose", "a month", "1 warning", "advice", "data from orders", "trigger to clean", "monitors from watch",
                   "in Ingestion")),
    ("wire", says("Wire from delivery to clean", "trigger")),
    ("zone", says("Zone Ingestion", "Ingestion")),
    ("selection", selection_follows),
    ("window", named()),
    ("inspector", named("Home", "alt+Return")),
    ("inspector-of-a-block", chosen("page tab", *INSPECTOR)),
    ("inspector-of-all", chosen("page tab", *INSPECTOR, before=["ctrl+shift+a"])),
    ("find", named("ctrl+f", close=["Escape"])),
    ("explorer", named("alt+2", close=["alt+1"], shows=("list", "Explore"))),
    ("explorer-pages", chosen("list item", *EXPLORER, before=["alt+2"], close=["alt+1"])),
    ("start-page", named("ctrl+shift+n", close=["ctrl+w"], shows=("push button", "Example: "))),
    ("challenges", command("Challenges", ("frame", "Challenges"))),
    ("bill", named("ctrl+b", close=["Escape"], shows=("list", "Groups of the bill"))),
    ("preferences", named("ctrl+comma", close=["Escape"], shows=("list", "Appearance"))),
    ("export", named("ctrl+shift+e", close=["Escape"], shows=("push button", "Export…"))),
    ("help", named("F1", close=["Escape"], shows=("push button", "Drawing and wiring"))),
    ("decision-helper", named("ctrl+shift+h", close=["Escape"], shows=("push button", "Put on the Canvas"))),
    ("prices", command("Price Books", ("push button", "Import a Price List…"))),
    ("walkthrough", named("ctrl+alt+w", shows=("push button", "Add Step from Selection"))),
    ("commands", named("ctrl+k", close=["Escape"], shows=("list", "Commands"))),
    ("challenge", command("Challenges", ("frame", "Challenges"), then=[("push button", "Start “"), ("push button", "Grade")], close=())),
]

if __name__ == "__main__":
    example = os.path.join(os.environ["LEAT_DATA_DIR"], "examples", "standard-pipeline.leat")
    program = Program(path=example)
    program.put_back = lambda: xdotool("key", "Escape", "sleep", "0.3")
    run("spoken", program, TABLE)
