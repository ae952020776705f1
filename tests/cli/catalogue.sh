#!/bin/sh
# A catalogue beside the texts: it supplies what they do not say, contradictions are reported, and neither giving nor
# changing it reads a text again. Prints TAP.
. "$(dirname "$0")/indexer.subr"

show () { "$build/search/quanze" show "$1" --db "$work/db" --format json "${2:---as-of=2025-01-01}" 2> /dev/null > "$work/shown"; jq -r "$3" "$work/shown"; }
catalogue () { printf 'name\tpublish\tvalid_from\texpired\n'; printf '%s\n' "$@"; }
tab=$(printf '\t')
fresh ()   # the index of the same files and the same catalogue built at once
{
  rm -rf "$work/fresh"
  "$index" --db "$work/fresh" --quiet --catalogue "$work/list.tsv" "$work/in" 2> /dev/null
  same_index "$work/db" "$work/fresh"
}

echo 1..19
mkdir -p "$work/in"
law "$work/in/amended.md" 岚川省渡口条例 '2010年5月6日 岚川省人民代表大会常务委员会通过

2020年3月1日 岚川省人民代表大会常务委员会修正' '第一条 为了渡运安全，制定本条例。' '第二条 本条例自2010年7月1日起施行。'
law "$work/in/stated.md" 岚川省路灯条例 '2012年1月5日 岚川省人民代表大会常务委员会通过' '第一条 路灯由市政部门养护。' '第二条 本条例自2012年3月1日起施行。'
law "$work/in/old.md" 岚川省粮票办法 '1985年4月1日 岚川省人民政府公布' '第一条 粮票由粮食部门发放。' '第二条 本办法自公布之日起施行。'
run "$work/in"
check "without a catalogue the amendment's day is taken, and marked so" \
  is "$(show 岚川省渡口条例@2020-03-01 '' '[.effective_from, .effective_inferred] | join(" ")')" "2020-03-01 true"
check "and nothing says that the old rules ended" is "$(show 岚川省粮票办法@1985-04-01 '' .status)" current

catalogue "岚川省渡口条例${tab}2020-03-01${tab}2020-06-01${tab}0" "岚川省路灯条例${tab}2012-01-05${tab}2012-02-02${tab}0" \
  "岚川省粮票办法${tab}1985-04-01${tab}${tab}1" "岚川省别的条例${tab}2024-09-09${tab}${tab}0" > "$work/list.tsv"
run --catalogue "$work/list.tsv" --report "$work/report" "$work/in"
check "a catalogue is given" exits 0
check "and no text is read again" is "$(jq -r .status "$work/report" | sort -u)" unchanged
check "it says from when the amended text is in force" \
  is "$(show 岚川省渡口条例@2020-03-01 '' '[.effective_from, .effective_inferred] | join(" ")')" "2020-06-01 false"
check "so the day before it was not" is "$(show 岚川省渡口条例@2020-03-01 --as-of=2020-05-31 .status)" not-yet-in-force
check "a text's own day stands against it" is "$(show 岚川省路灯条例@2012-01-05 '' .effective_from)" 2012-03-01
check "and the report says that they differ" is "$(member report stated.md '[.warnings[].code] | join(" ")')" catalogue-effective
check "what it calls expired is so from its last day" is "$(show 岚川省粮票办法@1985-04-01 --as-of=2024-09-09 .status)" repealed
check "before that one cannot say" is "$(show 岚川省粮票办法@1985-04-01 --as-of=2000-01-01 .status)" unknown
check "asked whether it is in force, quanze says where it knows that from" \
  grep -q 据法规目录 - <<EOF
$("$build/search/quanze" ask 岚川省粮票办法还有效吗 --db "$work/db" --as-of 2025-01-01 2>/dev/null)
EOF
check "as rebuilt" fresh
run "$work/in"
check "a run without one keeps it" is "$(show 岚川省粮票办法@1985-04-01 '' .status)" repealed
run --rebuild "$work/in"
check "a rebuild too" fresh
catalogue > "$work/list.tsv"
run --catalogue "$work/list.tsv"
check "one without rows takes it out" is "$(show 岚川省粮票办法@1985-04-01 '' .status)" current
check "as rebuilt" fresh
printf 'name\tpublish\n岚川省渡口条例\t2020年\n' > "$work/list.tsv"
run --catalogue "$work/list.tsv" "$work/in"
check "a day that is none is refused" exits 5
check "with file, line and what was expected" says "$work/list.tsv:2: publish"
check "and the index is as it was" is "$(show 岚川省粮票办法@1985-04-01 '' .status)" current
