#!/bin/sh
# quanze search over the pilot county: phrases, what is left out, fields, taught questions. Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
corpus=$source/corpus
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
n=0

index ()
{
  "$build/indexer/quanze-index" --db "$work/db" --quiet "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
}

quanze ()   # COMMAND, OPTIONS…: output in "out", exit code in $code
{
  command=$1; shift
  "$build/search/quanze" "$command" --db "$work/db" "$@" > "$work/out" 2> "$work/err" < /dev/null
  code=$?
}

check ()   # WHAT, then a command that must succeed
{
  what=$1; shift
  n=$((n + 1))
  if "$@"; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; head -c 900 "$work/out" | sed 's/^/# /'; echo; sed 's/^/# /' "$work/err"
  fi
}

has () { grep -qF -e "$1" "$work/out"; }
lacks () { ! has "$1"; }
total () { has "\"total\":$1,\"total_is\":\"exact\""; }

index "$corpus/registry" "$corpus/grants" "$corpus/rules" "$corpus/organisation"
check "the pilot county is indexed" test "$code" -eq 0

# Records whose text is known to the character.
cat > "$work/records.jsonl" <<'END'
{"id":"X1","name":"灯会管理办法第一条","content":"前次募集资金使用情况报告应当公开。\n灯会组织者报备。"}
{"id":"X2","name":"灯会管理办法第二条","content":"前次募集的款项另行存放。"}
{"id":"X3","name":"灯会管理办法第三条","content":"此前次序不变，募集资金照旧。"}
{"id":"X4","name":"灯会管理办法第四条","content":"灯会应当公开\n灯会组织者办理。"}
{"id":"X5","name":"灯会管理办法第1823条","content":"本条只为编号而设。"}
{"id":"X6","name":"灯会管理办法第823条","content":"放河灯的，应当远离桥墩。"}
END
index "$work/records.jsonl"
check "records are indexed" test "$code" -eq 0

# ---- phrases: exactly where the text has them ----

quanze search --format json '"前次募集"'
check "part of a longer word is found too" total 2
check "with its characters marked" has '"marks":[[0,4]]'
quanze search --format json '"前次募集资金"'
check "the longer one only where it stands" total 1
quanze search --format json '"次募"'
check "across words" total 2
quanze search --format json '"河"  "灯"'
check "a single character" has '"external_id":"X6"'
quanze search --format json '"公开灯会"'
check "not from one paragraph into the next" total 0
quanze search --format json '"公開"'
check "in traditional characters" has '"external_id":"X1"'
quanze search --format json '募集 -前次募集资金 law:灯会管理办法'
check "-… leaves out what holds these characters" lacks '"external_id":"X1"'
check "and nothing else" has '"external_id":"X2"'
quanze search --format json '"前次" OR "桥墩"'
check "OR of two phrases" total 4
quanze search --format json '"前次" -("募集资金使用" OR 次序)'
check "a group left out" total 1

# ---- words ----

quanze search --format json 灯会组织者在哪里办理报备手续呢请问一下
check "a long natural question finds something" has '"external_id":"X1"'
quanze search --format json 桥墩魑魅魍魉
check "an unknown word empties no query" has '"external_id":"X6"'
quanze search --format json 等会
check "a homophone is no hit" lacks '灯会'

# ---- what is named goes first ----

quanze search --format json --limit 1 灯会管理办法第八百二十三条
check "a citation typed goes straight there" has '"external_id":"X6"'
quanze search --format json --limit 1 灯会管理办法第823条
check "823 is not 1823" has '"external_id":"X6"'
quanze search --format json --limit 1 《澜阳市镇村容貌和环境卫生管理条例》第四条
check "in full too" has '"citation":"《澜阳市镇村容貌和环境卫生管理条例》第四条"'
quanze search --format json --limit 1 澜阳市镇村容貌和环境卫生管理条例
check "a title gives the instrument" has '"kind":"instrument"'
quanze search --format json --limit 1 X3
check "an id of the site's own" has '"external_id":"X3"'
quanze search --format json 澜阳市镇村容貌和环境卫生管理条列
check "a title with a wrong character is asked back" has '"did_you_mean":"澜阳市镇村容貌和环境卫生管理条例"'
quanze search --format json 环境卫生
check "a word that is right is not" has '"did_you_mean":null'

# ---- what is wrong, and what would be right ----

quanze search '垃圾 "前次募集'
check "an open quote is wrong usage" test "$code" -eq 2
check "with its place" grep -q '第 4 个字处' "$work/err"
check "and what would be right" grep -q '可以写成：垃圾 "前次募集"' "$work/err"
quanze search '(垃圾 OR 污水'
check "an open parenthesis likewise" grep -q '可以写成：(垃圾 OR 污水)' "$work/err"
quanze search '垃圾 OR '
check "an operator at the end likewise" grep -q '可以写成：垃圾$' "$work/err"

# ---- slips of a newcomer: none of them is an empty result ----

says () { grep -qF -e "$1" "$work/err"; }
for slip in titel:灯会 level:nosuch year:abc kind:law status:valid mode:乱; do
  quanze search "公开 $slip"
  check "$slip is wrong usage" test "$code" -eq 2
  check "and the message says where, and what there is" says "检索式第 4 个字处："
done
quanze search http://example.org/灯会
check "an address is no field" test "$code" -ne 2
quanze search --limit -1 公开
check "a limit below nothing is wrong usage" test "$code" -eq 2
quanze tree --format csv "$corpus/rules/pilot-measures.md"
check "a format that a command has not is wrong usage" test "$code" -eq 2
check "and those it has are named" says "可用 text json jsonl"
"$build/search/quanze" serach 公开 > "$work/out" 2> "$work/err"; code=$?
check "a misspelt command is wrong usage" test "$code" -eq 2
check "and the right one is named" says "是不是 search"
"$build/search/quanze" help search > "$work/out" 2> "$work/err"; code=$?
check "help of a command is its help" has "--all-versions"

# ---- facets, orders, groups ----

quanze search --format json 垃圾
check "facets by level" has '"facets":{"level":{"local-regulation":'
check "and how many results they count" test "$(jq '.facets_of == .total' "$work/out")" = true
check "by status" has '"status":{"current":'
check "and by mode" has '"mode":{"authorized":'
quanze search --format json --sort date 处罚
check "the newest first" sh -c 'grep -o "@20[0-9-]*" "$1" | head -n 1 | grep -q 202[2-4]' - "$work/out"
quanze search --format json --sort authority --limit 1 处罚
check "the highest rank first" has '"level":"local-regulation"'
quanze search --sort size 处罚
check "another order is wrong usage" test "$code" -eq 2
quanze search --format json '应当 law:灯会管理办法'
check "a narrowed search finds part of what the words find" total 3
quanze search --format json --group law:灯会管理办法
check "a group shows one of its instrument" sh -c 'test "$(grep -o "\"external_id\":\"X" "$1" | wc -l)" -eq 1' - "$work/out"
check "and says how many more" has '"more":5'
quanze search --format json 'status:current kind:provision year:2022..2024 垃圾'
check "fields" has '"kind":"provision"'
check "hold for every hit" lacks '"status":"unknown"'

# ---- suggestions ----

quanze suggest --format json 澜阳
check "suggestions by characters" has '["澜阳",["澜阳市镇村容貌和环境卫生管理条例"'
quanze suggest lyszcrm
check "by the initials of their pinyin" has 澜阳市镇村容貌和环境卫生管理条例
quanze suggest dengh
check "by pinyin" has 灯会管理办法
quanze suggest 灯会理办
check "with a character missing" has 灯会管理办法
quanze suggest 随意倾倒
check "of what stands inside a name" has 个人随意倾倒
quanze suggest 魑魅魍魉
check "exit 1 without any" test "$code" -eq 1

# ---- a lexicon of the site's own, used for indexing ----

printf '吹哨报到\tterm\n' > "$work/own.tsv"
printf '{"id":"Y1","name":"夜巡办法第一条","content":"镇街吹哨报到机制由夜巡队落实。"}\n' > "$work/own.jsonl"
"$build/indexer/quanze-index" --db "$work/own" --quiet --lexicon "$work/own.tsv" "$work/own.jsonl"
rm "$work/own.tsv"
"$build/search/quanze" terms --db "$work/own" --format json 吹哨报到 > "$work/out" 2> "$work/err"
check "asking cuts as indexing did" has '"term":"吹哨报到","kind":"word"'
"$build/search/quanze" search --db "$work/own" --format json 吹哨报到 > "$work/out" 2> "$work/err"
check "and finds it" has '"external_id":"Y1"'

# ---- questions a site has answered ----

printf '# 常见问法\n孔明烛往哪里点\tX6\n孔明烛归谁管\t灯会管理办法第四条\t0.5\n' > "$work/asked.tsv"
quanze search --format json 孔明烛
check "without them there is no way from the words to the article" lacks '"external_id":"X6"'
index --questions "$work/asked.tsv"
check "a file of answered questions is taken in" test "$code" -eq 0
quanze search --format json 孔明烛往哪里点好
check "what they were answered with comes first" has '"rank":1,"score"'
check "by external id" has '"external_id":"X6"'
quanze info --format json
check "info names the file" has '"questions":[{"path":"'
check "and how many it holds" has '"questions":2}'
index --rebuild
quanze info --format json
check "a rebuild reads the file again" has '"questions":2}'
printf 'nothing here\n' > "$work/asked.tsv"
index --questions "$work/asked.tsv"
check "a line without a target is refused" test "$code" -ne 0
check "with its number" grep -q '第 1 行' "$work/err"
: > "$work/asked.tsv"
index --questions "$work/asked.tsv"
quanze info --format json
check "an empty file takes them back" has '"questions":[]'
quanze search --format json 孔明烛往哪里点好
check "and their influence with them" lacks '"external_id":"X6"'

echo "1..$n"
