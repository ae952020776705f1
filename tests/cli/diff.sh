#!/bin/sh
# quanze diff: two versions of our own texts, rule by rule. Prints TAP.
set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
QUANZE_LEXICON=${QUANZE_LEXICON:-$source/corpus/lexicon}; export QUANZE_LEXICON
fixtures=$source/tests/fixtures/versions
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
n=0

diff_ ()   # ARGUMENTS…: output in "out", exit code in $code
{
  "$build/search/quanze" diff --db "$work/db" "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
}

check ()   # WHAT, then a command that must succeed
{
  what=$1; shift
  n=$((n + 1))
  if "$@"; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; head -c 2000 "$work/out" | sed 's/^/# /'; echo; sed 's/^/# /' "$work/err"
  fi
}

has () { LC_ALL=C grep -qF -- "$1" "$work/out"; }
complains () { LC_ALL=C grep -qF -- "$1" "$work/err"; }
exits () { test "$code" -eq "$1"; }
is_golden () { cmp -s "$work/out" "$source/tests/golden/diff/$1"; }
match () { has "\"old\":[$1],\"new\":[$2],\"relation\":\"$3\""; }   # OLD NEW RELATION

echo 1..24
"$build/indexer/quanze-index" --db "$work/db" --quiet "$fixtures" > "$work/out" 2> "$work/err"

diff_ 青河市燃气管理条例
check "for people: what changed, word against word" is_golden gas.txt
check "exits 0" exits 0

diff_ --format jsonl 《青河市燃气管理条例》
check "one object a line, every rule" test "$(grep -c '^{"schema":"quanze.diff/1"' "$work/out")" -eq 10
check "same: words and number" match '"art_1"' '"art_1"' same
check "modified" match '"art_2"' '"art_2"' modified
check "added" match '' '"art_3"' added
check "moved: words, not number" match '"art_3"' '"art_4"' moved
check "split" match '"art_4"' '"art_5","art_6"' split
check "merged" match '"art_5","art_6"' '"art_7"' merged
check "deleted, though another penalty took its number" match '"art_8"' '' deleted
check "nothing to compare a new rule with" has '"relation":"added","similarity":null'
check "which versions" has '"old_version":"青河市燃气管理条例@2010-03-01","new_version":"青河市燃气管理条例@2022-03-01"'

diff_ --format json --limit 2 青河市燃气管理条例
check "one object with the total" has '{"schema":"quanze.diffs/1","total":10,"items":[{"schema":"quanze.diff/1"'
check "and no more items than asked" test "$(grep -o '"relation"' "$work/out" | wc -l)" -eq 2

diff_ --from 2012-01-01 --to 2022-03-01 --format jsonl 青河市燃气管理条例
check "the last version not after each date" match '"art_1"' '"art_1"' same
diff_ --from '' --to '' --format jsonl 青河市燃气管理条例
check "an empty date is none" exits 0

diff_ --from 2005-01-01 青河市燃气管理条例
check "no text that old: 1" exits 1
check "and the dates there are" complains '2010-03-01、2022-03-01'
diff_ --from 2011-01-01 --to 2012-01-01 青河市燃气管理条例
check "no newer text between the dates: 1" exits 1
diff_ 燃气管理条例
check "an unknown title: 1" exits 1
check "and the nearest one" complains '最接近的是《青河市燃气管理条例》'

diff_ --from 2022-01-01 --to 2010-01-01 青河市燃气管理条例
check "dates the wrong way round are wrong usage" exits 2
diff_ --to 昨天 青河市燃气管理条例
check "what is no date is wrong usage" exits 2
diff_ --format csv 青河市燃气管理条例
check "a format it has not is wrong usage" exits 2
