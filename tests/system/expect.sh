# Sourced by the tests of commands (POSIX sh): a folder of their own to work in, and what a command must end with and say.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LANG=C.UTF-8
cd "$work"
fail() { echo "$1"; cat out said; exit 1; }
# expect STATUS WORDS OF THE MESSAGE -- COMMAND…
expect() {
  status=$1 words=$2
  shift 3
  got=0
  timeout 300 "$RISKMAP_BIN" "$@" --lang en >out 2>said || got=$?
  [ "$got" -eq "$status" ] || fail "riskmap $*: ended with $got, not $status"
  [ -z "$words" ] || grep -qF -- "$words" said || fail "riskmap $*: does not say: $words"
}
