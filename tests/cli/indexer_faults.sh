#!/bin/sh
# quanze-index when things go wrong on the way: workers that die or hang, signals, a second writer. Prints TAP.
. "$(dirname "$0")/indexer.subr"

# A text that takes a worker long: many articles, each with items. Lines of our own.
heavy ()   # FILE ARTICLES
{
  awk -v n="$2" 'BEGIN { print "# 岚川省冗长条例\n\n2020年1月1日 岚川省人民代表大会常务委员会通过\n\n<!-- INFO END -->\n"
    for (i = 1; i <= n; i++) printf "第%d条 有下列情形之一的，由县级水务部门责令改正，依照本条例第%d条处理：\n\n（一）堆放物料的；\n\n（二）倾倒垃圾的。\n\n", i, i }' > "$1"
}
rebuilt () { rm -rf "$work/fresh"; "$index" --db "$work/fresh" --quiet "$work/in" 2> /dev/null; same_index "$work/db" "$work/fresh"; }

echo 1..15
texts "$work/in"; heavy "$work/in/heavy.md" 20000
run --limit-seconds 1 --report "$work/report" "$work/in"
check "a document that takes too long is given up" exits 3
check "with the reason" is "$(member report heavy.md .error.code)" timeout
check "the rest is in" is "$(jq -rs 'map(select(.status == "indexed")) | length' "$work/report")" 4

# The children of the indexer are its workers, known from /proc. One is killed while it reads the heavy text.
if test -d /proc/self; then
  rm -rf "$work/db"
  "$index" --db "$work/db" --jobs 1 --report "$work/report" "$work/in" > "$work/out" 2> "$work/err" & pid=$!
  for i in 1 2 3 4 5 6 7 8 9 10; do
    sleep 0.2; worker=$(cat "/proc/$pid/task/$pid/children" 2> /dev/null)
    test -n "$worker" && test -d "$work/db" && break
  done
  sleep 0.7; kill -SEGV $worker 2> /dev/null
  wait $pid; code=$?
  check "a worker that crashes costs its document" exits 3
  check "with the reason" is "$(member report heavy.md .error.code)" crashed
  check "the rest is in" is "$(jq -rs 'map(select(.status == "indexed")) | length' "$work/report")" 4

  run --report "$work/report" "$work/in"
  check "what crashed is tried again" is "$(member report heavy.md .status)" indexed
else
  skip "a worker that crashes (/proc is not mounted)" 4
fi

heavy "$work/in/heavy.md" 2000
# A run killed at any moment leaves the last commit; the next one makes it whole.
for moment in 0.2 0.6 1.2; do
  rm -rf "$work/db"
  "$index" --db "$work/db" --quiet "$work/in" > "$work/out" 2> "$work/err" & pid=$!
  sleep $moment; kill -KILL $pid 2> /dev/null; wait $pid 2> /dev/null
  run --quiet "$work/in"
  check "killed after $moment s, the next run gives the same index" rebuilt
done

rm -rf "$work/db"; heavy "$work/in/heavy.md" 8000
"$index" --db "$work/db" --quiet "$work/in" > "$work/out" 2> "$work/err" & pid=$!
# Not before it writes: a shell starts what runs behind it with SIGINT ignored, until the program asks for it.
for try in $(seq 1000); do test -d "$work/db" && break; sleep 0.01; done
kill -INT $pid; wait $pid; code=$?
check "an interrupted run ends by its signal" exits 130
run --quiet "$work/in"
check "and the next one gives the same index" rebuilt
heavy "$work/in/heavy.md" 2000

"$index" --db "$work/db" --rebuild --quiet "$work/in" > "$work/out" 2> "$work/err" & pid=$!
sleep 0.3
run "$work/in/a.md"
check "two writers: the second is turned away" exits 4
check "and told why" test -s "$work/err"
wait $pid

# Workers are this program started anew; where /proc is not mounted (a bare chroot) by the way it was called.
# A sanitizer build reads its own options and stacks from /proc.
if ! grep -q __asan_init "$index" && unshare -rm sh -c 'mount -t tmpfs none /proc' 2> /dev/null; then
  PATH="$(dirname "$index"):$PATH" unshare -rm sh -c 'mount -t tmpfs none /proc && exec quanze-index "$@"' sh \
    --db "$work/bare" --quiet "$work/in" > "$work/out" 2> "$work/err"; code=$?
  check "without /proc the workers are found by name" exits 0
else
  skip "without /proc (no namespaces here, or a sanitizer build)" 1
fi
