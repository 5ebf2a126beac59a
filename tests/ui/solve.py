# SPDX-License-Identifier: GPL-3.0-or-later
"""A challenge solved with real input, from the start page on: it is chosen in the list by the pointer, what it begins with is deleted,
blocks are placed by typing and dragged from the palette, wired from ring to block, a setting is typed, and it is graded by a key.
The program is ended and started again, and still says that it is solved. Each step waits for what a screen reader gets of the one
before. Run by with-display; needs $LEAT_APP."""
import configparser
import os
import re
import sys
import time

import pyatspi

from real import Program, has_state, is_shown, wait_for, walk, xdotool

CHALLENGE = "One question over two stores"
START = f"Start “{CHALLENGE}”"
FOCUSED, SELECTED = pyatspi.STATE_FOCUSED, pyatspi.STATE_SELECTED
# What the rows of a design that passes begin with.
MET = ["Customers can be asked. Met", "Orders can be asked. Met", "Budget a month. Met · asked: $40.00 · is: $", "Freshness, p95. Met",
       "Serverless only. Met", "No errors. Met"]


def must(condition, otherwise):
    """What the condition gives at last."""
    found = wait_for(condition)
    if not found:
        raise AssertionError(otherwise() if callable(otherwise) else otherwise)
    return found


def extents(accessible):
    return accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)


class Learner(Program):
    """Hands and ears at the program, which begins at its start page."""

    def __init__(self):
        super().__init__(drawing=None)

    # Ears

    def all(self, test):
        """What passes it; below lists as long as the palette it is not looked."""
        application = self.application()
        for accessible in walk(application, most=40) if application is not None else ():
            try:
                if test(accessible):
                    yield accessible
            except Exception:  # it went away meanwhile
                continue

    def first(self, role, name):
        return next(self.find_all(role, name, most=40), None)

    def box_of(self, role, name):
        """X, Y, WIDTH, HEIGHT, once it stands still."""
        def still():
            found = self.first(role, name)
            before = found and extents(found)
            time.sleep(0.08)
            after = before and extents(found)
            same = before and (before.x, before.y, before.width, before.height) == (after.x, after.y, after.width, after.height)
            return (before.x, before.y, before.width, before.height) if same else None
        return must(still, f"no {role} “{name}” is to be seen: {self.said()}")

    def middle(self, role, name):
        x, y, width, height = self.box_of(role, name)
        return x + width // 2, y + height // 2

    def hear(self, beginning):
        """The whole name of what begins so."""
        def heard():
            return next((a.name for a in self.all(lambda a: (a.name or "").startswith(beginning) and is_shown(a))), None)
        return must(heard, f"“{beginning}” is not heard")

    def drawn(self):
        """The names of what is drawn."""
        self.canvas = self.find_canvas()
        return [item.name for item in self.items() if item is not None] if self.canvas is not None else None

    def must_draw(self, *names):
        """Waits until these are drawn, by the beginnings of their names, and nothing else."""
        def fits():
            drawn = self.drawn()
            return drawn is not None and len(drawn) == len(names) and all(any(d.startswith(n) for d in drawn) for n in names)
        must(fits, lambda: f"{self.drawn()} is drawn, not {names}")

    # Hands

    def click(self, role, name, times=1):
        x, y = self.middle(role, name)
        self.rest_between(times)
        xdotool("mousemove", x - 1, y, "mousemove", x, y, "sleep", "0.05", "click", "--repeat", times, "--delay", "40", "1")
        self.clicked = time.monotonic()

    @staticmethod
    def pull(start, end):
        """What is below the pointer hears of a drag from elsewhere a step later, so the last ones are short."""
        (sx, sy), (ex, ey) = start, end
        words = ["mousemove", sx - 1, sy, "mousemove", sx, sy, "sleep", "0.05", "mousedown", 1, "sleep", "0.05"]
        for i in range(1, 13):
            words += ["mousemove", round(sx + (ex - sx) * i / 12), round(sy + (ey - sy) * i / 12), "sleep", "0.04"]
        xdotool(*words, "mousemove", ex + 1, ey, "sleep", "0.05", "mousemove", ex, ey, "sleep", "0.2", "mouseup", 1)

    def search(self, words, found):
        """Types it into the palette's search, until it is the first that is found."""
        xdotool("key", "ctrl+shift+f")
        entry = must(lambda: self.first("entry", "Search services") or self.first("text", "Search services"), "no search")
        must(lambda: any(has_state(accessible, FOCUSED) for accessible in walk(entry)), "the search has no focus")
        xdotool("key", "ctrl+a", "type", "--delay", "15", words)
        services = must(lambda: self.first("list", "Services"), "no services")
        row = must(lambda: next((row for row in walk(services) if (row.getRoleName(), row.name) == ("list item", found)), None), f"no {found}")
        must(lambda: has_state(row, SELECTED), f"“{words}” does not find {found}")
        return row


# The parts of the task, each with what the one before left.

def choose(p):
    """On the start page and in the list, by pointer and wheel."""
    p.click("list item", "Challenges")
    start = must(lambda: p.first("push button", START), "no list of challenges")
    said, frame = start.name, must(lambda: p.first("frame", "Challenges"), "no window of challenges")
    end = extents(frame).height - 60
    xdotool("mousemove", extents(frame).width // 2, end // 2)

    def in_view():
        xdotool("click", 5, "sleep", "0.1")
        box = extents(start)
        return box.y + box.height < end
    must(in_view, "it does not come into view")
    p.click("push button", START)
    return said


def begins(p):
    said = choose(p)
    if "Not tried" not in said:
        return f"“{said}”"
    p.must_draw("Customers, ", "Orders, ", "Queries, ")
    asked = p.hear("Budget a month. ")
    if "$40.00" not in asked or not asked.endswith("20 points"):
        return f"“{asked}”"
    # Letters that are underlined are not read out with their marks.
    for words in "Grade", "Show a Hint (1 of 3)", "Give Up and Show Solution":
        p.hear(words)
    marked = [a.name for a in p.all(lambda a: a.getRoleName() == "push button" and "_" in (a.name or "") and is_shown(a))]
    return f"{marked}" if marked else None


def empties(p):
    """What it begins with is deleted by keys."""
    x, y, width, height = p.box_of("list", "Drawing")
    xdotool("mousemove", x + 30, y + height - 40, "click", 1, "key", "ctrl+a", "Delete")
    p.must_draw()


def places(p):
    """By keys: two services, wired as they come."""
    p.search("glue data catalog", "Glue Data Catalog")
    xdotool("key", "Return")
    p.must_draw("Glue Data Catalog, ")
    p.search("athena", "Athena")
    xdotool("key", "Return")
    p.must_draw("Glue Data Catalog, ", "Athena, ", "Wire from Glue Data Catalog to Athena")


def drags(p):
    """By the pointer: two more, above and below what asks."""
    drawn = ["Glue Data Catalog, ", "Athena, ", "Wire from Glue Data Catalog to Athena"]
    for words, name, above in [("dynamodb", "DynamoDB", -160), ("s3", "S3", 160)]:
        row = extents(p.search(words, name))
        x, y = p.middle("list item", "Athena, ")
        p.pull((row.x + row.width // 2, row.y + row.height // 2), (x, y + above))
        drawn.append(name + ", ")
        p.must_draw(*drawn)


def wires(p):
    """From the right ring of what asks."""
    for name in "DynamoDB", "S3":
        x, y, width, height = p.box_of("list item", "Athena, ")
        p.pull((x + width, y + height // 2), p.middle("list item", name + ", "))
        p.hear(f"Wire from Athena to {name}")


def sets(p):
    """How often is asked, typed into the inspector."""
    xdotool("key", "Escape", "Escape")
    p.click("list item", "Athena, ")
    p.click("text", "Queries a month", times=3)
    must(lambda: any("Queries a month" in (a.name or "") for a in p.all(lambda a: has_state(a, FOCUSED))), "no entry has the focus")
    xdotool("key", "ctrl+a", "type", "--delay", "15", "8.7")
    xdotool("key", "Return")


def grades(p):
    xdotool("key", "ctrl+Return")
    said = p.hear("Passed. ")
    if "100 of 100 points" not in said:
        return f"“{said}”"
    rows = [row.name for row in walk(p.first("list", "What Is Asked")) if row.getRoleName() == "list item"]
    whole = [row for row in rows if re.search(r"\b([0-9]+) of \1 points", row)]
    return None if len(whole) == len(MET) and all(row.startswith(met) for row, met in zip(whole, MET)) else f"{rows}"


def keeps(p):
    """On disk, in the folder of this test."""
    path = os.path.join(os.environ["XDG_DATA_HOME"], "leat", "progress.ini")

    def kept():
        progress = configparser.ConfigParser()
        progress.read(path)
        return any(progress[group].get("passed") == "true" for group in progress.sections())
    must(kept, "nothing is kept")


def is_solved(p):
    """On the start page, and in the list."""
    p.hear("1 of 25 solved")
    said = choose(p)
    if "Solved" not in said:
        return f"“{said}”"
    p.must_draw("Customers, ", "Orders, ", "Queries, ")
    return None


def take(p, parts, first):
    """Gives how many passed, and stops at one that does not: the next would have nothing to begin with."""
    for number, part in enumerate(parts, first):
        start = time.monotonic()
        try:
            wrong = part(p)
        except Exception as problem:
            wrong = f"{type(problem).__name__}: {problem}"
        if "LEAT_TIMES" in os.environ:
            print(f"# {time.monotonic() - start:.2f} s", flush=True)
        print(f"{'not ok' if wrong else 'ok'} {number} /ui/solve/{part.__name__}" + (f" - {wrong}" if wrong else ""), flush=True)
        if wrong:
            return False
    return True


def main():
    before = [begins, empties, places, drags, wires, sets, grades, keeps]
    after = [is_solved]
    print(f"1..{len(before) + len(after) + 2}")
    number, passed = 1, True
    for parts in before, after:
        program = Learner()
        passed = passed and take(program, parts, number)
        number += len(parts)
        said = program.close()
        print(f"{'not ok' if said else 'ok'} {number} /ui/solve/quiet" + (f" - {said!r}" if said else ""), flush=True)
        number += 1
        if not passed or said:
            return 1
    return 0


sys.exit(main())
