#!/usr/bin/env bash
# Incremental equals rebuild over real laws: tests/shared/incremental.sh LAWS BUILD
#
# Folders of LAWS are indexed without some texts; then these come one by one: a newer version, a text that repeals another; then
# an old version goes. After each step only what changed was read, and records, terms, links and metadata equal those of
# an index built at once. The last line is one JSON object with the figures.
set -euo pipefail
export LC_ALL=C.UTF-8
laws=$(realpath "$1") build=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
steps=0 equal=0 alone=0

index () { local code=0; "$build/indexer/quanze-index" --quiet --db "$@" 2>/dev/null || code=$?; [ $code = 0 ] || [ $code = 3 ]; }
dump () { "$build/tests/cli/index_dump" "$1" >"$2"; }

# step WHAT READ: after a run over what the folder holds now, READ texts were read
step () {
  index "$work/db" --prune --report "$work/report" "$work/in"
  local read same=no
  read=$(jq -r 'select(.status == "indexed") | .path' "$work/report" | wc -l)
  rm -rf "$work/fresh"
  index "$work/fresh" "$work/in"
  dump "$work/db" "$work/one"
  dump "$work/fresh" "$work/two"
  cmp -s "$work/one" "$work/two" && same=yes
  steps=$((steps + 1))
  [ $same = yes ] && equal=$((equal + 1))
  [ "$read" = "$2" ] && alone=$((alone + 1))
  echo "$1: read $read (expected $2), equals a rebuild: $same"
}
# status ID DAY WANTED: without any run
status () {
  local found
  found=$("$build/search/quanze" show "$1" --db "$work/db" --as-of "$2" --format json | jq -r .status)
  steps=$((steps + 1))
  if [ "$found" = "$3" ]; then equal=$((equal + 1)); alone=$((alone + 1)); fi
  echo "$1 on $2: $found (expected $3)"
}

mkdir "$work/in"
cp -r "$laws/诉讼与非诉讼程序法" "$laws/行政法" "$laws/社会法" "$work/in/"
mkdir "$work/later"
mv "$work/in/诉讼与非诉讼程序法/行政复议法(2023-09-01).md" "$work/in/社会法/学位法(2024-04-26).md" "$work/later/"
n=$(find "$work/in" -name '*.md' | wc -l)
index "$work/db" --report "$work/report" "$work/in"
first=$(jq -r 'select(.status == "indexed") | .path' "$work/report" | wc -l)
echo "$n files, $first indexed"
step "again" 0
status '行政复议法@2017-09-01' 2023-12-31 current
cp "$work/later/行政复议法(2023-09-01).md" "$work/in/诉讼与非诉讼程序法/"
step "a newer version comes" 1
status '行政复议法@2017-09-01' 2023-12-31 current
status '行政复议法@2023-09-01' 2023-12-31 not-yet-in-force
status '行政复议法@2017-09-01' 2024-01-01 amended
status '行政复议法@2023-09-01' 2024-01-01 current
status '学位条例@2004-08-28' 2025-01-01 current
cp "$work/later/学位法(2024-04-26).md" "$work/in/社会法/"
step "a text that repeals another comes" 1
status '学位条例@2004-08-28' 2024-12-31 current
status '学位条例@2004-08-28' 2025-01-01 repealed
rm "$work/in/诉讼与非诉讼程序法/行政复议法(2017-09-01).md"
step "the old version goes" 0
rm "$work/in/社会法/学位法(2024-04-26).md"
step "the repealing text goes" 0
status '学位条例@2004-08-28' 2025-01-01 current
printf '{"steps": %d, "equal": %s, "only_what_changed": %s}\n' $steps "$(awk -v a=$equal -v b=$steps 'BEGIN { print a / b }')" \
  "$(awk -v a=$alone -v b=$steps 'BEGIN { print a / b }')"
