#!/bin/bash
# The whole program is killed in the middle of work: the user's file is as it was, and the next start offers the work. Run
# by with-display; needs $LEAT_APP, $G_TEST_SRCDIR.
set -eu
n=0
ok () { n=$((n + 1)); echo "ok $n /ui/crash/$1"; }
fail () { echo "not ok $((n + 1)) /ui/crash/$1 - $2"; echo "1..$((n + 1))"; exit 1; }

d=$(mktemp -d)
app=
trap '[ -z "$app" ] || kill "$app" 2>/dev/null || true; rm -rf "$d"' EXIT
file="$d/pipeline.leat" kept="$XDG_STATE_HOME/leat/recovery"
cp "$G_TEST_SRCDIR/../data/examples/standard-pipeline.leat" "$file"
cp "$file" "$d/at-first.leat"
unset GTK_A11Y

where () { /usr/bin/python3 "$G_TEST_SRCDIR/ui/where.py" "$@"; }
wait_for () { # wait_for SECONDS COMMAND...
  local tries=$(($1 * 20 * ${LEAT_PATIENCE:-1})); shift
  while [ "$tries" -gt 0 ]; do "$@" && return 0; tries=$((tries - 1)); sleep .05; done
  return 1
}
has_kept () { ls "$kept"/*.leat >/dev/null 2>&1; }
is_another () { has_kept && [ ! -e "$work" ]; }

"$LEAT_APP" "$file" >"$d/log" 2>&1 & app=$!
[ -n "$(where 'list item' 'nightly, ')" ] || fail opens "$(cat "$d/log")"
xdotool key ctrl+shift+l
wait_for 60 has_kept || fail kept "nothing was kept aside: $(cat "$d/log")"
ok kept
kill -9 "$app"; wait "$app" 2>/dev/null || true
cmp -s "$file" "$d/at-first.leat" || fail file "the file was written to"
ok file

work=$(echo "$kept"/*.leat)
cp "$work" "$d/work.leat"
cmp -s "$d/work.leat" "$file" && fail work "what was kept is not the work"
"$LEAT_APP" >"$d/log" 2>&1 & app=$!
read -r x y w h <<< "$(where 'push button' 'Recover “pipeline.leat”')" || true
[ -n "${h:-}" ] || fail offered "$(cat "$d/log")"
cmp -s "$work" "$d/work.leat" || fail offered "the work was touched"
ok offered
xdotool mousemove $((x + w / 2)) $((y + h / 2)) click 1
wait_for 60 is_another || fail recovered "it is not kept anew: $(ls "$kept")"
cmp -s "$kept"/*.leat "$d/work.leat" || fail recovered "it is not the same work"
cmp -s "$file" "$d/at-first.leat" || fail recovered "the file was written to"
ok recovered
[ ! -s "$d/log" ] || ! grep -qE 'CRITICAL|WARNING' "$d/log" || fail quiet "$(head -3 "$d/log")"
ok quiet
echo "1..$n"
