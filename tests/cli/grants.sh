#!/bin/sh
# Grants: who holds a power on a day, by the registry, the papers that hand it on, and those that take it back. Prints TAP.
. "$(dirname "$0")/indexer.subr"

powers () { "$build/search/quanze" powers --db "$work/db" --format jsonl "$@" > "$work/out" 2> "$work/err"; code=$?; }
held () { powers --as-of "$1" --name "$2"; jq -r '"\(.status) \(.held_by)"' "$work/out"; }
vest () { "$build/search/quanze" vest "$@" --format jsonl > "$work/out" 2> "$work/err"; code=$?; }

echo 1..25
mkdir -p "$work/in"
cat > "$work/in/list.csv" <<'END'
石桥镇权力事项清单
编码,名称,事项类型,实施主体,下放部门,行使方式,设定依据
SQ-1,占道经营的处罚,行政处罚,石桥镇人民政府,青禾县城市管理局,交由,《行政处罚法》第二十四条
SQ-2,临时救助审批,行政给付,石桥镇人民政府,青禾县民政局,委托,《社会救助暂行办法》第四十八条
SQ-4,倾倒渣土的处罚,行政处罚,石桥镇人民政府,青禾县城市管理局,交由,《岚川省渣土管理条例》第五条
SQ-3,校外培训检查,行政检查,石桥镇人民政府,青禾县教育局,委托,
END
cat > "$work/in/decision.md" <<'END'
# 青禾县人民政府关于将部分权力事项下放石桥镇人民政府的决定

2023年2月1日 青禾县人民政府印发

<!-- INFO END -->

一、交由行使的事项
自2023年3月1日起，将下列行政处罚权交由石桥镇人民政府行使：
（一）占道经营的处罚，由青禾县城市管理局下放。
（二）倾倒渣土的处罚，由青禾县城市管理局下放。

二、委托的事项
自2023年3月1日起，委托石桥镇人民政府实施下列事项：
（一）临时救助审批，由青禾县民政局委托。

三、施行
本决定自2023年3月1日起施行。
END
run "$work/in"
check "a list and a decision" exits 0
check "before the decision its former holder has it" is "$(held 2023-02-01 占道)" "not-yet-in-force 青禾县城市管理局"
check "from its day the town" is "$(held 2023-03-01 占道)" "current 石桥镇人民政府"
check "the decision is named where the list names none" is "$(jq -r .grant.id "$work/out")" "青禾县人民政府关于将部分权力事项下放石桥镇人民政府的决定@2023-02-01"
check "with its mode" is "$(jq -r .grant.mode "$work/out")" conferred
check "its day" is "$(jq -r .grant.date "$work/out")" 2023-03-01
check "an item of no paper has no grant" is "$(powers --name 培训; jq -c .grant "$work/out")" null

cat > "$work/in/recall.md" <<'END'
# 青禾县人民政府关于调整石桥镇人民政府权力事项的决定

2024年5月20日 青禾县人民政府印发

<!-- INFO END -->

一、收回的事项
自2024年6月1日起，收回石桥镇人民政府行使的下列权力：
（一）占道经营的处罚，由青禾县城市管理局行使。
（二）倾倒渣土的处罚，由青禾县城市管理局行使。

二、施行
本决定自2024年6月1日起施行。
END
run "$work/in"
check "a recall comes in" exits 0
check "the day before it the town has the power" is "$(held 2024-05-31 占道)" "current 石桥镇人民政府"
check "from its day the county's office, though the list is silent" is "$(held 2024-06-01 占道)" "repealed 青禾县城市管理局"
check "the recall is named" is "$(jq -r .grant.recalled.id "$work/out")" "青禾县人民政府关于调整石桥镇人民政府权力事项的决定@2024-05-20"
check "an answer says so too" is "$("$build/search/quanze" ask --db "$work/db" --as-of 2024-06-01 --format json 石桥镇占道经营的处罚归谁管？ 2> "$work/err" | jq -r '.answers[0] | "\(.mode) \(.holder)"')" "recalled 青禾县城市管理局"
check "what it does not name stays" is "$(held 2024-06-01 救助)" "current 石桥镇人民政府"
check "powers say so by their mode" is "$(powers --as-of 2024-06-01 --name 渣土; jq -r .mode "$work/out")" recalled
law "$work/rule.md" 岚川省渣土管理条例 '2019年5月6日岚川省人民代表大会常务委员会通过' '第五条 随意倾倒渣土的，由县级以上地方人民政府城市管理部门处二千元以下罚款。' '第六条 城市管理部门应当公布倾倒的地点。'
moved () { vest "$work/rule.md" --db "$work/db" --as-of "$1"; jq -r 'select(.eid == "art_5__para_1") | .powers[0] | "\(.id) \(.held_by) \(.mode) \(.grant.recalled.date)"' "$work/out"; }
check "vest --db tells which item rests on a clause and who holds it by its grant" is "$(moved 2023-06-01 | cut -d' ' -f1-2)" "SQ-4 石桥镇人民政府"
check "and after its recall" is "$(moved 2024-06-01)" "SQ-4 青禾县城市管理局 recalled 2024-06-01"
check "a clause that founds no item has none" is "$(jq -c 'select(.eid == "art_6__para_1") | .powers' "$work/out")" "[]"
check "in text too" is "$("$build/search/quanze" vest "$work/rule.md" --db "$work/db" --as-of 2023-06-01 2>/dev/null | grep -c 'SQ-4 倾倒渣土的处罚：石桥镇人民政府（交由')" 1
"$index" --db "$work/fresh" --quiet "$work/in" 2> /dev/null
check "as rebuilt" same_index "$work/db" "$work/fresh"

rm "$work/in/recall.md"
run --prune "$work/in"
check "the recall goes" exits 0
check "and with it what it said" is "$(held 2024-06-01 占道)" "current 石桥镇人民政府"

vest "$work/in/decision.md"
check "vest lists what the decision hands on" is "$(jq -r 'select(.to != null and .act == ["占道经营的处罚"]) | "\(.eid) \(.holder) \(.to) \(.mode)"' "$work/out")" "hd_1__hd_1 青禾县城市管理局 石桥镇人民政府 conferred"
check "in order" is "$(jq .start "$work/out" | sort -nc && echo ordered)" ordered

law "$work/old.md" 岚川省集市管理办法 '2001年5月6日 岚川省人民政府公布' '第一条 短斤缺两的，由县级以上地方人民政府工商行政管理部门处一千元以下罚款。'
vest "$work/old.md"
check "vest tells the levels that a holder's name takes in" is "$(jq -c .levels "$work/out")" '["province","city","county"]'
check "and its name of today, with the reform" is "$(jq -r '"\(.holder_now) \(.bodies[0].since)"' "$work/out")" "县级以上地方人民政府市场监督管理部门 2018-03-17"
