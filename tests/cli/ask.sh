#!/bin/sh
# quanze ask over the pilot county: rules that answer by themselves, remedies, bodies by old names, places, and the text.
# Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY
unset LANGUAGE QUANZE_TERRITORY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
corpus=$source/corpus
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
number=0

ok ()   # STATUS NAME
{
  number=$((number + 1))
  if [ "$1" -eq 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; sed 's/^/# /' "$work/out"; fi
}

ask ()   # OPTIONS QUESTION; the output in "out"
{
  "$build/search/quanze" ask --db "$work/db" "$@" > "$work/out" 2> "$work/log" < /dev/null
}

says ()   # each of the words is in the output
{
  for words in "$@"; do
    grep -qF -- "$words" "$work/out" || { echo "# missing: $words"; return 1; }
  done
}

silent ()   # none of them is
{
  for words in "$@"; do
    if grep -qF -- "$words" "$work/out"; then echo "# unwanted: $words"; return 1; fi
  done
}

"$build/indexer/quanze-index" --db "$work/db" --quiet "$corpus/registry" "$corpus/grants" "$corpus/rules" "$corpus/organisation" \
  > "$work/out" 2>&1
ok $? "the pilot county is indexed"

ask 查封、扣押能不能委托给镇政府？
says '不得：行政强制措施权不得委托' '《中华人民共和国行政强制法》第十七条第一款（条文未入库）' '《岚川省扩大乡镇管理权限条例》第五条第二款'
ok $? "coercive measures are never entrusted: the statute first, marked as not held, then the province's own clause"

ask 查封扣押权能不能交由镇政府行使？
says '没有说行政强制' '当地规定见《岚川省扩大乡镇管理权限条例》第十一条第一款' '《中华人民共和国行政处罚法》第二十四条第一款'
ok $? "what the statutes leave open is looked for in the place's own rules"

"$build/indexer/quanze-index" --db "$work/few" --quiet "$corpus/organisation" > "$work/out" 2>&1
"$build/search/quanze" ask --db "$work/few" --format json 查封扣押权能不能交由镇政府行使？ > "$work/out" 2> "$work/log"
[ $? = 1 ] && says '"verdict":"未及"' '"founded":false' '"citation":"《中华人民共和国行政处罚法》第二十四条第一款"' '未找到依据'
ok $? "and where the place says nothing, that is no flat no, and no basis: exit 1"

ask 县政府发通知可以设罚款吗？
says '不得：法律、法规、规章以外的规范性文件不得设定行政处罚' '《中华人民共和国行政处罚法》第十六条'
ok $? "a notice sets no fine"

ask 对县民政局的决定不服，向谁申请行政复议？
says '六十日内' '六个月内' '复议机关：' '《中华人民共和国行政复议法》第二十'
ok $? "a remedy follows from the body by its rules"

ask --format json 城管局能处罚占道摆摊吗？
says '"said":"城管局"' '"now":"综合行政执法局"'
ok $? "an old name finds today's body, and the answer says so"

ask 谁有权处罚农村村民未经批准占用土地建住宅？
says '1. 禾渡镇人民政府：农村村民非法占用土地建住宅的处罚' '名义、被申请人、被告、赔偿义务机关：禾渡镇人民政府' && silent '直接赋予镇人民政府' '2. '
ok $? "one item, its grant and what lists it are one answer; a holder is a body"

[ "$(grep -c '^期限：' "$work/out")" = 2 ] && [ "$(grep -c '行政复议法》第十九条' "$work/out")" = 1 ]
ok $? "deadlines and rules are said once"

ask 美国的烟花由谁许可？
[ $? = 1 ] && says '未找到依据'
ok $? "another country's law is not answered from here"

# a homeowners' committee decides, a body that is told apart from no other revokes
mkdir "$work/city"
cat > "$work/city/rules.md" <<'END'
# 甲乙市住宅小区公共收益管理条例

（2020年3月1日甲乙市人民代表大会常务委员会通过 自2020年5月1日起施行）

第一条 为了管好小区的公共收益，制定本条例。

第二条 小区公共收益的用途由业主委员会决定。

第三条 代收公共收益的机构弄虚作假的，由原发证机关吊销其代收证。

第四条 动用公共收益修建停车棚的，应当向街道办事处提出申请，由业主委员会公示。

第五条 代收服务的收费标准由价格工作小组核定。

第六条 市民政部门许可代收服务的机构，公布代收服务的收费标准。

第七条 公共收益的账册由街道办事处查阅；发现问题的，移交审计机关处理。
END
"$build/indexer/quanze-index" --db "$work/homes" --quiet "$work/city" > "$work/out" 2>&1
homes () { "$build/search/quanze" ask --db "$work/homes" --territory 甲乙市 "$@" > "$work/out" 2> "$work/log" < /dev/null; }
homes 小区公共收益的用途由谁决定？
says '业主委员会（法定）' '第二条' && silent '复议机关' '被告'
ok $? "no administrative act, no remedy of one"

homes 代收机构弄虚作假，由谁吊销代收证？
says '原发证机关（法定）' '复议机关：看是哪个机关'
ok $? "whose review depends on which body it is, is said to depend on it"

homes 动用公共收益修停车棚，找谁申请？
says '街道办事处'
ok $? "找谁 asks for who is applied to"

homes 代收服务的收费标准由谁核定？
says '《甲乙市住宅小区公共收益管理条例》第五条' && silent '市民政部门（法定）'
ok $? "the clause that speaks of the act comes without a holder rather than with one that does another act"

homes 街道办事处查账册发现问题的，移交给谁处理？
says '审计机关（法定）'
ok $? "the body that the question names is not the one it asks for"

concludes ()   # the first line is LINE, whole
{
  [ "$(head -n 1 "$work/out")" = "$1" ] || { echo "# not: $1"; return 1; }
}

# asked for by what is done towards a body, and for a court
mkdir "$work/told"
cat > "$work/told/渡口.md" <<'END'
# 甲乙市渡口管理条例

（2019年3月1日甲乙市人民代表大会常务委员会通过 自2019年5月1日起施行）

第一条 发现渡口缆绳断股的，有权向交通运输部门举报；渡工可以劝阻。

第二条 渡船相撞的，由船籍港所在地的海事法院管辖。

第三条 渡船超载的，由海事管理机构处一百元罚款。

第四条 本条例自2019年5月1日起施行，施行前已有的渡船船舶应当补办登记。
END
"$build/indexer/quanze-index" --db "$work/ferry" --quiet "$work/told/渡口.md" > "$work/out" 2>&1
told () { "$build/search/quanze" ask --db "$work/ferry" --territory 甲乙市 "$@" > "$work/out" 2> "$work/log" < /dev/null; }
told 渡口缆绳断股 举报 哪个部门
concludes '交通运输部门（法定）；依据《甲乙市渡口管理条例》第一条。'
ok $? "举报 哪个部门 asks for whom a clause names to report to"
told 渡船相撞了归哪个法院管？
says '海事法院' '第二条' && told 渡船超载归哪个法院管？
[ $? -eq 1 ]
ok $? "who asks for a court gets a court or nothing"
told 渡船上卖冰棍由哪个部门批准？
[ $? -eq 1 ] && says '未找到依据。' '字面最接近的规定（答的不一定是这件事，不能作为依据）：' '渡口管理条例》第'
ok $? "what comes nearest in words is offered as such where nothing answers"
told 船舶条例什么时候施行？
[ $? -eq 1 ] && told 渡口条例什么时候施行？
ok $? "whether an instrument is in force is not told by a clause of another that shares its words"
told 丙丁市渡口管理条例还有效吗？
[ $? -eq 1 ] && told 甲乙市渡口管理条例还有效吗？ && concludes '《甲乙市渡口管理条例》自 2019-05-01 起施行，现行有效。'
ok $? "nor by one of another place"
told 甲乙市渡口管理条例第九条怎么规定
[ $? -eq 1 ] && concludes '未找到依据：这件文件所收的文本里没有所引的条款。'
ok $? "an article that an instrument has not is not answered with another"

# an interpretation of the Supreme People's Court says how to judge, not who: the clause that gives the courts the power does
mkdir "$work/court"
cat > "$work/court/渡船.md" <<'END'
# 最高人民法院关于审理破坏渡船刑事案件适用法律若干问题的解释

（2019年3月1日最高人民法院审判委员会通过 自2019年5月1日起施行）

第一条 凿沉渡船三艘以上的，应当认定为“情节严重”。
END
cat > "$work/court/刑诉.md" <<'END'
# 中华人民共和国刑事诉讼法

（2018年3月1日全国人民代表大会通过 自2018年5月1日起施行）

第三条 刑事案件的审判权归人民法院。
END
"$build/indexer/quanze-index" --db "$work/judged" --quiet "$work/court" > "$work/out" 2>&1
judged () { "$build/search/quanze" ask --db "$1" "$2" > "$work/out" 2> "$work/log" < /dev/null; }
judged "$work/judged" 凿沉渡船三艘，情节是否严重由谁认定？
concludes '人民法院（法定），条文没有写明由谁，由审判权推定；依据《最高人民法院关于审理破坏渡船刑事案件适用法律若干问题的解释》第一条。' && says '《中华人民共和国刑事诉讼法》第三条' && silent '复议机关'
ok $? "who judges by an interpretation is inferred from procedural law, which is quoted, and said to be"
judged "$work/judged" 凿沉渡船三艘，情节是否严重由哪个部门认定？
says '见《最高人民法院关于审理破坏渡船刑事案件' && silent '人民法院（'
ok $? "who asks for a department does not get a court"
rm "$work/court/刑诉.md"
"$build/indexer/quanze-index" --db "$work/unjudged" --quiet "$work/court" > "$work/out" 2>&1
judged "$work/unjudged" 凿沉渡船三艘，情节是否严重由谁认定？
says '见《最高人民法院关于审理破坏渡船刑事案件' && silent '人民法院（'
ok $? "nor is anybody inferred from a clause that the index does not hold"

# a site tells the place; what kind of site it is does not
mkdir "$work/site"
cat > "$work/site/lake.md" <<'END'
# 甲乙市翠屏湖保护条例

（2019年3月1日甲乙市人民代表大会常务委员会通过 自2019年5月1日起施行）

第一条 在湖面垂钓的，由翠屏湖管理机构批准。
END
cat > "$work/site/zone.md" <<'END'
# 丙丁市经济开发区条例

（2019年3月1日丙丁市人民代表大会常务委员会通过 自2019年5月1日起施行）

第一条 经济林采伐，由开发区管理委员会批准。
END
"$build/indexer/quanze-index" --db "$work/sites" --quiet "$work/site" > "$work/out" 2>&1
sites () { "$build/search/quanze" ask --db "$work/sites" "$@" > "$work/out" 2> "$work/log" < /dev/null; }
sites 翠屏湖垂钓由谁批准？
concludes '翠屏湖管理机构（法定）；依据《甲乙市翠屏湖保护条例》第一条。'
ok $? "a lake that one place's rules are named after tells the place"
sites 经济林采伐由谁批准？
[ $? -eq 1 ] && says '未找到依据。' '丙丁市'
ok $? "经济 of another place's 经济开发区 tells none"

# a county tells its province and its city; half of a word is no verb of speech
mkdir "$work/county"
cat > "$work/county/city.md" <<'END'
# 金华市茶园管理条例

（2019年3月1日金华市人民代表大会常务委员会通过 自2019年5月1日起施行）

第一条 砍伐古茶树的，由园林部门处一百元罚款。

第二条 茶园排气设施由茶业部门检查。
END
cat > "$work/county/other.md" <<'END'
# 宁波市茶园管理条例

（2019年3月1日宁波市人民代表大会常务委员会通过 自2019年5月1日起施行）

第一条 砍伐古茶树的，由林业部门处一百元罚款。
END
"$build/indexer/quanze-index" --db "$work/counties" --quiet "$work/county" > "$work/out" 2>&1
counties () { "$build/search/quanze" ask --db "$work/counties" "$@" > "$work/out" 2> "$work/log" < /dev/null; }
counties 浙江义乌砍古茶树由谁罚款？
concludes '园林部门（法定）；依据《金华市茶园管理条例》第一条。' && silent '林业部门（法定）'
ok $? "a county tells its city and its province"
counties 江山如画的茶园砍古茶树由谁罚款？
[ $? -eq 1 ] && says '未找到依据。'
ok $? "江山 that is no more than a word tells none"
counties 金华茶园排气设施由谁检查？ --explain
says '排气' && silent '燃气'
ok $? "排 of 排气 is no verb"

# two rules of one place name two bodies
mkdir "$work/two"
cat > "$work/two/older.md" <<'END'
# 甲乙市晒场管理条例

（2018年3月1日甲乙市人民代表大会常务委员会通过 自2018年5月1日起施行）

第一条 占用晒场摆放农机的，由街道办事处批准。
END
cat > "$work/two/newer.md" <<'END'
# 甲乙市农机停放条例

（2022年3月1日甲乙市人民代表大会常务委员会通过 自2022年5月1日起施行）

第一条 占用晒场摆放农机的，由市农业农村部门批准。
END
"$build/indexer/quanze-index" --db "$work/split" --quiet "$work/two" > "$work/out" 2>&1
split () { "$build/search/quanze" ask --db "$work/split" --territory 甲乙市 "$@" > "$work/out" 2> "$work/log" < /dev/null; }
split 占用晒场摆放农机由谁批准？
says '规定不一致：' '街道办事处' '市农业农村部门' '较新（立法法第一百零三条）'
ok $? "two rules that disagree are both shown, with how they stand to each other"

ask 食品摊贩卖裱花蛋糕由谁处罚？
says '县级人民政府市场监督管理部门（法定）；依据《岚川省小餐饮和食品摊贩管理条例》第十条' '依据：《岚川省小餐饮和食品摊贩管理条例》第七条'
ok $? "the clause that punishes the breach of another is found by that one's words, and both are basis"

ask --format json --explain 占道摆摊归谁管？
says '"explain":{' '"concepts":' '"provisions":[' '"score":' '"relevance":'
ok $? "--explain says how the question was read and what scored"

ask --format json 开挖损坏燃气管道应当书面报告哪个部门？
says '"intent":"holder"'
ok $? "报告哪个 is not 告哪个"

# ---- for an English reader ----

english ()   # as ask, in an English locale
{
  LC_ALL=en_US.UTF-8 QUANZE_LOCALE=$build/po "$build/search/quanze" ask --db "$work/db" "$@" > "$work/out" 2> "$work/log" < /dev/null
}

if [ -f "$build/po/en/LC_MESSAGES/quanze.mo" ]; then
  english 燃气用户违规使用燃气，谁来处罚？
  concludes '禾渡镇人民政府 (entrusted), in the name of 棠宁县住房和城乡建设局; basis: 《城镇燃气管理条例》第二十八条.' \
    && says 'Mode: entrusted' 'Mode in the registry: authorised' 'Reason: registered as authorized' 'Time limit: direct suit: within six months' '《中华人民共和国行政处罚法》第二十条 (text not in the index)' '1. 禾渡镇人民政府：燃气用户违规使用燃气的处罚'
  ok $? "the conclusion and the modes are English, bodies and citations as they are written"

  english --format json 燃气用户违规使用燃气，谁来处罚？
  says '"mode_reason":"登记为授权'
  ok $? "JSON is Chinese in an English locale"

  english 镇里承接了多少项权力？
  concludes '70 in all, devolved 17, entrusted 27, authorised 26, from 20 departments; 3 of them called back.' && says '   entrusted 27'
  ok $? "so is a count, with the modes in its table"

  english 占道经营罚多少钱？
  concludes '禾渡镇人民政府 (authorised), 处一百元以上五百元以下的罚款 (《澜阳市镇村容貌和环境卫生管理条例》第十二条); basis: 《澜阳市镇村容貌和环境卫生管理条例》第五条.'
  ok $? "a fine is quoted as the clause has it"

  english --db "$work/split" --territory 甲乙市 占用晒场摆放农机由谁批准？
  says 'Rules disagree: ' 'is newer (立法法 103)' && english --db "$work/split" --territory 甲乙市 --format json 占用晒场摆放农机由谁批准？ && says '较新（立法法第一百零三条）'
  ok $? "how two rules stand to each other is English in text and Chinese in JSON"

  english 查封、扣押能不能委托给镇政府？
  concludes 'Not allowed: The power of coercive measures may not be entrusted; the administrative bodies that laws and regulations name exercise it themselves. (《中华人民共和国行政强制法》第十七条第一款)' \
    && says '1. The power of coercive measures may not be entrusted' '│ 行政强制措施权不得委托试点镇人民政府行使。'
  ok $? "a rule of the lexicon speaks English, the clause that it rests on does not"

  english 岚川省扩大乡镇管理权限条例还有效吗？
  concludes '《岚川省扩大乡镇管理权限条例》 in force from 2022-02-15, still in force.'
  ok $? "so does what is in force"

  english 岚川省行政执法委托暂行办法还有效吗？
  concludes '《岚川省行政执法委托暂行办法》 in force from 2012-08-01, repealed from 2022-01-01 by 《岚川省行政执法委托办法》.'
  ok $? "and what repealed it"

  mkdir "$work/repeal"
  cat > "$work/repeal/丙丁市集市管理条例.txt" << 'END'
丙丁市集市管理条例
第一条 集市应当整洁。
第二条 本条例自2020年5月1日起施行。《丙丁市摊贩管理条例》、《丙丁市早市管理条例》同时废止。
END
  "$build/indexer/quanze-index" --db "$work/repealed" --quiet "$work/repeal" > "$work/out" 2>&1
  english --db "$work/repealed" 《丙丁市摊贩管理条例》和《丙丁市早市管理条例》还有效吗？
  concludes '《丙丁市摊贩管理条例》 was repealed by 《丙丁市集市管理条例》第二条 and is no longer in force from 2020-05-01. 《丙丁市早市管理条例》 was repealed by 《丙丁市集市管理条例》第二条 and is no longer in force from 2020-05-01.'
  ok $? "two sentences stand apart, and nothing after the last"

  english 对县公安局的处罚不服，向谁申请复议？
  concludes 'Against an act of 县公安局: review by 本级人民政府 within sixty days, or suit within six months, unless a law says otherwise.'
  ok $? "so does what can be done against it"

  english --format json 燃气用户违规使用燃气，谁来处罚？
  says '"conclusion":"禾渡镇人民政府（委托），以棠宁县住房和城乡建设局的名义；依据《城镇燃气管理条例》第二十八条。"'
  ok $? "in JSON it is Chinese for all"
fi

echo "1..$number"
