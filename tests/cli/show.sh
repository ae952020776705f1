#!/bin/sh
# quanze show: a provision, a document, an item of a registry, with links, history and in every format. Prints TAP.
set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
QUANZE_LEXICON=${QUANZE_LEXICON:-$source/corpus/lexicon}; export QUANZE_LEXICON
golden=$source/tests/golden/show
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
n=0

show ()   # ARGUMENTS…: output in "out", exit code in $code
{
  "$build/search/quanze" show --db "$work/db" "$@" > "$work/out" 2> "$work/err" < /dev/null
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
lacks () { ! has "$1"; }
complains () { LC_ALL=C grep -qF -- "$1" "$work/err"; }
exits () { test "$code" -eq "$1"; }
is_golden () { cmp -s "$work/out" "$golden/$1"; }
is_akn () { "$build/tests/cli/akn_check" "$source/tests/fixtures/akn/akn.rng" < "$work/out"; }

echo 1..47
"$build/indexer/quanze-index" --db "$work/db" --quiet "$source/tests/fixtures/versions" "$source/tests/fixtures/show" \
  > "$work/out" 2> "$work/err"

show 青河市燃气管理条例第四条
check "an article for people: text, links both ways, history" is_golden article.txt
check "exits 0" exits 0
show --format markdown 青河市燃气管理条例第四条
check "the same as Markdown" is_golden article.md
show --format markdown 青河市供热管理办法
check "a whole document as Markdown" is_golden document.md
show 青河市供热管理办法
check "a whole document as text" is_golden document.txt

show 青河市供热管理办法第二章
check "a chapter alone" test "$(grep -c 第二章 "$work/out")" -ge 2 -a "$(grep -c 第一章 "$work/out")" -eq 0
show --format markdown 青河市供热管理办法第二章
check "as Markdown too" test "$(grep -c '^#.*第二章' "$work/out")" -ge 1 -a "$(grep -c 第一章 "$work/out")" -eq 0
show 青河市供热管理办法第九章
check "a chapter that is not there" exits 1
check "is said not to be there" complains '里没有第九章'

show --format json 青河市燃气管理条例第四条
check "what cites it, in the version each means" has \
  '"id":"青河市供热管理办法@2021-06-01#art_3","kind":"provision","citation":"《青河市供热管理办法》第三条","target":"青河市燃气管理条例@2010-03-01#art_4","version_status":"amended"'
check "its own law means itself" has '"target":"青河市燃气管理条例@2022-03-01#art_4","version_status":"current"'
check "the powers that rest on it" has '"powers":{"total":1,"items":[{"id":"QH-01","kind":"power","code":"QH-01"'
check "which count among all that cites it" has '"cited_by":{"total":3,'
check "its number in each version" has '"relation":"moved","similarity":1.0,"rules":[{"eid":"art_4"'
check "and what it was" has '"rules":[{"eid":"art_3","id":"青河市燃气管理条例@2010-03-01#art_3"'
show --format json 青河市燃气管理条例第三条
check "a rule that is new begins where it was added" has \
  '"effective_until":"2022-05-01","status":"amended","relation":null,"similarity":null,"rules":[]},{"version":"青河市燃气管理条例@2022-03-01"'
show --format json '青河市燃气管理条例@2010-03-01#art_8'
check "a rule that is gone ends where it was deleted" has '"relation":"deleted","similarity":null,"rules":[]}'
show --format json '青河市燃气管理条例@2010-03-01#art_4'
check "a rule that was divided goes on in both" has '"relation":"split","similarity":1.0,"rules":[{"eid":"art_5"'
show --format json 青河市供热管理办法第三条第二款
check "a paragraph cites what stands in it" has '"cites":[{"citation":"《青河市供热管理办法》第三条第一款"'
check "and nothing else of its article" lacks '"cites":[{"citation":"《青河市燃气管理条例》第四条"'
show --format json 青河市供热管理办法第三条
check "what it cites, each target once, in the version in force then" has \
  '"eid":"art_4","id":"青河市燃气管理条例@2010-03-01#art_4","status":"resolved","version_status":"amended"'
show --format json 青河市供热管理办法
check "a document has versions and no history" lacks '"history"'

show 《青河市供热管理办法》第二条第二项
check "brackets" has '分户供热'
show '青河市供热管理办法@2021-06-01#art_2__para_1__item_2__point_1'
check "a unit by its id" has '燃气壁挂炉供热'
show '青河市供热管理办法@2021-06-01#art_3~2'
check "the second of two articles of one number" has '供热期'
show '青河市供热管理办法@2021-06-01#art_3~2__para_1'
check "and a paragraph of it" has '供热期'
show '青河市供热管理办法@2021-06-01#art_3__para_2'
check "the first is not mistaken for it" has '前款规定由镇人民政府监督'
show 青河市历史题名第一条
check "a title that ends in no cue, found by the longest one" has '甲事项'
show 青河市历史题名续编第一条
check "and not by a shorter one" has '乙事项'
show 行政处罚办法
check "nothing found: 1" exits 1
show 青河市供热办法第二条
check "and the nearest title" complains '最接近的是《青河市供热管理办法》'
show 青河市供热管理办法第九条
check "a number the document has not" complains '青河市供热管理办法@2021-06-01 里没有第九条'
show --as-of 2015-01-01 青河市燃气管理条例第四条
check "the text of the day asked" has '建设单位在燃气管道五米以内'
check "with its status on that day" has '[现行有效，施行于 2010-04-01]'
show QH-01
check "an item of a registry" has '实施主体：青河市燃气主管部门'

show --format akn 青河市供热管理办法
check "Akoma Ntoso of a document" is_golden document.xml
check "fits the grammar, ids once, local references met" is_akn
show --format akn 青河市燃气管理条例第四条
check "Akoma Ntoso of a provision is a portion" has '<portion includedIn="#original">'
check "which fits the grammar" is_akn
show --format akn '青河市燃气管理条例@2010-03-01#art_4'
check "of an older version too" is_akn
check "and says until when it was in force" has 'to="2022-04-30"'
show --format akn QH-01
check "an item of a registry is no act" exits 2
show --format csv 青河市供热管理办法
check "a format it has not is wrong usage" exits 2
show
check "nothing asked is wrong usage" exits 2

# a title that holds another one, written with and without 《》 and 中华人民共和国
mkdir "$work/named"
cat > "$work/named/渡口法.md" <<'END'
# 中华人民共和国渡口法

（2015年3月1日通过 自2015年5月1日起施行）

第一条 渡口由县级人民政府设置。
END
cat > "$work/named/办法.md" <<'END'
# 甲乙市实施《中华人民共和国渡口法》办法

（2019年3月1日甲乙市人民代表大会常务委员会通过 自2019年5月1日起施行）

第一条 渡船由市交通运输部门登记。
END
"$build/indexer/quanze-index" --db "$work/named.db" --quiet "$work/named" > "$work/out" 2> "$work/err"
named () { "$build/search/quanze" show --db "$work/named.db" "$1" > "$work/out" 2> "$work/err" < /dev/null; code=$?; has 渡船由市交通运输部门登记; }
check "an implementing rule, not the law in its title" named 甲乙市实施《渡口法》办法第一条
check "with the state's name" named 甲乙市实施《中华人民共和国渡口法》办法第一条
check "without brackets" named 甲乙市实施渡口法办法第一条
