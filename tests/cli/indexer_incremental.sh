#!/bin/sh
# quanze-index twice: what is unchanged is skipped, what changes is replaced, what goes is removed, and the
# index is in the end the one that a rebuild gives. Prints TAP.
. "$(dirname "$0")/indexer.subr"

rebuilt ()   # the index of the same files built at once, whatever the number of workers
{
  rm -rf "$work/fresh"
  "$index" --db "$work/fresh" --jobs "${1:-1}" --quiet "$work/in" 2> /dev/null
  same_index "$work/db" "$work/fresh"
}
status () { member report "$1" .status; }

echo 1..35
texts "$work/in"
run --jobs 3 --report "$work/report" "$work/in"
check "a first run" exits 0
check "the first of two files of one version is indexed" is "$(status /a.md)" indexed
check "the second is a duplicate" is "$(status /b.md)" duplicate
check "of the first" is "$(member report /b.md .duplicate_of)" "$work/in/a.md"
check "both parts of the code are in" is "$(status /code-1.md)$(status /code-2.md)" indexedindexed
dump "$work/db" "$work/all"
check "the code is one instrument" test "$(grep -c '^record {"kind":"instrument".*"key":"岚川省市政法典"' "$work/all")" -eq 1
check "with all its articles" grep -q '"key":"岚川省市政法典".*"articles":\["art_1","art_2","art_3","art_4"\]' "$work/all"
check "a citation is a link" grep -q '^term L岚川省河道清障条例#art_3 1$' "$work/all"
check "with one worker as with three" rebuilt 1

run --report "$work/report" "$work/in"
check "again: nothing to do" exits 0
check "all unchanged, the duplicate still one" is "$(jq -r .status "$work/report" | sort | uniq -c | tr -s ' \n' ' ')" " 1 duplicate 4 unchanged "
check "and nothing is committed" is "$(dump "$work/db" "$work/again"; cmp "$work/all" "$work/again" && echo same)" same

law "$work/in/rules/oldest.md" 岚川省路灯管理办法 '2011年5月6日 岚川省人民政府公布' '第一条 为了加强路灯管理，制定本办法。'
run --report "$work/report" "$work/in"
check "a changed file is read again, alone" is "$(jq -r 'select(.status == "indexed") | .path' "$work/report")" "$work/in/rules/oldest.md"
dump "$work/db" "$work/all"
check "its old records are gone" test "$(grep -c '岚川省路灯管理办法@2011-05-06#art_2' "$work/all")" -eq 0
check "as rebuilt" rebuilt 2

law "$work/in/code-2.md" 岚川省市政法典 '2021年1月1日 岚川省人民代表大会通过' '第三条 排水设施由排水单位养护。' '第四条 略。' '第五条 本法典自公布之日起施行。'
run "$work/in"
dump "$work/db" "$work/all"
check "a changed part changes the whole" grep -q '"key":"岚川省市政法典".*"art_4","art_5"\]' "$work/all"
check "as rebuilt" rebuilt 2

mv "$work/in/a.md" "$work/gone.md"
run "$work/in" --report "$work/report"
check "a file that is gone stays until it is pruned" test -z "$(status /a.md)"
run --prune --report "$work/report" "$work/in"
check "--prune removes it" is "$(status /a.md)" removed
check "and its duplicate takes its place" is "$(status /b.md)" indexed
check "as rebuilt" rebuilt 2
mv "$work/gone.md" "$work/in/a.md"
run --report "$work/report" "$work/in"
check "it comes back, and the other is a duplicate again" is "$(status /a.md)$(status /b.md)" indexedduplicate
check "as rebuilt" rebuilt 2
law "$work/in/whole.md" 岚川省市政法典 '2021年1月1日 岚川省人民代表大会通过' \
  '第一条 为了统一市政管理，制定本法典。' '第二条 街道的清扫由街道办事处负责。' \
  '第三条 排水设施由排水单位养护。' '第四条 略。' '第五条 本法典自公布之日起施行。'
run --report "$work/report" "$work/in"
check "the whole of a code beside its parts repeats them" is "$(status whole.md)" duplicate
check "as rebuilt" rebuilt 2
mkdir "$work/in/0"; mv "$work/in/whole.md" "$work/in/0/"
run --prune --report "$work/report" "$work/in"
check "before them by path it is they that repeat it" is "$(status 0/whole.md)$(status code-1.md)$(status code-2.md)" indexedduplicateduplicate
check "as rebuilt" rebuilt 2
rm "$work/in/code-1.md" "$work/in/0/whole.md"
run --prune "$work/in"
check "without its first part the code is what is left" rebuilt 2

law "$work/in/twin.md" 岚川省路灯管理办法 '2011年5月6日 岚川省人民政府公布' \
  '第一条 全然不同的另一件文件，谈的是渔船进出港口报告的时间和方式。' '第二条 渔港监督机构收到报告后应当登记备查，并且告知船主风浪预警。'
run --report "$work/report" "$work/in"
check "another text of the same title and date is no duplicate" is "$(status twin.md)" indexed
check "as rebuilt" rebuilt 2

echo '# 岚川省河道清障条例' > "$work/in/a.md"
run --report "$work/report" "$work/in"
check "a file that lost its text is refused, its duplicate takes over" is "$(status /a.md)$(status /b.md)" refusedindexed
check "as rebuilt" rebuilt 2

"$index" --db "$work/db" --rebuild --quiet 2> "$work/err" > "$work/out"; code=$?
check "a rebuild without paths reads the files that it knows" exits 3
check "and gives the same index" rebuilt 2
rm -rf "$work/in"
run --prune --quiet
check "all gone: an empty index" test "$("$build/tests/cli/index_dump" "$work/db" | grep -c ^record)" -eq 0
