#!/bin/sh
# The systemd units: they verify, what they leave open to the service is little, and the service takes a socket handed to
# it. Prints TAP; skips where systemd's tools are not.

set -u
LC_ALL=C.UTF-8; export LC_ALL
source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
for tool in systemd-analyze systemd-socket-activate curl; do
  command -v "$tool" > /dev/null 2>&1 || { echo "1..0 # SKIP $tool is not installed"; exit 0; }
done
work=$(mktemp -d) || exit 99
pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null; rm -rf "$work"' EXIT INT TERM
n=0

check ()   # WHAT, then a command that must succeed
{
  what=$1; shift
  n=$((n + 1))
  if "$@" > "$work/out" 2> "$work/err"; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; sed 's/^/# /' "$work/out" "$work/err" | tail -n 20
  fi
}

# The program is not where the unit says, nor its manual.
sed -e "s#/usr/bin/quanze#$(cd "$build" && pwd)/search/quanze#" -e '/^Documentation=/d' "$source/docs/systemd/quanze.service" > "$work/quanze.service"
cp "$source/docs/systemd/quanze.socket" "$work"
check "the units verify" systemd-analyze verify "$work/quanze.service" "$work/quanze.socket"
# 10 is wide open, 0 shut; the threshold is in tenths
check "an exposure of 1.0 at most" systemd-analyze security --offline=true --threshold=10 --no-pager "$work/quanze.service"

"$build/indexer/quanze-index" --db "$work/db" --quiet "$source/corpus/rules" > /dev/null 2>&1
# Below the ports that connections going out are given; another where something listens there already.
for attempt in 1 2 3 4 5; do
  port=$((20000 + ($$ + attempt * 997) % 12000))
  : > "$work/log"
  systemd-socket-activate -l "127.0.0.1:$port" "$build/search/quanze" serve --db "$work/db" >> "$work/log" 2>&1 < /dev/null & pid=$!
  for try in $(seq 100); do
    grep -q Listening "$work/log" && break 2
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.1
  done
done
check "a socket that was handed over answers" curl -sSf --max-time 10 "http://127.0.0.1:$port/healthz"
check "and asks the index" curl -sSf --max-time 10 "http://127.0.0.1:$port/api/v1/info"
kill -TERM "$pid"
wait "$pid"
check "it stops when asked to" test $? -eq 0
pid=
echo "1..$n"
