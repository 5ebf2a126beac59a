#!/bin/bash
# The main job with a real window and real input: a block is dragged from the palette and wired, the total changes; two
# undos later the file has the bytes it had at first. Run by with-display; needs $LEAT_APP, $LEAT_CLI, $G_TEST_SRCDIR.
set -eu
n=0
ok () { n=$((n + 1)); echo "ok $n /ui/main-job/$1"; }
fail () { echo "not ok $((n + 1)) /ui/main-job/$1 - $2"; echo "1..$((n + 1))"; exit 1; }

d=$(mktemp -d)
app=
trap '[ -z "$app" ] || kill "$app" 2>/dev/null || true; rm -rf "$d"' EXIT
file="$d/pipeline.leat"
cp "$G_TEST_SRCDIR/../data/examples/standard-pipeline.leat" "$file"
cp "$file" "$d/at-first.leat"
unset GTK_A11Y

where () { /usr/bin/python3 "$G_TEST_SRCDIR/ui/where.py" "$@"; }
total () { "$LEAT_CLI" cost --format json "$1" | sed -n 's/.*"total_monthly" *: *\([0-9.]*\).*/\1/p'; }
# The pace of a hand: a drag that is let go before the program has seen it begin is a click.
pause () { sleep "$(awk "BEGIN { print $1 * ${LEAT_PATIENCE:-1} }")"; }
settle () { for _ in 1 2 3; do xdotool mousemove_relative 1 0 mousemove_relative -- -1 0; pause .05; done; }
path () { for p in "$@"; do xdotool mousemove $p; pause .05; done; }
saved () { # wait until the file differs from $1, or is the same with -s
  for _ in $(seq $((600 * ${LEAT_PATIENCE:-1}))); do
    if [ "$1" = -s ]; then cmp -s "$2" "$file" && return 0; else cmp -s "$1" "$file" || return 0; fi
    sleep .05
  done
  return 1
}

"$LEAT_APP" "$file" >"$d/log" 2>&1 & app=$!
read -r x y w h <<< "$(where 'list item' 'nightly, ')" || true
[ -n "${h:-}" ] || fail opens "$(cat "$d/log")"
ok opens

# From the palette to the free place beside the state machine.
# It is found by search: the list is longer than the window.
xdotool key ctrl+shift+f
[ -n "$(where -f entry,text 'Search services')" ] || fail drop "the search has not the keyboard"
xdotool type --delay 15 lambda
read -r px py pw ph <<< "$(where -s 'list item' 'Lambda')" || true
[ -n "${ph:-}" ] || fail drop "typing it does not choose Lambda"
tx=$((x + 2 * w)) ty=$((y + h / 2)) sx=$((px + pw / 2)) sy=$((py + ph / 2))
xdotool mousemove $sx $sy; pause .1; xdotool mousedown 1; pause .1
path "$((sx + 12)) $((sy + 4))" "$((sx + 40)) $((sy + 20))" "$(((sx + tx) / 2)) $(((sy + ty) / 2))" "$((tx - 10)) $ty" "$tx $ty"
settle; pause .1; xdotool mouseup 1
read -r bx by bw bh <<< "$(where 'list item' 'Lambda, ')" || true
[ -n "${bh:-}" ] || fail drop "no new block is to be seen"
ok drop

# From the right ring of the stream to the new block.
read -r kx ky kw kh <<< "$(where 'list item' 'orders, ')"
xdotool mousemove $((kx + kw)) $((ky + kh / 2)); pause .1; xdotool mousedown 1; pause .05
path "$((kx + kw + 20)) $((ky + kh / 2))" "$((bx + bw / 2 - 20)) $((by + bh / 2))" "$((bx + bw / 2)) $((by + bh / 2))"
settle; xdotool mouseup 1
[ -n "$(where 'list item' 'Wire from orders to Lambda')" ] || fail wire "no new wire is announced"
xdotool key ctrl+s
saved "$d/at-first.leat" || fail wire "nothing was saved: $(cat "$d/log")"
grep -q '<wire [^>]*from="[^"]*" to="lambda[^"]*"' "$file" || fail wire "no wire to the new block in the file"
ok wire

before=$(total "$d/at-first.leat") after=$(total "$file")
[ -n "$before" ] && [ -n "$after" ] && [ "$before" != "$after" ] || fail total "the total stays at “$before” → “$after”"
ok total

xdotool key ctrl+z ctrl+z ctrl+s
saved -s "$d/at-first.leat" || fail undo "$(diff "$d/at-first.leat" "$file" | head -5)"
ok undo

[ ! -s "$d/log" ] || ! grep -qE 'CRITICAL|WARNING' "$d/log" || fail quiet "$(head -3 "$d/log")"
ok quiet
echo "1..$n"
