#!/bin/bash
# Studying with a real window and real input: the course's pipeline is presented by keys to its end, and
# what a screen reader gets is read at each step. Run by with-display; needs $LEAT_APP and $G_TEST_SRCDIR.
set -eu
n=0
ok () { n=$((n + 1)); echo "ok $n /ui/study-job/$1"; }
fail () { echo "not ok $((n + 1)) /ui/study-job/$1 - $2"; echo "1..$((n + 1))"; exit 1; }

d=$(mktemp -d)
app=
trap '[ -z "$app" ] || kill "$app" 2>/dev/null || true; rm -rf "$d"' EXIT
file="$d/pipeline.leat"
cp "$G_TEST_SRCDIR/../data/examples/standard-pipeline.leat" "$file"
unset GTK_A11Y

where () { /usr/bin/python3 "$G_TEST_SRCDIR/ui/where.py" "$@"; }
heard () { /usr/bin/python3 "$G_TEST_SRCDIR/ui/heard.py" "$@" 2>>"$d/heard"; }
hear () { # CASE BEGINNING: what has the focus
  heard -f "$2" >/dev/null || fail "$1" "$(tail -1 "$d/heard"); $(head -3 "$d/log")"
}
until_true () { # COMMAND...: within a bound
  for _ in $(seq $((200 * ${LEAT_PATIENCE:-1}))); do "$@" && return 0; sleep .05; done
  return 1
}
gone () { ! kill -0 "$app" 2>/dev/null; }
start () {
  "$LEAT_APP" "$@" >>"$d/log" 2>&1 & app=$!
}

start "$file"
read -r x y w h <<< "$(where 'list item' 'nightly, ')" || true
[ -n "${h:-}" ] || fail opens "$(cat "$d/log")"
xdotool mousemove $((x + w / 2)) $((y - 60))
total=$(grep -c '<step ' "$file")
heading () { grep '<step ' "$file" | sed -n "$1s/.*name=\"\([^\"]*\)\".*/\1/p"; }
xdotool key F5
for i in $(seq $total); do
  hear "step/$i" "Step $i of $total: $(heading $i)"
  case $((i % 2)) in
    1) xdotool key Right ;;
    0) xdotool key Page_Down # a question's answer is before the next step
       if grep -q 'name="answer"' <(sed -n "/<step id=\"step-$i\"/,/<\/step>/p" "$file"); then
         hear "answer/$i" "Answer: "; xdotool key Page_Down
       fi ;;
  esac
done
ok steps

xdotool key 3 Return
hear jump "Step 3 of $total: $(heading 3)"
xdotool key r
hear answer "Answer: The stream"
ok jump-and-answer
xdotool key b
hear black "The screen is black"
xdotool key Escape
hear black "Step 3 of $total: "
ok black
xdotool key Escape
presenting () { xdotool search --onlyvisible --name ' – Step [0-9]' >/dev/null 2>&1; }
ended () { ! presenting; }
until_true ended || fail leave "the presentation stays"
ok leave
kill "$app"; until_true gone || fail quit "the program stays"

! grep -qE 'CRITICAL|WARNING' "$d/log" || fail quiet "$(head -3 "$d/log")"
ok quiet
echo "1..$n"
