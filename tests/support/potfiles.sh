#!/bin/sh
# Writes po/POTFILES.in anew.
cd "$(dirname "$0")/../.."
{
  find data -maxdepth 1 -name '*.in' -o -maxdepth 1 -name '*.gschema.xml' | grep -E 'desktop|metainfo|gschema'
  grep -rlE '\b(N?_|ngettext|C_) ?\(' app ui --include='*.c'
  grep -rl 'translatable="yes"' ui --include='*.ui'
} 2>/dev/null | sort > po/POTFILES.in
