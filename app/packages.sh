# What Leat needs, by distribution, and how to install it. Sourced by app/run.sh and tests/run.sh.

leat_run_packages="gcc g++ meson ninja-build pkgconf gettext desktop-file-utils libgtk-4-dev libadwaita-1-dev
  libxml2-dev libcmark-dev libmuparser-dev libgsl-dev libigraph-dev libharfbuzz-dev zlib1g-dev libjson-glib-dev libyajl-dev
  librsvg2-dev libglib2.0-bin
  adwaita-icon-theme fonts-cantarell shared-mime-info"
leat_test_packages="xvfb xdotool imagemagick x11-utils dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0
  fonts-dejavu-core gsettings-desktop-schemas appstream libxml2-utils poppler-utils locales"

# leat_install PACKAGE...: installs what is missing, on Debian and Ubuntu; elsewhere says what is needed.
leat_install () {
  missing=""
  if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "Leat builds here only if these are installed (Debian's names):" "$@" >&2
    return 0
  fi
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ]; then sudo=""; else sudo="sudo"; fi
  echo "Installing:$missing" >&2
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  $sudo apt-get update -qq >&2 && $sudo apt-get install -y -qq --no-install-recommends $missing >&2
}
