#!/bin/sh
# quanze terms: how a text is cut and why. Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
QUANZE_LEXICON=${QUANZE_LEXICON:-$source/corpus/lexicon}; export QUANZE_LEXICON
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
n=0

terms ()   # ARGUMENTS…: output in "out", exit code in $code
{
  "$build/search/quanze" terms "$@" > "$work/out" 2> "$work/err" < /dev/null
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

has ()     # STRING in the output
{
  grep -qF -- "$1" "$work/out"
}

echo 1..21

terms --format json 第24条的行政处罚
check "exits 0" test "$code" -eq 0
check "names its schema" has '"schema":"quanze.terms/1"'
check "gives the text as typed" has '"text":"第24条的行政处罚"'
check "reads a numeral in Chinese, with the offsets of the source" \
  has '{"term":"第二十四条","kind":"word","start":0,"end":4,"from":"numeral"}'
check "takes a word of the lexicon whole" has '{"term":"行政处罚","kind":"word","start":5,"end":9,"from":"lexicon"}'
check "gives the words inside it" has '{"term":"处罚","kind":"part","start":7,"end":9,'
check "gives the grams, without a reason" has '{"term":"处罚","kind":"gram","start":7,"end":9,"from":null}'

printf '镇街吹哨\tterm\n' > "$work/own.tsv"
terms --format json --lexicon "$work/own.tsv" 镇街吹哨
check "takes a word of the user's own" has '"term":"镇街吹哨","kind":"word","start":0,"end":4,"from":"lexicon"'

printf '镇街\tterm\n镇街吹哨\tterm\n' > "$work/own.tsv"
terms --format json --lexicon "$work/own.tsv" 镇街吹哨人
check "of the user's words the longest, whatever their order" has '"term":"镇街吹哨","kind":"word","start":0,"end":4,"from":"lexicon"'
check "the shorter as a word inside it" has '"term":"镇街","kind":"part","start":0,"end":2,"from":"lexicon"'

terms 行政处罚
check "prints a list for people" has '行政处罚	词，据词表'

terms ''
check "exits 1 when nothing is left" test "$code" -eq 1
terms
check "exits 2 without a text" test "$code" -eq 2

printf 'x\n\t\n' > "$work/own.tsv"
terms --lexicon "$work/own.tsv" 罚款
check "names file and line of a broken lexicon" grep -qF 'own.tsv:2' "$work/err"

env -i QUANZE_LEXICON="$QUANZE_LEXICON" "$build/search/quanze" terms --format json 罚款 > "$work/out" 2> "$work/err"
check "works in an empty environment" has '"text":"罚款"'

# ---- words for a lexicon ----

mkdir "$work/rules"
for i in 甲 乙 丙 丁; do
  printf '# %s镇河灯管理办法\n\n（2020年1月1日%s镇人民政府公布）\n\n第一条 在河上放灯的，由县水上灯会主管部门批准。\n\n第二条 本办法所称浮水灯，是指放在水面的灯。\n' $i $i \
    > "$work/rules/$i.md"
done
"$build/indexer/quanze-index" --db "$work/db" --quiet "$work/rules" > "$work/out" 2> "$work/err"
terms --collect --least 3 --db "$work/db"
check "collects words for a lexicon" test "$code" -eq 0
check "a term that a text defines" has '浮水灯	term	4'
check "a body that a clause empowers" has '县水上灯会主管部门	body	4'
cp "$work/out" "$work/collected.tsv"
terms --format json --lexicon "$work/collected.tsv" 浮水灯
check "the list serves as a lexicon" has '"term":"浮水灯","kind":"word","start":0,"end":3,"from":"lexicon"'
terms --collect 浮水灯 --db "$work/db"
check "collecting takes no text" test "$code" -eq 2
terms --collect --db "$work/no such"
check "and needs an index" test "$code" -ge 3
