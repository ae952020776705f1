#!/bin/sh
# quanze cite: citations of a file against a small index of our own texts. Prints TAP.
set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
QUANZE_LEXICON=${QUANZE_LEXICON:-$source/corpus/lexicon}; export QUANZE_LEXICON
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
n=0

cite ()    # ARGUMENTS…: output in "out", exit code in $code
{
  "$build/search/quanze" cite --db "$work/db" "$@" > "$work/out" 2> "$work/err" < /dev/null
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

# LINE_OF the citation with that text HAS that string
of () { grep -F "\"text\": \"$1\"" "$work/out" | grep -qF -- "$2" || grep -F "\"text\":\"$1\"" "$work/out" | grep -qF -- "$2"; }

law ()     # FILE TITLE ADOPTED EFFECTIVE ARTICLES
{
  { printf '# %s\n\n%s 青河市人民代表大会常务委员会会议通过\n\n%s 施行\n\n<!-- INFO END -->\n\n' "$2" "$3" "$4"; printf '%b' "$5"; } > "$work/$1"
}

mkdir "$work/laws"
law laws/old.md 青河市燃气条例 2010年3月1日 2010年4月1日 '第一条 甲。\n\n第二条 乙。\n\n丙。\n'
law laws/new.md 青河市供水条例 2022年3月1日 2022年4月1日 '第一条 甲。\n\n第二条 有下列行为的：\n\n（一）甲；\n\n（二）乙。\n'
sed -i '3s/.*/2001年5月1日 青河市人民代表大会常务委员会会议通过\n\n2022年3月1日 青河市人民代表大会常务委员会会议修订/' "$work/laws/new.md"
law draft.md 青河市养犬条例 2020年3月1日 2020年5月1日 \
  '第一条 依照《青河市燃气条例》第二条第二款、《青河市燃气条例》第九条和《青河市无名条例》第一条。\n\n第二条 依照《青河市供水条例》第二条第二项。\n\n前款不适用；依照本条例第一条、本条例第七条。\n'
"$build/indexer/quanze-index" --db "$work/db" --quiet "$work/laws" 2> "$work/err"

echo 1..15
cite --format jsonl "$work/draft.md"
check "exits 0" test "$code" -eq 0
check "resolves in the version in force" of 《青河市燃气条例》第二条第二款 '青河市燃气条例@2010-03-01#art_2__para_2'
check "tells a provision that the version lacks" of 《青河市燃气条例》第九条 no-such-provision
check "tells an instrument that is not in the index" of 《青河市无名条例》第一条 no-such-instrument
check "says that only a later version is held" of 《青河市供水条例》第二条第二项 older-version-needed
check "finds the paragraph of an item" of 《青河市供水条例》第二条第二项 art_2__para_1__item_2
check "makes 前款 absolute" of 前款 art_2__para_1
check "checks the file itself" of 本条例第一条 resolved
check "tells what the file itself lacks" of 本条例第七条 no-such-provision

cite "$work/draft.md"
check "prints lines for people" grep -qF '《青河市燃气条例》第九条  [无此条款' "$work/out"
printf '今天天气很好，适合出门。\n' > "$work/plain.txt"
cite "$work/plain.txt"
check "exits 1 when nothing is cited" test "$code" -eq 1
"$build/search/quanze" cite --db "$work/none" "$work/draft.md" > "$work/out" 2> "$work/err"
code=$?
check "exits 4 without an index" test "$code" -eq 4

law laws/and.md 青河市市容和环境卫生条例 2022年3月1日 2022年4月1日 '第一条 甲。\n\n第二条 乙。\n'
"$build/indexer/quanze-index" --db "$work/db" --quiet "$work/laws" 2> "$work/err"
"$build/search/quanze" show --db "$work/db" 青河市市容和环境卫生条例第二条 > "$work/out" 2> "$work/err"
check "a title that holds 和 is found whole when it is asked for" grep -q '《青河市市容和环境卫生条例》第二条' "$work/out"

# A law whose numbers last: an article that a later amendment rewrote may have other 款 than the citing text read.
law laws/code.md 青河市船舶条例 2001年5月1日 2001年6月1日 '第一条 甲。\n\n乙。\n\n第一条之一 丙。\n\n第二条 丁。\n\n戊。\n'
sed -i '3s/.*/2001年5月1日 青河市人民代表大会常务委员会会议通过\n\n2023年3月1日 青河市人民代表大会常务委员会会议修正/; s/^2001年6月1日 施行$/2023年3月1日 施行/' "$work/laws/code.md"
law laws/amendment.md 青河市船舶条例修正案 2023年3月1日 2023年3月1日 '一、将《青河市船舶条例》第一条修改为：“甲。\n\n“乙。”\n\n二、本修正案自公布之日起施行。\n'
law citing.md 青河市渡口条例 2010年3月1日 2010年5月1日 '第一条 依照《青河市船舶条例》第一条第二款、《青河市船舶条例》第二条第二款。\n'
"$build/indexer/quanze-index" --db "$work/db" --quiet "$work/laws" 2> "$work/err"
cite --format jsonl "$work/citing.md"
check "the 款 of a rewritten article needs the older version" of 《青河市船舶条例》第一条第二款 older-version-needed
check "that of another article does not" of 《青河市船舶条例》第二条第二款 '"version_status":"current"'
