#!/bin/sh
# quanze check over decisions with planted faults: all found, none invented. Prints TAP.
set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-03-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
QUANZE_LEXICON=${QUANZE_LEXICON:-$source/corpus/lexicon}; export QUANZE_LEXICON
fixtures=$source/tests/fixtures/check
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
n=0

quanze_check ()   # ARGUMENTS…: output in "out", exit code in $code
{
  "$build/search/quanze" check --db "$work/db" "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
}

check ()   # WHAT, then a command that must succeed
{
  what=$1; shift
  n=$((n + 1))
  if "$@"; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; head -c 3000 "$work/out" | sed 's/^/# /'; echo; head -c 2000 "$work/err" | sed 's/^/# /'
  fi
}

# Errors and warnings of FILE as planted.tsv lists them, sorted: code, severity, the words at the place.
found ()
{
  jq -r --rawfile text "$1" 'select(.severity != "note") |
    [.code, .severity, (if .at.start == null then "-" else $text[.at.start:.at.end] end)] | join("\t")' "$work/out" | sort
}

planted () { awk -F '\t' -v file="$1" '$1 == file { print $2 "\t" $3 "\t" $4 }' "$2" | sort; }

exact ()   # FILE TABLE: the planted faults and no other; what was found names what it must
{
  name=$(basename "$1")
  planted "$name" "$2" > "$work/wanted"
  found "$1" > "$work/has"
  diff "$work/wanted" "$work/has" > "$work/diff" || { sed 's/^/# /' "$work/diff"; return 1; }
  awk -F '\t' -v file="$name" '$1 == file { print $2 "\t" $5 }' "$2" > "$work/words"
  while IFS='	' read -r kind words; do
    jq -r --arg code "$kind" 'select(.code == $code) | .found + " " + (.suggest // "")' "$work/out" | grep -qF "$words" ||
      { echo "# $kind does not name $words"; return 1; }
  done < "$work/words"
}

exits () { test "$code" -eq "$1"; }
says () { grep -qF -- "$1" "$work/out"; }

"$build/indexer/quanze-index" --db "$work/db" --quiet "$source/corpus/registry" "$source/corpus/grants" \
  "$source/corpus/rules" "$source/corpus/organisation" "$fixtures/rules" 2> "$work/err"

for file in "$fixtures"/*.txt; do
  quanze_check --format jsonl "$file"
  check "$(basename "$file"): the planted faults, no other" exact "$file" "$fixtures/planted.tsv"
done
for file in "$fixtures"/second/*; do
  case $file in
    *docx-source.txt) "$build/tests/cli/make_docx" "$file" "$work/decision.docx"; quanze_check --format jsonl "$work/decision.docx" ;;
    *) quanze_check --format jsonl "$file" ;;
  esac
  check "second/$(basename "$file"): the planted faults, no other" exact "$file" "$fixtures/second-planted.tsv"
done

quanze_check "$fixtures/clean-1-sign.txt"
check "nothing to find: exit 0" exits 0
check "the days are told, and which was assumed" says '违法行为日：2024年3月5日（推定'
quanze_check "$fixtures/04-fine-too-high.txt"
check "findings: exit 1" exits 1
check "text has the line and the words" says '第 16 行“罚款人民币捌仟元整'
quanze_check --severity error --format json "$fixtures/14-on-the-spot.txt"
check "--severity leaves out what is lighter" test "$(jq .total "$work/out")" = 1
quanze_check --act-date 2023-07-01 --format jsonl "$fixtures/clean-1-sign.txt"
check "--act-date: the later, heavier text was not in force" test "$(jq -r 'select(.severity == "error").code' "$work/out")" = not-in-force
quanze_check --decision-date 2030-13-01 "$fixtures/clean-1-sign.txt"
check "no such date: exit 2" exits 2
quanze_check --act-date 2024-05-02 --decision-date 2024-05-01 "$fixtures/clean-1-sign.txt"
check "the act after the decision: exit 2" exits 2
quanze_check "$work/none.txt"
check "no such file: exit 5" exits 5
"$build/search/quanze" check --db "$work/nodb" "$fixtures/clean-1-sign.txt" > "$work/out" 2> "$work/err"; code=$?
check "no index: exit 4" exits 4
echo "1..$n"
