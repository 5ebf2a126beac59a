#!/bin/sh
# validate.sh XMLLINT SCHEMA PATH...: each file, and each file in each folder, is as its schema says.
# With --refuse before XMLLINT: none is.
set -u
expect=valid
if [ "$1" = --refuse ]; then expect=invalid; shift; fi
xmllint=$1 schema=$2
shift 2

files () { for path; do if [ -d "$path" ]; then ls "$path"/*.xml "$path"/*.leat 2>/dev/null; else echo "$path"; fi; done; }

# 3 and 4 are xmllint's words for a file that is XML but not what the schema says.
judge () { case $1 in 0) echo valid ;; 3 | 4) echo invalid ;; *) echo broken ;; esac; }

all=$(files "$@")
[ -n "$all" ] || { echo "no files in $*"; exit 1; }

failed=0
for file in $all; do
  said=$("$xmllint" --nonet --noout --relaxng "$schema" "$file" 2>&1)
  found=$(judge $?)
  [ "$found" = "$expect" ] || { printf '%s: %s, expected %s\n%s\n' "$file" "$found" "$expect" "$said"; failed=1; }
done
exit "$failed"
