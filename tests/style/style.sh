#!/bin/sh
# style.sh RULE SOURCE BUILD: one rule of the house, kept by a test. Prints what breaks it.
set -eu
rule=$1 source=$2 build=$3
cd "$source"

sources () { find app ui tests -name '*.c' -o -name '*.h' | grep -v '/corpus/' | sort; }

case "$rule" in
  layers)
    # app/ knows no display; folders include downward only.
    bad=$(grep -rnE '#include *[<"](gtk|gdk|adwaita|gsk)' app || true)
    order="model catalogue engine draw exchange cli"
    below=""
    for layer in $order; do
      below="$below $layer"
      for other in $order; do
        case " $below " in *" $other "*) continue ;; esac
        bad="$bad$(grep -rnE "#include \"$other/" "app/$layer" || true)"
      done
      bad="$bad$(grep -rnE '#include "(ui|window|canvas|palette|inspector)/' "app/$layer" || true)"
    done
    if ldd "$build/app/cli/leat-cli" | grep -q 'libgtk\|libadwaita'; then bad="$bad leat-cli links GTK"; fi
    ;;
  headers)
    # Each header compiles by itself.
    flags=$(pkg-config --cflags gtk4 libadwaita-1 libxml-2.0 json-glib-1.0 cairo librsvg-2.0 gsl igraph)
    bad=""
    for header in $(find app ui -name '*.h'); do
      # shellcheck disable=SC2086
      cc -std=gnu17 -fsyntax-only -Iapp -Iui -I"$build" $flags -include "$header" -x c /dev/null 2>/dev/null ||
        bad="$bad$header does not compile by itself
"
    done
    ;;
  docs)
    # Each public function of app/ has its comment right above it.
    bad=$(find app -name '*.h' ! -name '*-private.h' ! -path 'app/cli/*' -print0 | xargs -0 awk '
      FNR == 1 { closed = 0 }
      /\*\/[ \t]*$/ { closed = 1; next }
      /^[A-Za-z_].*[ \*]leat_[a-z0-9_]+ \(/ { if (!closed) print FILENAME ":" FNR ": no comment: " $0 }
      { closed = 0 }')
    ;;
  no-abort)
    bad=$(grep -rnE '\b(g_error|abort|exit) \(' app ui --include='*.c' | grep -v '/main\.c:' || true)
    ;;
  potfiles)
    # Each file with text for people is in po/POTFILES.in, and each file named there exists.
    have=$( { grep -rlE '\b(N?_|ngettext|C_) ?\(' app ui --include='*.c'; grep -rl 'translatable="yes"' ui --include='*.ui' || true; } | sort)
    bad=""
    for file in $have; do grep -qx "$file" po/POTFILES.in || bad="$bad$file is not in po/POTFILES.in
"; done
    for file in $(grep -v '^#' po/POTFILES.in); do [ -f "$file" ] || bad="$bad$file of po/POTFILES.in does not exist
"; done
    ;;
  whitespace)
    bad=$(sources | xargs grep -nE '[[:space:]]$|	' || true)
    ;;
  licence)
    bad=$(sources | xargs grep -LE '^/\* SPDX-License-Identifier: GPL-3.0-or-later \*/$' || true)
    ;;
  readme)
    bad=""
    for command in 'sh app/run.sh' 'sh tests/run.sh'; do
      head -40 README.md | grep -q "$command" || bad="$bad README.md does not name “$command” near the top"
    done
    ;;
  *) bad="no rule $rule" ;;
esac

[ -z "$bad" ] || { printf '%s\n' "$bad"; exit 1; }
