#!/bin/sh
# quanze-index with bad input: each a line of its own and an exit code, the rest of the run unharmed. Prints TAP.
. "$(dirname "$0")/indexer.subr"

echo 1..37

run
check "no path is wrong usage" exits 2
check "and says so" says 没有给出
run --no-such-option x
check "an unknown option is wrong usage" exits 2
run --jobs 0x "$work"
check "a number that is none is wrong usage" exits 2
run --shards 4 "$work"
check "shards are refused for now" exits 2
run --lexicon "$work/none.tsv" "$work"
check "a word list that is not there is wrong usage" exits 2
check "and leaves no index" test ! -e "$work/db"
run --help
check "help" exits 0
texts "$work/in"
run --report "$work/nowhere/report" "$work/in"
check "a report that cannot be written is found out first" exits 5
check "and nothing was indexed for it" test ! -e "$work/db"
rm -rf "$work/in"

texts "$work/in"
run "$work/in" "$work/missing.md" --report "$work/report"
check "a missing path: part of the input was refused" exits 3
check "it is named" says "missing.md：没有这个文件"
check "the rest is in" is "$(jq -rs 'map(select(.status == "indexed")) | length' "$work/report")" 4
check "the report has a line an input" lines 6 report
check "its error has a code" is "$(member report missing.md .error.code)" missing

rm -rf "$work/db" "$work/in"
texts "$work/in"
: > "$work/in/empty.txt"
printf '\211PNG\r\n\032\n0000' > "$work/in/picture.md"
head -c 300 /dev/urandom > "$work/in/noise.bin"
printf 'PK\003\004broken' > "$work/in/book.xlsx"
printf '\320\317\021\340\241\261\032\341broken' > "$work/in/book.xls"
printf '{"id": "x", "name": 1}\nnot json\n' > "$work/in/records.jsonl"
law "$work/in/secret.md" 岚川省保密办法 '2019年1月1日 岚川省人民政府公布' '第一条 略。'
chmod 000 "$work/in/secret.md"
mkfifo "$work/pipe"
mkdir "$work/in/.hidden" && echo x > "$work/in/.hidden/x.md"
ln -s .. "$work/in/rules/loop"
run "$work/in" "$work/pipe" --report "$work/report"
check "bad files: part of the input was refused" exits 3
for file in empty.txt picture.md noise.bin book.xlsx book.xls; do
  check "$file is refused" is "$(member report $file .status)" refused
  check "$file has its line" test "$(LC_ALL=C grep -c "$file：" "$work/err")" -eq 1
done
check "empty is told from broken" is "$(member report empty.txt .error.code)" empty
check "a pipe is no file" is "$(member report pipe .error.code)" unsupported
if test "$(id -u)" -eq 0; then
  check "an unreadable file # SKIP root reads everything" true
else
  check "an unreadable file" is "$(member report secret.md .error.code)" unreadable
fi
check "hidden folders and loops of links are left out" test "$(LC_ALL=C grep -c -e hidden -e loop "$work/report")" -eq 0
check "what is good is in" is "$(jq -rs 'map(select(.kind == "instrument" and .status == "indexed" and (.path | endswith("secret.md") | not))) | length' "$work/report")" 4

mkdir "$work/foreign"; echo mine > "$work/foreign/precious.txt"
"$index" --db "$work/foreign" "$work/in" > "$work/out" 2> "$work/err"; code=$?
check "a folder of somebody else's is not written into" exits 4
check "and left as it was" test "$(ls "$work/foreign")" = precious.txt
"$index" --db "$work/in/a.md" "$work/in/rules" > "$work/out" 2> "$work/err"; code=$?
check "a file is no index" exits 4

env -i "$index" --db "$work/bare" --report "$work/report" "$work/in/a.md" > "$work/out" 2> "$work/err"; code=$?
check "with an empty environment" exits 0
check "titles come out whole" is "$(jq -r .title "$work/report")" 岚川省河道清障条例

law "$work/caf$(printf '\351').md" 岚川省命名规定 '2019年1月1日 岚川省人民政府公布' '第一条 文件名不是文本。'
run --report "$work/report" "$work/caf$(printf '\351').md"
check "a file name that is no text" exits 0
