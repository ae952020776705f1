#!/bin/sh
# The examples of both readmes, run as they stand over the pilot county (but for the port): each prints what is shown.
# Where a readme shows "…", anything may stand. Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2026-11-26; export QUANZE_TODAY
NO_COLOR=1; export NO_COLOR
source=$(cd "${QUANZE_SRC:-$(dirname "$0")/../..}" && pwd)
build=$(cd "${QUANZE_BUILD:-$source}" && pwd)
for tool in curl jq; do
  command -v $tool > /dev/null 2>&1 || { echo "1..0 # SKIP $tool is not installed"; exit 0; }
done
work=$(mktemp -d) || exit 99
pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null; rm -rf "$work"' EXIT INT TERM
n=0

# The programs go by their names, as in the readmes, from a folder that may be written.
mkdir "$work/bin" "$work/home"
ln -s "$build/search/quanze" "$build/indexer/quanze-index" "$work/bin"
ln -s "$source/corpus" "$source/tests" "$work/home"
PATH=$work/bin:$PATH; export PATH
cd "$work/home" || exit 99

# An example is a line "    $ …" and the lines set in like it up to the next one; lines between may be empty.
split ()   # README: 1.command, 1.shown, … and how many in count
{
  awk -v folder="$work" '
    /^    \$ / { n++; sub (/^    \$ /, ""); print > (folder "/" n ".command"); empty = ""; printf "" > (folder "/" n ".shown"); next }
    n == 0 || closed[n] { next }
    /^    / { sub (/^    /, ""); printf "%s%s\n", empty, $0 > (folder "/" n ".shown"); empty = ""; next }
    /^$/ { empty = empty "\n"; next }
    { closed[n] = 1 }
    END { print n + 0 > (folder "/count") }' "$1"
}

# same SHOWN OUTPUT: line by line; a line "…" stands for any lines, "…" in a line for any characters
same ()
{
  awk '
    function like (text, shown,   at, i, head, rest) {
      at = index (shown, "…")
      if (at == 0) return text == shown
      head = substr (shown, 1, at - 1); rest = substr (shown, at + length ("…"))
      if (substr (text, 1, length (head)) != head) return 0
      for (i = length (head) + 1; i <= length (text) + 1; i++)
        if (like (substr (text, i), rest)) return 1
      return 0
    }
    function follow (i, j,   k) {
      for (; i <= shown_n; i++) {
        if (shown[i] ~ /^ *…$/) {
          for (k = j; k <= out_n + 1; k++) if (follow (i + 1, k)) return 1
          return 0
        }
        if (j > out_n || !like (out[j], shown[i])) return 0
        j++
      }
      return j == out_n + 1
    }
    FILENAME == ARGV[1] { shown[++shown_n] = $0; next }
    { out[++out_n] = $0 }
    END { exit follow (1, 1) ? 0 : 1 }' "$1" "$2"
}

run ()   # COMMAND: prints what it prints; how long a run took differs, and quickstart is its question
{
  case $1 in
    ./quickstart) quanze ask 谁有权处罚农村村民未经批准占用土地建住宅？ ;;
    *) printf '%s\n' "$1" | sed -e "s/127\.0\.0\.1:8740/$base/" -e "s|/tmp/|$work/$readme.|" > "$work/run"; sh "$work/run" 2>&1 ;;
  esac | sed 's/用时 [0-9.]* 秒/用时 T 秒/'
}

for readme in README.md README.zh-CN.md; do
  QUANZE_DB=$work/$readme.db; export QUANZE_DB
  quanze-index --quiet corpus/registry corpus/grants corpus/rules corpus/organisation
  # the child empties the file, perhaps only after it is looked into: the last service's address must not be in it
  : > "$work/err"
  quanze serve --listen 127.0.0.1:0 > /dev/null 2>> "$work/err" < /dev/null & pid=$!
  for try in $(seq 300); do
    base=$(sed -n 's/^.*http:\/\/\([^ ]*\)\/ .*$/\1/p' "$work/err")
    [ -z "$base" ] || break
    sleep 0.1
  done
  rm -f "$work"/*.command "$work"/*.shown
  split "$source/$readme"
  for i in $(seq "$(cat "$work/count")"); do
    command=$(cat "$work/$i.command")
    case $command in
      './quickstart check' | 'quanze serve') continue ;;
      'export QUANZE_DB='*) QUANZE_DB=$work/$readme.county; continue ;;
    esac
    n=$((n + 1))
    sed -e '/^quickstart: /d' -e 's/用时 [0-9.]* 秒/用时 T 秒/' "$work/$i.shown" > "$work/shown"
    [ "$command" != ./quickstart ] || QUANZE_DB=$work/$readme.db
    run "$command" > "$work/out" < /dev/null
    if same "$work/shown" "$work/out"; then
      echo "ok $n - $readme: $command"
    else
      echo "not ok $n - $readme: $command"; sed 's/^/# /' "$work/out" | head -n 12
    fi
  done
  kill "$pid"; wait "$pid"; pid=
done
[ "$n" -ge 60 ] || { n=$((n + 1)); echo "not ok $n - both readmes show each command"; }
echo "1..$n"
