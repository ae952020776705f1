#!/bin/sh
# quanze powers over the pilot county: filters, counts, formats, exit codes, and what a declared mode is worth.
# Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
corpus=$source/corpus
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
n=0

powers ()   # OPTIONS…: output in "out", exit code in $code
{
  "$build/search/quanze" powers --db "$work/db" "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
}

check ()   # WHAT, then a command that must succeed
{
  what=$1; shift
  n=$((n + 1))
  if "$@"; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; head -c 600 "$work/out" | sed 's/^/# /'; echo; sed 's/^/# /' "$work/err"
  fi
}

has () { LC_ALL=C grep -qF -- "$1" "$work/out"; }
lacks () { ! has "$1"; }
count () { test "$(LC_ALL=C grep -c -- "$2" "$work/out")" -eq "$1"; }
exits () { test "$code" -eq "$1"; }
complains () { LC_ALL=C grep -qF -- "$1" "$work/err"; }

echo 1..40
"$build/indexer/quanze-index" --db "$work/db" --quiet \
  "$corpus/registry" "$corpus/grants" "$corpus/rules" "$corpus/organisation" > "$work/out" 2> "$work/err"
code=$?
check "the pilot county is indexed" exits 0

powers --format jsonl
check "all items, one a line" count 70 '^{"schema":"quanze.power/1"'
check "path, sheet and row of the source" has '"source":{"path":"'
check "the row is the spreadsheet's, from 1" has 'hedu-powers.csv","sheet":"hedu-powers","row":3}'
check "exit 0" exits 0

powers --format json --limit 2
check "one object with the total" has '"schema":"quanze.powers/1","total":70,'
check "and no more items than asked" test "$(grep -o '"schema":"quanze.power/1"' "$work/out" | wc -l)" -eq 2

powers --format jsonl --offset 68
check "offset" count 2 quanze.power/1

powers --count-by mode_declared
check "27 entrusted as registered" has "$(printf '27\t委托')"
check "26 authorised as registered" has "$(printf '26\t授权')"
powers --count-by mode
check "22 that a local regulation authorises" has "$(printf '22\t授权')"
check "3 by a county notice alone are entrustment" has "$(printf '28\t委托')"
check "3 recalled by the day" has "$(printf '3\t收回')"
powers --count-by mode --as-of 2024-01-01
check "before the recalls" has "$(printf '23\t授权\n')"
powers --count-by category --format json
check "counts as JSON" has '{"value":"行政处罚","count":24}'
powers --count-by 下放部门
check "a column by its printed name" has "$(printf '7\t棠宁县城市管理局')"

powers --mode-declared 授权 --mode 委托 --format jsonl
check "declared 授权, worth 委托" count 3 '"mode":"entrusted","mode_declared":"authorized","mode_reason":"登记为授权'
powers --mode entrusted --from-department 林业 --format jsonl
check "mode by its English name, department by a part of its name" count 1 '"from_department":"棠宁县林业局"'
powers --law 《岚川省小餐饮和食品摊贩管理条例》第五条 --format jsonl
check "items that rest on an article" has '"code":"HD-SW-49"'
check "and on no other" lacks '"code":"HD-SW-48"'
powers --law 小餐饮和食品摊贩管理条例 --format jsonl
check "items that rest on an instrument, by a part of its title" has '"code":"HD-SW-48"'
powers --status 已失效 --format jsonl
check "recalled items" count 3 '"status":"repealed"'
powers --status current --as-of 2024-01-01 --count-by status
check "in force before they were recalled" has "$(printf '70\tcurrent')"
powers --name 低保 --holder 没有
check "nothing found is 1" exits 1
powers --name 没有这样的事项 --format json
check "and an empty list" has '"total":0,"items":[]'

powers --format jsonl --name 小餐饮登记
check "a basis in force is resolved" has '"resolution":"resolved"'
check "its words are compared" has '"quote":"“小餐饮登记”","quote_match":1'
check "one not in the index is said to be so" has '"id":null,"status":"unknown","resolution":"no-such-instrument"'

powers --format csv
check "CSV has a header that the registry reader knows" has '编码,名称,子项名称,事项类型,实施主体,'
mkdir "$work/again" && cp "$work/out" "$work/again/清单.csv"
"$build/indexer/quanze-index" --db "$work/db2" --quiet "$work/again" > "$work/out" 2> "$work/err"
"$build/search/quanze" powers --db "$work/db2" --count-by mode_declared > "$work/out" 2> "$work/err"
check "what it wrote is read back" has "$(printf '27\t委托')"

powers --mode 乱
check "an unknown mode is wrong usage" exits 2
check "and named" complains 乱
powers --count-by 颜色
check "an unknown column is wrong usage" exits 2
powers 许可
check "a word without an option too" exits 2
"$build/search/quanze" powers --db "$work/none" > "$work/out" 2> "$work/err"; code=$?
check "no index is 4" exits 4

powers --from-department 县工商局 --count-by from_department
check "an old name finds the body of today" has "$(printf '6\t棠宁县市场监督管理局')"
powers --from-department 工商局 --limit 1
check "and the list says so" has '“工商局”即现在的“市场监督管理局”'
powers --from-department 工商局 --limit 1 --format json
check "with the step, its date and its instrument" test "$(jq -r '.bodies[0] | "\(.from) \(.to) \(.since)"' "$work/out")" = "工商 市场监督管理 2018-03-17"
powers --as-of 2027-06-01 --count-by held_by
check "after the letters' term the county's departments hold the power again" has "$(printf '42\t禾渡镇人民政府')"
powers --name 盗伐 --format jsonl
check "grant: from, to, dates and the recall" test "$(jq -r '.grant | "\(.from) \(.to) \(.date) \(.until) \(.recalled.date)"' "$work/out")" = "棠宁县林业局 禾渡镇人民政府 2022-04-01 2024-06-30 2024-07-01"
