#!/bin/bash
# A pipeline of five blocks built without a pointer, in a real window with real keys: services are found by typing, placed and
# wired by Enter, and a block is renamed; what a screen reader gets has them all. Run by
# with-display; needs $LEAT_APP and $G_TEST_SRCDIR.
set -eu
n=0
ok () { n=$((n + 1)); echo "ok $n /ui/keyboard-job/$1"; }
fail () { echo "not ok $((n + 1)) /ui/keyboard-job/$1 - $2"; echo "1..$((n + 1))"; exit 1; }

d=$(mktemp -d)
app=
trap '[ -z "$app" ] || kill "$app" 2>/dev/null || true; rm -rf "$d"' EXIT
file="$d/pipeline.leat"
echo '<pipeline xmlns="urn:leat:pipeline" version="1"/>' > "$file"
cp "$file" "$d/at-first.leat"
unset GTK_A11Y

where () { /usr/bin/python3 "$G_TEST_SRCDIR/ui/where.py" "$@"; }
saved () { # wait until the file differs from $1
  for _ in $(seq $((600 * ${LEAT_PATIENCE:-1}))); do
    cmp -s "$1" "$file" || return 0
    sleep .05
  done
  return 1
}
# Finds a service by typing, and places it; the new block has a name that a screen reader gets.
place () { # WORDS NAME
  xdotool key ctrl+shift+f
  [ -n "$(where -f entry,text 'Search services')" ] || fail "place/$1" "the search has not the keyboard"
  xdotool key ctrl+a; xdotool type --delay 15 "$1"
  [ -n "$(where -s 'list item' "$2")" ] || fail "place/$1" "typing it does not choose $2"
  xdotool key Return
  found=$(where 'list item' "$2, ") || true
  [ -n "$found" ] || fail "place/$1" "no block of that name is announced"
  ok "place/$1"
}

"$LEAT_APP" "$file" >"$d/log" 2>&1 & app=$!
[ -n "$(where 'list' 'Drawing')" ] || fail opens "$(cat "$d/log")"
ok opens

place "app producer" "App producer"
place "data streams" "Kinesis Data Streams"
place "firehose" "Data Firehose"
place "s3" "S3"
place "athena" "Athena"

xdotool key ctrl+s
saved "$d/at-first.leat" || fail save "nothing was saved: $(cat "$d/log")"
blocks=$(grep -c '<block ' "$file") wires=$(grep -c '<wire ' "$file")
[ "$blocks" = 5 ] || fail blocks "there are $blocks blocks, not 5"
ok blocks
[ "$wires" = 4 ] || fail wires "there are $wires wires, not 4"
ok wires

cp "$file" "$d/before.leat"
xdotool key Escape Escape
[ -n "$(where -f list Drawing)" ] || fail rename "the drawing has not the keyboard"
xdotool key F2
[ -n "$(where -f text,entry Name)" ] || fail rename "no field for the name has the keyboard"
xdotool key ctrl+a; xdotool type --delay 15 "ad hoc"; xdotool key Return
[ -n "$(where 'list item' 'ad hoc, ')" ] || fail rename "no block of the new name is announced"
xdotool key ctrl+s
saved "$d/before.leat" || fail rename "nothing was saved"
grep -q 'name="ad hoc"' "$file" || fail rename "no block of the new name in the file"
ok rename

# Undo takes back each step, to the file as it was.
xdotool key ctrl+z ctrl+z ctrl+z ctrl+z ctrl+z ctrl+z
cp "$file" "$d/before.leat"
xdotool key ctrl+s
saved "$d/before.leat" || fail undo "nothing was saved"
cmp -s "$file" "$d/at-first.leat" || fail undo "$(diff "$d/at-first.leat" "$file" | head -5)"
ok undo

[ ! -s "$d/log" ] || ! grep -qE 'CRITICAL|WARNING' "$d/log" || fail quiet "$(head -3 "$d/log")"
ok quiet
echo "1..$n"
