#!/bin/sh
# Pictures as a build server makes them: no display, no home, full disks; and the option lists that must agree.
set -u
cli=$LEAT_CLI
data=$LEAT_DATA_DIR
example=$data/examples/standard-pipeline.leat
walk=$(dirname "$0")/../cases/native/walkthrough.leat
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
bound=$((10 * ${LEAT_PATIENCE:-1}))

# check WHAT COMMAND...: one test.
check () {
  n=$((n + 1))
  what=$1
  shift
  if "$@" >"$work/log" 2>&1; then echo "ok $n $what"; else echo "not ok $n $what"; sed 's/^/# /' "$work/log"; fi
}

# gives STATUS TEXT ARGUMENTS...: convert ends so, within 10 s (longer under sanitizers), with the text on standard error.
gives () {
  status=$1 text=$2
  shift 2
  timeout "$bound" env -u DISPLAY -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u HOME "$cli" convert "$@" >"$work/out" 2>"$work/err"
  got=$?
  cat "$work/err"
  [ "$got" = "$status" ] || { echo "status $got, not $status"; return 1; }
  [ -z "$text" ] || grep -qF -e "$text" "$work/err"
}

# writes FIRST-BYTES FILE ARGUMENTS...: convert writes that file, which begins so.
writes () {
  first=$1 file=$2
  shift 2
  gives 0 "" "$example" "$file" "$@" && [ "$(head -c ${#first} "$file")" = "$first" ]
}

to_standard_output () {
  gives 0 "" "$example" - --to pdf && [ "$(head -c 5 "$work/out")" = "%PDF-" ]
}

# What the picture that is read again gives is what was put in.
comes_back () {
  gives 0 "" "$example" "$work/back.$1" && gives 0 "" "$work/back.$1" "$work/back.leat" && cmp "$example" "$work/back.leat"
}

# No file is left where a picture was refused.
refused_leaves_nothing () {
  gives 4 "up to" "$example" "$work/never.png" --scale 100000 && [ ! -e "$work/never.png" ]
}

read_only_folder () {
  mkdir "$work/closed" && chmod 500 "$work/closed"
  [ "$(id -u)" = 0 ] || gives 4 closed "$example" "$work/closed/x.png"
}

options_of_help () {
  "$cli" convert --help | grep -oE '^ +(-[a-z], )?--[a-z0-9-]+' | grep -oE -e '--[a-z0-9-]+' | grep -vxE -e '--(help|help-all)' | sort -u
}

man_has_all () {
  for option in $(options_of_help); do
    grep -qF -e "$(printf '%s' "$option" | sed 's/-/\\-/g')" "$data/man/leat-cli.1" || { echo "$option is not in the man page"; return 1; }
  done
}

completion_has_all () {
  for option in $(options_of_help); do
    grep -qE -e "[ ']$option[ ']" "$data/completions/leat-cli.bash" || { echo "$option is not completed"; return 1; }
  done
}

same_bytes () {
  gives 0 "" "$example" "$work/one.$1" && gives 0 "" "$example" "$work/two.$1" && cmp "$work/one.$1" "$work/two.$1"
}

handout () {
  gives 0 "" "$walk" - --walkthrough --to pdf --paper letter && cp "$work/out" "$work/walk.pdf" &&
    gives 0 "" "$walk" - --walkthrough --to pdf --paper letter && cmp "$work/out" "$work/walk.pdf" &&
    [ "$(head -c 5 "$work/walk.pdf")" = "%PDF-" ] && gives 0 "" "$walk" "$work/walk.md" --walkthrough &&
    [ -s "$work/walk-step-1.svg" ] && [ -s "$work/walk-step-2.svg" ] && grep -qF '](walk-step-2.svg)' "$work/walk.md"
}

check svg writes '<?xml' "$work/a.svg"
check png writes "$(printf '\211PNG')" "$work/a.png"
check pdf writes '%PDF-' "$work/a.pdf"
for scale in 1 2 10; do check "scale-$scale" writes "$(printf '\211PNG')" "$work/a$scale.png" --scale $scale; done
check everything writes '%PDF-' "$work/b.pdf" --title-block --legend --cost --findings --colours dark --margin 0 --paper a3 --tiled
check standard-output to_standard_output
check full-disk gives 4 /dev/full "$example" /dev/full --to png
check missing-folder gives 4 /nowhere/a.png "$example" /nowhere/a.png
check read-only-folder read_only_folder
check too-large refused_leaves_nothing
check comes-back-svg comes_back svg
check comes-back-png comes_back png
gives 0 "" "$example" "$work/none.svg" --no-source >/dev/null
check no-source gives 3 "without a pipeline" "$work/none.svg" "$work/none.leat"
check zone gives 0 "" "$example" "$work/z.svg" --zone Ingestion
check no-zone gives 2 Nowhere "$example" "$work/z.svg" --zone Nowhere
check select gives 0 "" "$example" "$work/z.svg" --select orders --select delivery
check no-selection gives 2 nobody "$example" "$work/z.svg" --select nobody
check wrong-colours gives 2 'light|dark|transparent' "$example" "$work/x.svg" --colours pink
check wrong-paper gives 2 'drawing|a4' "$example" "$work/x.pdf" --paper a9
check wrong-margin gives 2 'from 0 to 1000' "$example" "$work/x.pdf" --margin -1
check wrong-scale gives 2 '--scale is a number' "$example" "$work/x.png" --scale nan
check scale-and-dpi gives 2 'say the same' "$example" "$work/x.png" --scale 1 --dpi 96
check tiled-needs-paper gives 2 '--paper' "$example" "$work/x.pdf" --tiled
check scale-of-svg gives 2 '--scale is for files' "$example" "$work/x.svg" --scale 2
check overlay gives 0 "" "$example" "$work/o.svg" --overlay cost --legend
check wrong-overlay gives 2 'none|cost|latency' "$example" "$work/o.svg" --overlay money
check colours-of-text gives 2 'options of pictures' "$example" "$work/x.mmd" --colours dark
for format in svg png pdf; do check "same-bytes-$format" same_bytes $format; done
check handout-pdf handout
check handout-nowhere gives 4 /nowhere/h "$walk" /nowhere/h.md --walkthrough
check man-page man_has_all
check completion completion_has_all
echo "1..$n"
