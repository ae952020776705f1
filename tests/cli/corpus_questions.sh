#!/bin/sh
# The questions of the pilot county (corpus/questions.tsv) are answered from its own papers.
# Every question is asked alone, as of the day it names; what an answer misses is printed.
# The number that must be right only rises. Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY
floor=40

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
corpus=$source/corpus
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM

echo 1..3
if "$build/indexer/quanze-index" --db "$work/db" --quiet \
  "$corpus/registry" "$corpus/grants" "$corpus/rules" "$corpus/organisation" 2> "$work/log"; then
  echo "ok 1 - the pilot county is indexed"
else
  echo "not ok 1 - the pilot county is indexed"; sed 's/^/# /' "$work/log"
fi

# What the answer in file "json" misses, one a line. Reads the fields of the first answer.
missing ()   # EXIT, then the columns from intent on
{
  LC_ALL=C awk -v code="$1" -v intent="$2" -v wanted="$3" -v holder="$4" -v mode="$5" \
    -v citation="$6" -v total="$7" -v words="$8" '
    function field (text, name,   at, rest)
    {
      at = index (text, "\"" name "\":\"")
      if (! at) return ""
      rest = substr (text, at + length (name) + 4)
      return substr (rest, 1, index (rest, "\"") - 1)
    }
    { json = json $0 }
    END {
      at = index (json, "\"answers\":[{"); first = at ? substr (json, at) : ""
      at = index (first, "\"basis\":["); basis = at ? substr (first, at) : ""
      at = index (basis, "}]"); if (at) basis = substr (basis, 1, at)
      if (code != wanted) print "exit " code
      if (field (json, "intent") != intent) print "intent " field (json, "intent")
      if (holder != "" && ! index (field (first, "holder"), holder)) print "holder " field (first, "holder")
      if (mode != "" && field (first, "mode") != mode) print "mode " field (first, "mode")
      if (citation != "" && ! index (basis, "\"citation\":\"" citation)) print "no " citation
      if (total != "" && ! match (json, "\"count\":{\"total\":" total "[^0-9]")) print "count is not " total
      if (words != "" && ! index (json, words)) print "no " words
    }' "$work/json"
}

right=0; asked=0; crashed=0
# A tab is white space to read, which would swallow empty columns: another separator.
sed 1d "$corpus/questions.tsv" | tr '\t' '\037' > "$work/questions"
us=$(printf '\037')
while IFS=$us read -r qid question as_of intent wanted holder mode citation total words; do
  asked=$((asked + 1))
  "$build/search/quanze" ask --db "$work/db" --format json ${as_of:+--as-of "$as_of"} "$question" \
    > "$work/json" 2> "$work/log" < /dev/null
  code=$?
  [ "$code" -le 1 ] || crashed=$((crashed + 1))
  found=$(missing "$code" "$intent" "$wanted" "$holder" "$mode" "$citation" "$total" "$words")
  if [ -z "$found" ]; then right=$((right + 1))
  else echo "# $qid $question"; printf '%s\n' "$found" | sed 's/^/#     /'; fi
done < "$work/questions"

[ "$crashed" -eq 0 ] && echo "ok 2 - every question gets an answer or says that it found none" \
  || echo "not ok 2 - $crashed questions ended in an error"
[ "$right" -ge "$floor" ] && echo "ok 3 - $right of $asked right, at least $floor" \
  || echo "not ok 3 - $right of $asked right, at least $floor"
