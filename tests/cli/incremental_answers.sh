#!/bin/sh
# What changes in the index and what changes with the day: a newer version, a repeal, a removal, a first day in force that
# comes. Each time the answers, links and back-links are those of an index built at once from the same files, and nothing
# that did not change is read again. Prints TAP.
. "$(dirname "$0")/indexer.subr"
quanze=$build/search/quanze
QUANZE_LEXICON=${QUANZE_LEXICON:-$source/corpus/lexicon}; export QUANZE_LEXICON

today () { QUANZE_TODAY=$1; export QUANZE_TODAY; }

# Everything that may be asked, in one file; of DB, today and on two other days.
answers ()   # DB FILE
{
  for day in "" --as-of=2021-06-01; do
    for command in "search 清障" "show 岚川省河道清障条例第三条" "cite $work/in/rules/oldest.md" powers audit \
      "ask 谁有权处罚在河道内堆放物料？"; do
      set -- $command
      "$quanze" "$@" --db "$db" --format "$(case $1 in cite | powers | audit) echo jsonl ;; *) echo json ;; esac)" $day 2>&1
      echo "$command $day: $?"
    done
  done
}
same_answers ()   # as an index of the same files made now
{
  rm -rf "$work/fresh"
  "$index" --db "$work/fresh" --quiet "$work/in" 2> /dev/null
  db=$work/db; answers > "$work/one"
  db=$work/fresh; answers > "$work/two"
  same_index "$work/db" "$work/fresh" && diff "$work/one" "$work/two" > "$work/out" && test -s "$work/one"
}
indexed () { jq -r 'select(.status == "indexed") | .path | sub(".*/"; "")' "$work/report" | tr '\n' ' '; }
status () { "$quanze" show "$1" --db "$work/db" --format json ${2:-} 2> /dev/null | jq -r .status; }
cited () { "$quanze" cite "$work/in/rules/oldest.md" --db "$work/db" --format jsonl | jq -r 'select(.text | startswith("《岚川省河道")) | .targets[0] | .id + " " + .version_status'; }
cited_by () { "$quanze" show "$1" --db "$work/db" --format json | jq -r '[.cited_by.items[].id] | sort | join(" ")'; }

echo 1..28
today 2021-06-01
texts "$work/in"
cat > "$work/in/powers.csv" <<EOF
序号,职权名称,职权类别,实施主体,设定依据
1,对在河道内堆放物料的处罚,行政处罚,岚川省水务厅,《岚川省河道清障条例》第三条：在河道内堆放物料的，由县级水务部门责令限期清除
EOF
run --report "$work/report" "$work/in"
check "a first run" exits 0
check "as rebuilt" same_answers
check "what the article is cited by: a rule and a power" \
  is "$(cited_by 岚川省河道清障条例第三条 | tr ' ' '\n' | grep -c .)" 2

law "$work/in/newer.md" 岚川省河道清障条例 '2020年3月1日 岚川省人民代表大会常务委员会通过

2023年5月1日 岚川省人民代表大会常务委员会修订

2024年1月1日 施行' '第一条 为了保持河道畅通，制定本条例。' '第二条 在河道内堆放物料的，由县级水务部门责令限期清除，可以处二千元以上一万元以下罚款。' '第三条 沿河单位应当配合清障。'
run --report "$work/report" "$work/in"
check "a newer version alone is read" is "$(indexed)" "newer.md "
check "the answers are those of a rebuild" same_answers
check "before its first day the old one is in force" is "$(status 岚川省河道清障条例@2020-03-01)" current
check "and the new one is not yet" is "$(status 岚川省河道清障条例@2023-05-01)" not-yet-in-force
check "a rule older than both texts means neither, and is told so" \
  is "$(cited)" "岚川省河道清障条例@2020-03-01#art_3 older-version-needed"
today 2024-06-01
check "on a later day the new one is, without a run" is "$(status 岚川省河道清障条例@2023-05-01)" current
check "and the old one amended" is "$(status 岚川省河道清障条例@2020-03-01)" amended
run --report "$work/report" "$work/in"
check "a run on that day reads nothing" is "$(indexed)" ""
check "the answers of that day are those of a rebuild" same_answers

law "$work/in/repeal.md" 岚川省水域保护条例 '2024年3月1日 岚川省人民代表大会常务委员会通过' \
  '第一条 水域应当保护。' '第二条 本条例自2024年9月1日起施行。《岚川省河道清障条例》同时废止。'
run --report "$work/report" "$work/in"
check "a text that repeals is read alone" is "$(indexed)" "repeal.md "
check "until its first day nothing ends" is "$(status 岚川省河道清障条例@2023-05-01)" current
today 2024-09-01
check "on it the law is repealed" is "$(status 岚川省河道清障条例@2023-05-01)" repealed
check "the day before asked for, it is not" is "$(status 岚川省河道清障条例@2023-05-01 --as-of=2024-08-31)" current
check "as rebuilt" same_answers
check "the audit says that the power rests on it" \
  sh -c "'$quanze' audit --db '$work/db' --format jsonl | grep -q '\"repealed\"'"
check "the repeal is a back-link" sh -c "'$quanze' show 岚川省河道清障条例@2023-05-01 --db '$work/db' --format json | grep -q 岚川省水域保护条例"

rm "$work/in/repeal.md"
run --prune --report "$work/report" "$work/in"
check "the repealing text is taken back" exits 0
check "nothing is read for that" is "$(indexed)" ""
check "and the law is in force again" is "$(status 岚川省河道清障条例@2023-05-01)" current
rm "$work/in/newer.md"
run --prune --report "$work/report" "$work/in"
check "without the newer version the old one is current" is "$(status 岚川省河道清障条例@2020-03-01)" current
check "as rebuilt" same_answers
rm "$work/in/a.md" "$work/in/b.md"
run --prune "$work/in"
check "without the law the citation leads nowhere" is "$(cited)" " unknown"
check "as rebuilt" same_answers
law "$work/in/a.md" 岚川省河道清障条例 '2022年3月1日 岚川省人民代表大会常务委员会通过' '第一条 甲。' '第三条 在河道内堆放物料的，处一元罚款。'
run --report "$work/report" "$work/in"
check "it comes back another, and is read alone" is "$(indexed)" "a.md "
check "as rebuilt" same_answers
