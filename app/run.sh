#!/bin/sh
# Installs what is missing, builds Leat and starts it on the example pipeline. Without a display it runs the
# same job through leat-cli: checks, cost and latency of the example printed, its picture exported.
#
#   sh app/run.sh [FILE...]
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/app/packages.sh"
# shellcheck disable=SC2086
leat_install $leat_run_packages

build="${LEAT_BUILD:-$root/build}"
[ -f "$build/build.ninja" ] || meson setup "$build" "$root" >&2
meson compile -C "$build" >&2

example="$root/data/examples/standard-pipeline.leat"
[ $# -gt 0 ] || set -- "$example"
export GSETTINGS_SCHEMA_DIR="$build/data"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$build/ui/leat" "$@"
fi

cli="$build/app/cli/leat-cli"
picture="${TMPDIR:-/tmp}/leat-example.png"
for file in "$@"; do
  echo "No display: $file through leat-cli"
  echo; echo "Checks"; "$cli" check --fail-on never "$file"
  echo; echo "Cost"; "$cli" cost "$file"
  echo; echo "Latency"; "$cli" latency "$file"
  "$cli" convert "$file" "$picture"
  echo; echo "Picture: $picture"
done
