#!/bin/sh
# quanze export: what it writes, quanze-index reads back, and exported again it is the same, byte for byte. Prints TAP.
. "$(dirname "$0")/indexer.subr"

corpus=$source/corpus
quanze () { "$build/search/quanze" "$@" 2> "$work/err" < /dev/null; }
export_as () { quanze export --db "$work/db" --format "$1" > "$work/out"; code=$?; }   # FORMAT
back ()   # FORMAT: read back beside the same papers and exported again
{
  quanze export --db "$work/db" --format "$1" > "$work/first"
  mkdir -p "$work/in-$1"; cp "$work/first" "$work/in-$1/list.$1"
  "$index" --quiet --db "$work/db-$1" "$work/in-$1" "$corpus/grants" "$corpus/rules" "$corpus/organisation" 2> "$work/err" || return 1
  quanze export --db "$work/db-$1" --format "$1" > "$work/second"
  cmp "$work/first" "$work/second" > "$work/out"
}
refused ()   # FILE
{
  "$index" --quiet --db "$work/bad" --report "$work/report" "$1" > "$work/out" 2> "$work/err"
  code=$?
}

echo 1..18
run --quiet "$corpus/registry" "$corpus/grants" "$corpus/rules" "$corpus/organisation"
check "the pilot county is indexed" exits 0
export_as json
check "as JSON" is "$(jq -r '"\(.schema) \(.total) \(.items | length)"' "$work/out")" "quanze.export/1 70 70"
check "with the links to the law" is "$(jq -r '.items[] | select(.id == "HD-SW-24") | .basis[1].id' "$work/out")" "棠宁县扩权强乡试点实施办法@2022-02-25#art_6__para_1__item_3"
check "the grant and who holds it today" is "$(jq -r '.items[] | select(.name == "盗伐、滥伐林木的处罚") | "\(.grant.recalled.date) \(.held_by)"' "$work/out")" "2024-07-01 棠宁县林业局"
check "the national codes" is "$(jq -r '.items[] | select(.id == "HD-SW-24") | "\(.task_type) \(.use_level) \(.power_source)"' "$work/out")" "02 5 3"
export_as csv
check "as CSV, a header and a line each item" is "$(head -n 1 "$work/out" | cut -d, -f1,2)" '"标识","清单名称"'
export_as xml
check "as XML" is "$(head -n 1 "$work/out")" '<?xml version="1.0" encoding="UTF-8"?>'
check "an element each item" test "$(grep -c '^<power>' "$work/out")" -eq 70
for format in csv json xml; do
  check "$format is read back without loss" back $format
done
check "and is one registry again" is "$(quanze powers --db "$work/db-xml" --count-by registry)" "$(printf '70\t棠宁县禾渡镇扩权强乡权力事项清单（2024年12月更新）')"
export_as trec
check "other formats are wrong usage" exits 2
printf '清单\n事项名称,事项类型,实施主体,设定依据\n放\357\277\276灯\357\277\277审批,行政许可,甲镇人民政府,《示例法》第一条\n' > "$work/odd.csv"
"$index" --quiet --db "$work/odd" "$work/odd.csv" 2> "$work/err"
quanze export --db "$work/odd" --format xml > "$work/out"
check "what XML 1.0 cannot hold is left out" grep -q '<name>放灯审批</name>' "$work/out"
printf '{"schema":"quanze.export/1","items":[' > "$work/cut.json"
refused "$work/cut.json"
check "a cut off export is refused" exits 3
check "and the report says where" grep -q '第 1 行' "$work/report"
printf '<?xml version="1.0"?>\n<quanze-export schema="quanze.export/1">\n<power><name>x</power>' > "$work/cut.xml"
refused "$work/cut.xml"
check "XML as well" exits 3
"$index" --quiet --db "$work/norules" "$corpus/rules" > /dev/null 2>&1
"$build/search/quanze" export --db "$work/norules" > "$work/out" 2> "$work/err"; code=$?
check "no registry: nothing found" exits 1
