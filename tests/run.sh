#!/bin/sh
# Installs what is missing, builds and runs every test; the last line is "N passed, N failed".
#
#   sh tests/run.sh                  every test, on a display and a session bus of its own
#   sh tests/run.sh --sanitize [SUITE...]   the same under AddressSanitizer and UBSan, or those suites of it
#   sh tests/run.sh --bench          the benchmarks
#   sh tests/run.sh --fuzz SECONDS   each fuzzer for that long
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
. "$root/app/packages.sh"
mode="${1:-}"
case "$mode" in
  ""|--sanitize|--bench) ;;
  --fuzz)
    leat_install clang libclang-rt-14-dev
    # shellcheck disable=SC2086
    leat_install $leat_run_packages
    exec sh "$root/tests/fuzz/run.sh" "${2:-60}" ;;
  *) echo "usage: sh tests/run.sh [--sanitize [SUITE...] | --bench | --fuzz SECONDS]" >&2; exit 2 ;;
esac
suites=""
if [ "$mode" = --sanitize ]; then
  shift
  for suite in "$@"; do suites="$suites --suite $suite"; done
fi
# shellcheck disable=SC2086
leat_install $leat_run_packages $leat_test_packages

patience=1
if [ "$mode" = --sanitize ]; then
  patience=8
  build="${LEAT_BUILD:-$root/build-sanitize}"
  options="-Db_sanitize=address,undefined -Db_lundef=false"
  export LSAN_OPTIONS="suppressions=$root/tests/lsan.supp:print_suppressions=0"
  # The slow unwinder sees through libraries, so that suppressions by their names work; each frame costs it time.
  export ASAN_OPTIONS="fast_unwind_on_malloc=0:malloc_context_size=14:detect_stack_use_after_return=0:allocator_may_return_null=1"
  export UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1"
else
  build="${LEAT_BUILD:-$root/build}"
  options=""
fi
# Tests that bound a program's time by the clock allow it this many times as long.
export LEAT_PATIENCE="$patience"
# shellcheck disable=SC2086
[ -f "$build/build.ninja" ] || meson setup "$build" "$root" $options
meson compile -C "$build"

# What other programs read is checked with their own readers, where npm has them; without them those tests are skipped.
if [ -z "$mode" ] && command -v npm >/dev/null && [ ! -d "$build/node_modules/@maxgraph" ]; then
  timeout 180 npm install --prefix "$build" --no-save --no-audit --no-fund --silent @maxgraph/core@0.24 mermaid@11 jsdom@29 >/dev/null 2>&1 ||
    echo "npm could not fetch the readers of draw.io and Mermaid files: their tests are skipped" >&2
fi

if [ "$mode" = --bench ]; then
  exec meson test -C "$build" --benchmark --no-rebuild --verbose
fi

status=0
# shellcheck disable=SC2086
meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier "$patience" $suites || status=$?
# One TAP line a case; a test program that died counts as one failure.
/usr/bin/env python3 "$root/tests/support/count.py" "$build/meson-logs/testlog.json" || status=1
exit $status
