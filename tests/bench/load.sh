#!/usr/bin/env bash
# The service under load while the index that it serves takes a commit every second, beside Groonga's server where one is
# given; needs wrk and python3.
#
#     tests/bench/load.sh BUILD INDEX QUERIES [GROONGA_DB]
#
# BUILD: a build tree. INDEX is copied. QUERIES: id<TAB>query, asked in turn, so that a query seldom comes twice between two
# commits and the replies the service keeps do not answer it. GROONGA_DB: a database with table Articles (law, article,
# text) indexed by pairs of characters; the pairs of a query are ORed, ten hits with their texts, its cache off.
# Environment: SECONDS_EACH (10), CONNECTIONS (8), THREADS (2), ROUNDS (2).
set -euo pipefail
build=$1 index=$2 queries=$3 groonga=${4-}
each=${SECONDS_EACH:-10} connections=${CONNECTIONS:-8} threads=${THREADS:-2} rounds=${ROUNDS:-2}
port=$((20000 + $$ % 20000)) peer=$((port + 1))
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT

make -C "$build" tests/bench/committing >/dev/null
cp -r "$index" "$work/db"
"$build/search/quanze" serve --db "$work/db" --listen "127.0.0.1:$port" --threads "$threads" --rate 0 --per-address 0 >"$work/serve.log" 2>&1 &
if [ -n "$groonga" ]; then
  groonga -s --protocol http -t "$threads" -p "$peer" --bind-address 127.0.0.1 "$groonga" >"$work/groonga.log" 2>&1 &
fi
"$build/tests/bench/committing" "$work/db" >"$work/commits" 2>"$work/commits.err" &
committing=$!

# PATHS.lua: wrk asks for one path after the other
python3 - "$queries" "$work" <<'PY'
import json, re, sys, urllib.parse
queries = [line.rstrip("\n").split("\t")[-1] for line in open(sys.argv[1], encoding="utf-8")]
quote = urllib.parse.quote

def pairs(text):
    runs = re.findall(r"[\u4e00-\u9fffA-Za-z0-9]+", text)
    found = dict.fromkeys(run[i:i + 2] for run in runs for i in range(max(1, len(run) - 1)))
    return " || ".join("text @ " + json.dumps(pair, ensure_ascii=False) for pair in found)

paths = {
    "search": ["/api/v1/search?q=" + quote(q) for q in queries],
    "ask": ["/api/v1/ask?q=" + quote(q) for q in queries],
    "suggest": ["/api/v1/suggest?q=" + quote(q[:n]) for q in queries for n in (1, 2, 3)],
    "groonga": ["/d/select?table=Articles&limit=10&sort_keys=-_score&cache=no&output_columns=_key,law,article,text,_score&filter="
                + quote(pairs(q)) for q in queries],
}
for name, list_ in paths.items():
    with open(f"{sys.argv[2]}/{name}.lua", "w", encoding="utf-8") as out:
        out.write("local paths = {" + ",".join(json.dumps(path) for path in list_) + "}\nlocal n = 0\n"
                  "request = function() n = n % #paths + 1 return wrk.format('GET', paths[n]) end\n"
                  "local bad = 0\n"
                  "done = function(summary, latency) io.write(string.format('%d requests, %.1f a second, p50 %.1f ms, p99 %.1f ms, failed %d\\n',"
                  " summary.requests, summary.requests * 1e6 / summary.duration, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,"
                  " summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout)) end\n")
PY
for _ in $(seq 100); do
  curl -sf "http://127.0.0.1:$port/healthz" >/dev/null && break
  sleep 0.1
done

failed=0
for _ in $(seq "$rounds"); do
  for name in search groonga ask suggest; do
    to=$port
    if [ "$name" = groonga ]; then
      [ -n "$groonga" ] || continue
      to=$peer
    fi
    line=$(wrk -t1 -c"$connections" -d"${each}s" --timeout 30s -s "$work/$name.lua" "http://127.0.0.1:$to" | tail -n 1)
    printf '%-8s %s\n' "$name" "$line"
    case $line in *' failed 0') ;; *) [ "$name" = groonga ] || failed=1 ;; esac
  done
done
kill -TERM "$committing"
wait "$committing" || failed=1
cat "$work/commits" "$work/commits.err"
exit $failed
