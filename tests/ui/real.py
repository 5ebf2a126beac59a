# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests by real events share: the program on a small drawing, a pointer and keys by xdotool, and what is seen of it: the
accessibility tree and the file that is saved. Run by with-display; needs $LEAT_APP."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

import pyatspi
from gi.repository import Atspi, Gio, GLib

PATIENCE = float(os.environ.get("LEAT_PATIENCE") or 1)  # as many times as long, on a slow machine
Atspi.set_timeout(int(800 * PATIENCE), int(15000 * PATIENCE))  # ms: an answer of the program, and its first one
DEADLINE = 60
DOUBLE_CLICK = 0.5  # s: GTK's 0.4, and some
# What moves by itself would have to be waited for: without animations all is where it belongs at once.
SETTINGS = "[Settings]\ngtk-enable-animations=0\n"
# What GTK itself says when the window of shortcuts opens: the label of a key is measured narrower than its margin.
OF_GTK = re.compile(r"^\(.*\): Gtk-WARNING \*\*: .*: GtkLabel 0x\w+ \(label\) reported min width -3, but sizes must be >= 0\n", re.M)
NAMESPACE = "{urn:leat:pipeline}"
DRAWING = """<?xml version="1.0" encoding="UTF-8"?>
<pipeline xmlns="urn:leat:pipeline" version="1">
  <zone id="ingest" name="ingest" type="layer" role="ingestion" x="48" y="24" width="216" height="240"/>
  <block id="orders" name="orders" type="kinesis-data-streams" x="72" y="72" zone="ingest"/>
  <block id="delivery" name="delivery" type="firehose" x="396" y="72"/>
  <block id="lake" name="lake" type="s3" x="588" y="240"/>
  <block id="shape" name="shape" type="lambda" x="72" y="360">
    <set name="memory_mb" value="512"/>
  </block>
  <wire id="w1" from="orders" to="delivery" kind="data"/>
  <note id="note" x="372" y="360" width="180" height="72">A remark</note>
</pipeline>
"""


def xdotool(*words):
    subprocess.run(["xdotool", *[str(word) for word in words]], check=True)


def wait_for(condition, seconds=DEADLINE):
    """What the condition gives once it gives something; None if it never does. A program that is busy may not answer the question
    in time, or what is asked may have gone: it is asked again."""
    end = time.monotonic() + seconds * PATIENCE
    while True:
        try:
            found = condition()
        except GLib.GError:
            found = None
        if found or time.monotonic() > end:
            return found or None
        time.sleep(0.03)


def children_of(accessible, most=None):
    """What goes away meanwhile is left out, and so are lists of more than `most` rows."""
    try:
        if most is not None and accessible.getRoleName() == "list" and accessible.childCount > most:
            return []
        children = [accessible.getChildAtIndex(i) for i in range(accessible.childCount)]
    except Exception:
        return []
    return [child for child in children if child is not None]


def walk(accessible, depth=0, most=None):
    """An accessible and all below it."""
    yield accessible
    for child in children_of(accessible, most) if depth <= 40 else ():
        yield from walk(child, depth + 1, most)


def walk_by_level(accessible, most=None):
    """The same, what lies deep last: a toast goes before all of a window is asked, where that is slow."""
    level = [accessible]
    while level:
        yield from level
        level = [child for parent in level for child in children_of(parent, most)]


def has_state(accessible, state):
    return accessible.getState().contains(state)


def is_shown(accessible):
    """GTK has no states for that: what is not shown has no size."""
    box = accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return box.width > 0 and box.height > 0


def is_mapped(process):
    """Whether a window of a program is on the screen: it is laid out before that, and what is clicked meanwhile is lost."""
    words = ["xdotool", "search", "--onlyvisible", "--pid", str(process)]
    return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def call(bus, name, path, interface, method, words=None):
    """What an object of a bus answers."""
    return bus.call_sync(name, path, interface, method, words, None, Gio.DBusCallFlags.NONE, int(800 * PATIENCE), None).unpack()


def is_told(process):
    """Whether a program answers for all that it shows. libatspi asks once for the whole, as soon as it hears of the program, and where
    that came too early it may miss windows for good: nothing is asked of it before."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    address, = call(session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    flags = Gio.DBusConnectionFlags
    bus = Gio.DBusConnection.new_for_address_sync(address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
    try:
        programs, = call(bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", "org.a11y.atspi.Accessible", "GetChildren")
        for name, _ in programs:
            ask = GLib.Variant("(s)", [name])
            if call(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID", ask) == (process,):
                return bool(call(bus, name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")[0])
        return False
    finally:
        bus.close_sync(None)


def without_animations():
    """For programs that are started from now on: with-display gives each test a folder of its own."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "gtk-4.0")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as out:
        out.write(SETTINGS)


class Program:
    """The program in a window at 0,0 of the screen; without a drawing it begins at its start page."""

    def __init__(self, drawing=DRAWING, path=None):
        self.folder = tempfile.mkdtemp()
        self.file = os.path.join(self.folder, "pipeline.leat")
        self.log = os.path.join(self.folder, "log")
        if path is not None:
            shutil.copy(path, self.file)
        elif drawing is not None:
            with open(self.file, "w", encoding="utf-8") as out:
                out.write(drawing)
        opened = [self.file] if os.path.exists(self.file) else []
        self.at_first = self.bytes() if opened else None
        without_animations()
        environment = {name: value for name, value in os.environ.items() if name != "GTK_A11Y"}
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([os.environ["LEAT_APP"], *opened], stdout=log, stderr=log, env=environment)
        self.canvas = self.corner = self.whole = None
        self.clicked = 0.0
        wait_for(lambda: is_mapped(self.process.pid) and is_told(self.process.pid))
        shows = wait_for(self.find_canvas if opened else self.application)
        if shows is None:
            raise SystemExit(f"Bail out! no {'drawing' if opened else 'window'} is to be seen: {self.said()}")
        self.canvas = shows if opened else None

    # What is seen

    def said(self):
        with open(self.log, encoding="utf-8") as log:
            return OF_GTK.sub("", log.read()).strip()[:600]

    def application(self):
        for application in pyatspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def find_canvas(self):
        return self.find("list", "Drawing")

    def find_all(self, role, name, within=None, most=None):
        """All accessibles of a role that are shown and whose name begins so, one after the other. Below the drawing are its menus."""
        application = self.application()
        for accessible in walk(within or application, most=most) if application is not None else ():
            try:
                if accessible.getRoleName() == role and (accessible.name or "").startswith(name) and is_shown(accessible):
                    yield accessible
            except Exception:
                continue

    def find_toast(self, words):
        application = self.application()
        for accessible in walk_by_level(application, 20) if application is not None else ():
            if accessible.getRoleName() == "label" and (accessible.name or "").startswith(words) and is_shown(accessible):
                return accessible
        return None

    def find(self, role, name, within=None, most=None):
        return next(self.find_all(role, name, within, most), None)

    def field(self, within=None):
        """The field that has the keyboard."""
        def focused():
            root = within or self.application()
            for accessible in walk_by_level(root, 20) if root is not None else ():
                try:
                    if accessible.getRoleName() in ("text", "entry") and has_state(accessible, pyatspi.STATE_FOCUSED):
                        return accessible
                except GLib.GError:
                    continue
            return None
        return wait_for(focused, 5)

    def items(self):
        """What is drawn: the children of the drawing."""
        return [self.canvas.getChildAtIndex(i) for i in range(self.canvas.childCount)]

    def item(self, name):
        for item in self.items():
            if item is not None and item.name.startswith(name):
                return item
        return None

    def box(self, name):
        box = wait_for(lambda: (item := self.item(name)) and item.queryComponent().getExtents(pyatspi.WINDOW_COORDS), 5)
        if box is None:
            raise AssertionError(f"nothing drawn is named “{name}”")
        return box

    def selected(self):
        """The first words of the names of what is selected, in the order of the drawing."""
        names = [item.name for item in self.items() if item is not None and has_state(item, pyatspi.STATE_SELECTED)]
        return " ".join(sorted(re.split("[, ]", name.removeprefix("Zone ").removeprefix("Wire from "))[0] for name in names))

    def at(self, x, y):
        """A place of the drawing on the screen."""
        box = self.box("orders, ")
        zoom = box.width / 152
        return round(box.x + (x - 72) * zoom), round(box.y + (y - 72) * zoom)

    # The file

    def bytes(self):
        with open(self.file, "rb") as file:
            return file.read()

    def element(self, id):
        for element in ElementTree.fromstring(self.bytes()):
            if element.get("id") == id:
                return element
        return None

    def saved(self, condition):
        """Saves, again if need be, until what is in the file fits."""
        end = time.monotonic() + 5 * PATIENCE
        again = 0
        while time.monotonic() < end:
            if time.monotonic() > again:
                xdotool("key", "ctrl+s")
                again = time.monotonic() + 0.8
            try:
                if condition():
                    return True
            except (AttributeError, ElementTree.ParseError):
                pass
            time.sleep(0.03)
        return False

    def catch_up(self):
        """Waits until all that was done has been taken in: what comes last, that all is selected, is seen."""
        names = len(self.items())
        self.press("ctrl+a")
        if not wait_for(lambda: len(self.selected().split()) >= min(names, 6), 5):
            raise AssertionError(f"Ctrl+A selects “{self.selected()}” only")

    def is_untouched(self):
        """Nothing is to be saved: the dot before the title would say so."""
        windows = [child for child in children_of(self.application()) if child.getRoleName() == "frame"]
        return bool(windows) and not any(window.name.startswith("•") for window in windows) and self.is_as_at_first()

    def count(self, tag):
        return len(ElementTree.fromstring(self.bytes()).findall(NAMESPACE + tag))

    def is_as_at_first(self):
        return self.bytes() == self.at_first

    def put_back(self):
        """Closes what is open, undoes all, shows the whole."""
        xdotool("key", "Escape", "sleep", "0.04", "key", "Escape", "Escape", "mousemove", *self.rest())
        for _ in range(6):
            xdotool("key", *["ctrl+z"] * 3, "ctrl+1")
            if self.saved(self.is_as_at_first):
                break
        xdotool("key", "Escape")  # an undo selects what it is about
        if self.whole is None:
            self.whole = self.find_whole()
        if not wait_for(lambda: self.places() == self.whole, 2):  # a pane has come or gone
            self.whole = self.find_whole()

    def find_whole(self):
        """Where the view of all shows what is drawn: seen to come from another view, as the keys take a while."""
        xdotool("key", "ctrl+0")
        wait_for(lambda: (self.place_of("lake, ") or (0, 0, 0))[2] == 152, 4)
        small = self.places()
        xdotool("key", "ctrl+1")
        wait_for(lambda: self.places() not in (None, small), 4)
        wait_for(self.stands_still, 4)
        return self.places()

    def stands_still(self):
        """The view is where it was a moment ago."""
        before = self.places()
        time.sleep(0.1 * PATIENCE)
        return before is not None and before == self.places()

    def places(self):
        places = self.place_of("orders, "), self.place_of("lake, ")
        return None if None in places else places

    def place_of(self, name):
        """None while it is not to be seen: what is drawn is told of after a moment."""
        item = self.item(name)
        box = item and item.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        return box and (box.x, box.y, box.width)

    def rest(self):
        """Where the pointer is in nobody's way: the left lower corner of the drawing."""
        if self.corner is None:
            box = self.canvas.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            self.corner = box.x + 20, box.y + box.height - 40
        return self.corner

    # Hands

    def write(self, words, within=None):
        """Types into the field that has the keyboard, in place of what is there, and says that it is done."""
        if self.field(within) is None:
            raise AssertionError("no field has the keyboard")
        xdotool("key", "ctrl+a", "type", "--delay", "10", words)
        xdotool("key", "Return")

    def press(self, *keys):
        for key in keys:
            xdotool("key", key)
            time.sleep(0.03)

    def rest_between(self, times):
        """Before clicks that are to be counted: GTK ends its count by the time of the click before, wherever that was."""
        if times > 1:
            time.sleep(max(0.0, self.clicked + DOUBLE_CLICK - time.monotonic()))

    def click(self, x, y, button=1, keys=(), times=1):
        sx, sy = self.at(x, y)
        xdotool("mousemove", sx - 1, sy, "mousemove", sx, sy, "sleep", "0.03")
        self.rest_between(times)
        for key in keys:
            xdotool("keydown", key)
        xdotool("click", "--repeat", times, "--delay", "40", button, "sleep", "0.03")  # at once: two late ones are no double click
        self.clicked = time.monotonic()
        for key in keys:
            xdotool("keyup", key)

    def drag(self, start, end, button=1, keys=(), then=None, meanwhile=()):
        """From one place of the drawing to another; `keys` are held from before the press on, `meanwhile` after the way has begun;
        `then` is called before the release."""
        (sx, sy), (ex, ey) = self.at(*start), self.at(*end)
        words = ["mousemove", sx - 1, sy, "mousemove", sx, sy, "sleep", "0.03"]
        for key in keys:
            words += ["keydown", key]
        words += ["mousedown", button, "sleep", "0.02"]
        for i in range(1, 6):
            if i == 2:
                for key in meanwhile:
                    words += ["keydown", key]
            words += ["mousemove", round(sx + (ex - sx) * i / 5), round(sy + (ey - sy) * i / 5), "sleep", "0.02"]
        xdotool(*words, "mousemove_relative", "1", "0", "mousemove_relative", "--", "-1", "0", "sleep", "0.05")
        if then is not None:
            then()
        words = ["mouseup", button]
        for key in [*keys, *meanwhile]:
            words += ["keyup", key]
        xdotool(*words, "sleep", "0.03")
        self.clicked = time.monotonic()

    def close(self, ended=False):
        """Ends it; what it has said on the terminal, if it should not have."""
        alive = ended or self.process.poll() is None
        self.process.kill()
        self.process.wait()
        said = self.said() if alive else f"it has ended by itself: {self.said()}"
        shutil.rmtree(self.folder)
        return said if not alive or re.search("CRITICAL|WARNING", said) else None


def run(name, program, table, ends=False):
    """Each row of the table is a test: a name and a function that gives what is wrong, or nothing. $LEAT_ONLY names those to run alone.
    If it `ends`, the last one ends the program."""
    failed = 0
    only = (os.environ.get("LEAT_ONLY") or "").split()
    rows = [row for row in table if not only or row[0] in only]
    print(f"1..{len(rows) + 1}")
    for number, (row, test) in enumerate(rows, 1):
        start = time.monotonic()
        try:
            wrong = test(program)
        except Exception as problem:
            wrong = f"{type(problem).__name__}: {problem}"
        if "LEAT_TIMES" in os.environ:
            print(f"# {time.monotonic() - start:.2f} s", flush=True)
        failed += wrong is not None
        print(f"{'ok' if wrong is None else 'not ok'} {number} /ui/{name}/{row}" + (f" - {wrong}" if wrong else ""), flush=True)
        if number < len(rows):
            program.put_back()
    said = program.close(ends and not only)
    print(f"{'not ok' if said else 'ok'} {len(rows) + 1} /ui/{name}/quiet" + (f" - {said!r}" if said else ""))
    sys.exit(1 if failed or said else 0)


def expect(condition, otherwise):
    """For rows: what is wrong, or nothing."""
    return None if condition else otherwise
