#!/bin/sh
# Builds the fuzzers with clang and runs each for a while, from the cases and the corpus.
#
#   sh tests/fuzz/run.sh SECONDS    what it finds lies in build-fuzz/found
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
seconds=${1:-60}
build=${LEAT_FUZZ_BUILD:-$root/build-fuzz}
clang=$(command -v clang-14 || command -v clang) || { echo "clang is needed" >&2; exit 1; }
modules="gio-2.0 gio-unix-2.0 cairo cairo-pdf cairo-svg pangocairo libxml-2.0 muparser gsl igraph json-glib-1.0 librsvg-2.0 yajl libcmark"
mkdir -p "$build/objects" "$build/found"

cat > "$build/config.h" <<EOF
#define LEAT_VERSION "fuzz"
#define LEAT_DATADIR "$root/data"
#define LEAT_SOURCE_DATADIR "$root/data"
#define LEAT_BUILD_ROOT "$build"
#define LEAT_LOCALEDIR "$build"
#define GETTEXT_PACKAGE "leat"
EOF

flags="-std=gnu17 -g -O1 -w -D_GNU_SOURCE -DG_LOG_DOMAIN=\"Leat\" -I$build -I$root/app -I$root $(pkg-config --cflags $modules)"
check="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"
# The whole core: a format may reach all of it. An object is built again when any source is newer.
for file in $(cd "$root/app" && find . -name '*.c' ! -path './cli/*'); do
  object="$build/objects/$(echo "$file" | sed 's|^\./||; s|/|-|g; s|\.c$|.o|')"
  [ -z "$(find "$root/app" -name '*.[ch]' -newer "$object" 2>/dev/null | head -1)" ] && [ -f "$object" ] ||
    printf '%s\n' "$clang $flags $check -c $root/app/$file -o $object"
done | tr '\n' '\0' | xargs -0 -r -n 1 -P "$(nproc)" sh -c '$0'

export LEAT_DATA_DIR="$root/data"
export ASAN_OPTIONS="detect_leaks=0:handle_sigtrap=1" UBSAN_OPTIONS="print_stacktrace=1"

# Leaks are what tests/run.sh --sanitize looks for: GLib's table of interned words grows and looks like one here.
status=0
fuzz () {
  name=$1
  shift
  # shellcheck disable=SC2086
  "$clang" $flags -fsanitize=fuzzer,address,undefined "$root/tests/fuzz/$name.c" "$root/tests/fuzz/strict.c" "$build"/objects/*.o \
    $(pkg-config --libs $modules) -lm -o "$build/fuzz-$name"
  mkdir -p "$build/corpus-$name"
  echo "$name: $seconds s"
  "$build/fuzz-$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=20000 -print_final_stats=1 \
    -artifact_prefix="$build/found/$name-" "$@" > "$build/$name.log" 2>&1 || status=1
  grep -E 'stat::number_of_executed_units|SUMMARY|ERROR|Test unit written' "$build/$name.log" || true
}

fuzz native -dict="$root/tests/fuzz/xml.dict" "$build/corpus-native" "$root/tests/cases/native"
fuzz mermaid "$build/corpus-mermaid" "$root/tests/corpus/mermaid"
fuzz pricelist -dict="$root/tests/fuzz/offer.dict" "$build/corpus-pricelist" "$root/tests/corpus/pricelist"
[ "$status" = 0 ] && echo "nothing found" || echo "found something: see $build/found and $build/*.log"
exit "$status"
