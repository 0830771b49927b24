# Sourced by viewer/run.sh and tests/run.sh (POSIX sh): installs what is missing, configures and builds.
# $root is the project's folder.

# packages KIND…: the names on the lines of viewer/packages.txt with one of these kinds.
packages() {
  for kind in "$@"; do
    sed -n "s/^$kind: *//p" "$root/viewer/packages.txt"
  done
}

# is_installed PACKAGE
is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need KIND…: installs the packages of these kinds that are missing. Asks for nothing when all are there.
need() {
  command -v dpkg-query >/dev/null || { echo "These commands install Debian packages; see README.md for other systems." >&2; exit 3; }
  missing=
  for package in $(packages "$@"); do
    is_installed "$package" || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -eq 0 ]; then as_root="env"
  elif command -v sudo >/dev/null; then as_root="sudo env"
  else
    echo "Packages are missing, and this is neither root nor a user with sudo. Let somebody who is run:" >&2
    echo "  apt-get update && apt-get install --no-install-recommends$missing" >&2
    exit 3
  fi
  echo "Installing:$missing"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086 # one word per package
  $as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing
}

# configure PRESET: makes build/PRESET; says nothing unless it fails.
configure() {
  mkdir -p "$root/build"
  (cd "$root" && cmake --preset "$1") >"$root/build/configure.log" 2>&1 || { cat "$root/build/configure.log" >&2; exit 1; }
}

# build PRESET [TARGET…]: everything, or only these targets.
build() {
  preset=$1
  shift
  cmake --build "$root/build/$preset" ${1:+--target "$@"}
}
