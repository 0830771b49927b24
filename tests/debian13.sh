#!/bin/sh
# Builds the committed state in a fresh Debian and runs every test there, as root: sh tests/debian13.sh [SUITE] [ctest arguments]
# SUITE is trixie (Debian 13) unless named; the root lies in build/debian/SUITE and is kept for the next run. Remove it with
# `sh tests/debian13.sh remove SUITE`, which takes its mounts away first.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
# The mirror this machine installs from, unless DEBIAN_MIRROR names one.
mirror=${DEBIAN_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | head -n 1)}
[ "$(id -u)" -eq 0 ] || { echo "A Debian root needs root's rights." >&2; exit 3; }
command -v debootstrap >/dev/null || apt-get install -qq -y --no-install-recommends debootstrap

# release FOLDER: takes away the mounts below it.
release() {
  for place in dev/pts dev/shm dev proc; do
    ! mountpoint -q "$1/$place" || umount "$1/$place"
  done
}

if [ "${1:-}" = remove ]; then
  release "$root/build/debian/$2"
  rm -rf --one-file-system "$root/build/debian/$2"
  exit
fi
suite=${1:-trixie}
[ $# -eq 0 ] || shift
place=$root/build/debian/$suite

mkdir -p "$root/build/debian"
[ -e "$place/etc/debian_version" ] || debootstrap --variant=minbase "$suite" "$place" "$mirror"
trap 'release "$place"' EXIT
mountpoint -q "$place/proc" || mount -t proc proc "$place/proc"
mountpoint -q "$place/dev" || mount --bind /dev "$place/dev"
mountpoint -q "$place/dev/pts" || mount -t devpts devpts "$place/dev/pts"
mountpoint -q "$place/dev/shm" || mount -t tmpfs tmpfs "$place/dev/shm"
cp /etc/resolv.conf "$place/etc/resolv.conf"

# What is committed, not what lies about. Its build folder stays, so that the next run compiles only what changed.
[ -d "$place/src/.git" ] || git clone -q "$root" "$place/src"
git -C "$place/src" fetch -q "$root" HEAD
git -C "$place/src" reset -q --hard FETCH_HEAD
chroot "$place" env -u DISPLAY -u WAYLAND_DISPLAY sh /src/viewer/run.sh
chroot "$place" sh /src/tests/run.sh "$@"
