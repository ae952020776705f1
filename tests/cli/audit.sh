#!/bin/sh
# quanze audit: every finding code over a registry of our own (tests/fixtures/audit), the pilot county's audit whole,
# filters, formats, exit codes. The golden files are the text that people read: tests/golden/audit/*.txt; AUDIT_UPDATE=1
# writes them anew. Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
golden=$source/tests/golden/audit
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
n=0

audit ()   # DB OPTIONS…: output in "out", exit code in $code
{
  db=$1; shift
  "$build/search/quanze" audit --db "$work/$db" "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
}

check ()   # WHAT, then a command that must succeed
{
  what=$1; shift
  n=$((n + 1))
  if "$@"; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; echo "# exit code $code"; head -c 600 "$work/out" | sed 's/^/# /'; echo; sed 's/^/# /' "$work/err"
  fi
}

exits () { test "$code" -eq "$1"; }
complains () { LC_ALL=C grep -qF -- "$1" "$work/err"; }
has () { LC_ALL=C grep -qF -- "$1" "$work/out"; }
lines () { test "$(wc -l < "$work/out")" -eq "$1"; }
as_golden ()
{
  test -z "${AUDIT_UPDATE:-}" || cp "$work/out" "$golden/$1"
  diff "$golden/$1" "$work/out" > "$work/diff" || { sed 's/^/# /' "$work/diff"; false; }
}

# CODE SEVERITY ITEM: that finding, of that item ("-": of no item), and of the quiet items none
finds () { jq --arg c "$1" --arg s "$2" --arg p "$3" 'select(.code == $c and .severity == $s and (.power // "-") == $p)' "$work/all" | grep -q .; }
quiet () { ! jq --arg p "$1" 'select(.power == $p)' "$work/all" | grep -q .; }

# every finding code of CONTRACT.md with the items that must have it, and how bad it is
cases="no-such-instrument note T-12
no-such-instrument note T-18
no-such-provision error T-05
renumbered error T-02
renumbered error T-03
renumbered error T-35
renumbered warning T-28
quote-drift warning T-04
quote-drift warning T-36
repealed error T-06
not-in-force error T-07
older-version error T-26
older-version note T-17
no-basis error T-11
basis-too-low error T-09
basis-too-low error T-10
basis-too-low warning T-29
basis-too-low warning T-30
basis-too-low error T-32
coercion-entrusted error T-15
subdelegated error T-16
subdelegated error T-24
grant-expired error T-17
grant-expired error T-20
recalled error T-18
recalled note T-19
out-of-territory error T-08
superior-changed note T-02
mode-unsupported error T-14
mode-unsupported warning T-21
mode-unsupported warning T-34
grant-without-basis error T-15
grant-without-basis warning T-16
grant-without-basis warning T-25
grant-incomplete warning T-16
grantor-not-holder warning T-22
procedure note T-09
duplicate-holder warning T-23
duty-without-power warning -
power-without-duty warning T-24
dangling-internal warning T-13"

echo 1..$((35 + $(echo "$cases" | wc -l)))
"$build/indexer/quanze-index" --db "$work/codes" --quiet "$source/tests/fixtures/audit" > "$work/out" 2> "$work/err"
code=$?
check "the registry of planted faults is indexed" exits 0

audit codes --format jsonl
cp "$work/out" "$work/all"
check "findings give exit 1" exits 1
echo "$cases" > "$work/cases"
while read -r c s p; do
  check "$c, $s: $p" finds "$c" "$s" "$p"
done < "$work/cases"
check "an item in order has no finding" quiet T-01
check "a rule may set a warning and a small fine" quiet T-31
check "authorised by a regulation's own clause" quiet T-33
check "what is not held is never an error" \
  test "$(jq -r 'select(.code == "no-such-instrument") | .severity' "$work/all" | sort -u)" = note
check "every code of the contract stands in the table" \
  test "$(cut -d' ' -f1 "$work/cases" | sort -u | wc -l)" -eq 24
check "a renumbered rule is named ready to paste" \
  test "$(jq -r 'select(.code == "renumbered" and .power == "T-02") | .suggest' "$work/all")" = "《岚川省路灯管理条例》第四条"
check "a repealed rule's successor too" \
  test "$(jq -r 'select(.code == "repealed") | .suggest' "$work/all")" = "《岚川省水上灯饰管理办法》第三条"
check "words of another document are named with it" \
  test "$(jq -r 'select(.power == "T-27") | .suggest' "$work/all")" = "《岚川省路灯管理条例》第四条"
check "row and sheet of the registry" \
  test "$(jq -r 'select(.code == "repealed") | "\(.at.sheet) \(.at.row)"' "$work/all")" = "lamps 8"
audit codes
check "text for people" as_golden codes.txt

audit codes --format json
check "one object" test "$(jq -r '"\(.schema) \(.as_of) \(.total == (.items | length))"' "$work/out")" = "quanze.findings/1 2025-01-01 true"
check "with the summary" test "$(jq -c '.summary | [.items, .uncovered, .missing, .repealed]' "$work/out")" = '[36,1,1,1]'

audit codes --format jsonl --code repealed
check "--code" lines 1
audit codes --format jsonl --severity error
check "--severity" test "$(jq -r .severity "$work/out" | sort -u)" = error
audit codes --format jsonl --severity 警告
check "--severity in Chinese takes in what is worse" test "$(jq -r .severity "$work/out" | sort -u | tr '\n' ' ')" = "error warning "
audit codes --format jsonl --holder 门牌局
check "--holder" test "$(jq -r '.power // empty' "$work/out" | sort -u | tr '\n' ' ')" = "T-08 T-28 "
audit codes --format jsonl --law 门牌管理条例
check "--law" test "$(jq -r '.power // empty' "$work/out" | grep -c T-02)" -eq 0
audit codes --format jsonl --limit 2 --offset 1
check "--limit and --offset" lines 2
audit codes --code repealed --name 门牌
check "nothing found gives exit 0" exits 0
check "and still the summary of all" has "以下列出其中 0 个"

audit codes --format jsonl --as-of 2019-06-01 --name 路灯灯杆
check "on a day of the old text its number is right" test "$(jq -r 'select(.power == "T-02" and .code != "superior-changed") | .code' "$work/out" | wc -l)" -eq 0
audit codes --format jsonl --as-of 2025-08-01 --code not-in-force
check "once in force no longer not in force" lines 0

audit codes --format jsonl --as-of 2024-01-15 --code recalled
check "before the day nothing is recalled" lines 0

audit codes --help
check "--help lists every code" test "$(cut -d' ' -f1 "$work/cases" | sort -u | while read -r c; do grep -c "^  $c " "$work/out"; done | grep -c 1)" -eq 24

audit codes --code no-such-code
check "an unknown code is wrong usage" exits 2
check "and says so" complains no-such-code
audit codes --severity fatal
check "an unknown severity too" exits 2
audit codes --format csv
check "and a format it has not" exits 2
audit missing
check "no index" exits 4

"$build/indexer/quanze-index" --db "$work/pilot" --quiet "$source/corpus/registry" "$source/corpus/grants" "$source/corpus/rules" \
  "$source/corpus/organisation" > "$work/out" 2> "$work/err"
code=$?
check "the pilot county is indexed" exits 0
audit pilot
check "the pilot county's audit" as_golden pilot.txt
audit pilot --severity error --format jsonl
check "three items are authorised by a county's paper alone" \
  test "$(jq -r '"\(.code) \(.power)"' "$work/out" | tr '\n' ' ')" = "mode-unsupported HD-SW-08 mode-unsupported HD-SW-20 mode-unsupported HD-SW-47 "
audit pilot --as-of 2027-05-01 --format jsonl --code grant-expired
check "when the letters have run out, each item is named" lines 25
