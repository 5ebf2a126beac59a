#!/bin/sh
# install.sh SOURCE BUILD: whatever is read at run time is installed. Prints what is missing.
set -eu
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
DESTDIR="$there" meson install -C "$2" --no-rebuild --quiet >/dev/null 2>&1
data=$(find "$there" -type d -path '*/share/leat' | head -1)
[ -n "$data" ] || { echo "nothing is installed under share/leat"; exit 1; }
bad=""
for file in $(cd "$1/data" && find catalogue challenges prices rules schema examples pricelist.xml wiring.xml transfer.xml iam.xml icons/glyphs -type f ! -name .keep); do
  cmp -s "$1/data/$file" "$data/$file" || bad="$bad$file
"
done
[ -z "$bad" ] || { printf 'not installed:\n%s' "$bad"; exit 1; }
