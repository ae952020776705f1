#!/bin/sh
# The pilot county's papers agree with each other: the figures of the registry, the
# articles and grants it cites, the offices and windows it names. Prints TAP.
# awk may count bytes, so Chinese characters stand in alternations, never in brackets.

set -u
LC_ALL=C; export LC_ALL
corpus=${QUANZE_SRC:-$(dirname "$0")/../..}/corpus
registry=$corpus/registry/hedu-powers.csv
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM

n=0
check ()   # WHAT WANTED FOUND
{
  n=$((n + 1))
  if [ "$2" = "$3" ]; then echo "ok $n - $1"
  else echo "not ok $n - $1"; printf '%s\n' "$3" | sed "s/^/# wanted $2, found: /"; fi
}

sed 1,2d "$registry" > "$work/rows"
column () { awk -F, -v c="$2" "$1 { print \$c }" "$work/rows"; }
count () { awk -F, "$1 { n++ } END { print n + 0 }" "$work/rows"; }
distinct () { column "$1" "$2" | sort -u | wc -l | tr -d ' '; }
affair='$1 ~ /^HD-SW-/'

# ---- figures of the registry ----
check "every row has the 17 columns of the header" 17 \
  "$(sed 1d "$registry" | awk -F, '{ print NF }' | sort -u)"
check "70 powers" 70 "$(count '1')"
check "no code twice" "" "$(column 1 1 | sort | uniq -d)"
check "no name twice" "" "$(column 1 2 | sort | uniq -d)"
check "8 of personnel" 8 "$(count '$3 == "内部人事管理"')"
check "9 of finance" 9 "$(count '$3 == "内部财政管理"')"
check "53 affairs" 53 "$(count "$affair")"
check "53 affairs are what is not internal" 53 "$(count '$3 !~ /^内部/')"
check "17 departments hand affairs down" 17 "$(distinct "$affair" 8)"
check "27 entrusted" 27 "$(count '$7 == "委托"')"
check "26 authorised" 26 "$(count '$7 == "授权"')"
check "the 17 internal powers are handed down within government" 17 "$(count '$7 == "下放" && $3 ~ /^内部/')"
check "3 authorised by a county document alone" 3 \
  "$(count '$7 == "授权" && $13 !~ /《岚川省扩大乡镇管理权限条例》/')"
check "those 3 come from the county notice" 3 \
  "$(count '$7 == "授权" && $14 ~ /棠政发〔2022〕17号/ && $13 !~ /【地方性法规】/')"
check "3 recalled at the end of June 2024" 3 "$(count '$16 == "2024-06-30" && $17 ~ /^已收回/')"
check "what is entrusted has an end within five years" 0 \
  "$(count '$7 == "委托" && ($16 == "" || $16 > "2027-03-31")')"
check "no internal power has a window, every other has one" 0 \
  "$(count '($3 ~ /^内部/) != ($6 == "")')"
check "mode, scope, limits, duties, supervision, basis and grant are written down for every power" 0 \
  "$(count '$7 == "" || $9 == "" || $10 == "" || $11 == "" || $12 == "" || $13 == "" || $14 == ""')"
check "penalties and licences are done by the administrative office" 0 \
  "$(count '($3 == "行政处罚" || $3 == "行政许可") && $5 != "行政管理办公室"')"
check "no entrusted power is one of coercion" 0 \
  "$(count '$3 == "行政强制" || ($7 == "委托" && $2 ~ /查封|扣押|拘留|强制/)')"

# ---- offices and windows ----
cat "$corpus"/organisation/* > "$work/organisation"
column 1 5 | sort -u | while read -r office; do
  grep -q "$office" "$corpus/organisation/institution-plan.md" || echo "$office"
done > "$work/missing"
check "every office is in the institution plan" "" "$(cat "$work/missing")"
check "4 offices and centres" 4 "$(distinct 1 5)"
column '$6 != ""' 6 | sort -u | while read -r window; do
  grep -q "）$window：" "$corpus/organisation/service-windows.txt" || echo "$window"
done > "$work/missing"
check "every window is in the table of windows" "" "$(cat "$work/missing")"
check "16 windows, 8 and 8" "8 8" "$(awk '
  /　一、/ { part = 1 } /　二、/ { part = 2 } /　三、/ { part = 3 }
  /）[0-9]+号.*窗口：/ { n[part]++ } END { print n[1], n[2] }' "$corpus/organisation/service-windows.txt")"

# ---- rules ----
for file in "$corpus"/rules/*; do
  awk -v file="$file" '
    /^# / { title = substr ($0, 3) }
    title == "" && NF { title = $1 }
    /^第(一|二|三|四|五|六|七|八|九|十|百)+条( |　)/ { a = $0; sub (/条.*/, "条", a); print title "\t" a "\t" file }' "$file"
done > "$work/articles"
articles=$(wc -l < "$work/articles" | tr -d ' ')
check "80 to 120 articles of rules ($articles)" yes \
  "$([ "$articles" -ge 80 ] && [ "$articles" -le 120 ] && echo yes || echo "$articles")"
check "no article twice in a rule" "" "$(sort "$work/articles" | uniq -d)"

# Every article of a corpus rule that a text cites is in a version of that rule.
cited ()
{
  sed 's/《/\
《/g' | awk -F'》' '/^《/ {
    title = substr ($1, length ("《") + 1); rest = $2
    while (match (rest, /第(一|二|三|四|五|六|七|八|九|十)+条/)) {
      print title "\t" substr (rest, RSTART, RLENGTH); rest = substr (rest, RSTART + RLENGTH) } }' | sort -u
}
dangling ()
{
  cited | awk -F'\t' 'NR == FNR { title[$1] = 1; has[$1 "\t" $2] = 1; next }
    $1 in title && ! ($0 in has) { print }' "$work/articles" -
}
check "every corpus article of the registry's bases exists" "" "$(column 1 13 | dangling)"
check "every corpus article that grants and organisation papers cite exists" "" \
  "$(cat "$corpus"/grants/* "$corpus"/organisation/* | dangling)"
check "every local rule of the registry's bases is in the corpus" "" "$(column 1 13 |
  sed 's/【/\
【/g' | grep -E '^【(地方性法规|规范性文件|政府规章)】' | sed 's/^【.*】《//; s/》.*//' | sort -u |
  while read -r title; do grep -q "^$title	" "$work/articles" || echo "$title"; done)"
column 1 13 | sed 's/：“/\
：“/g' | sed -n 's/^：“//; t cut
d; : cut
s/”.*//p' > "$work/quotes"
check "every quoted item is in the provincial regulation" "" "$(while read -r quote; do
  grep -qF "）$quote" "$corpus/rules/township-powers-regulation.md" || echo "$quote"
done < "$work/quotes")"
check "23 quotes, one a power the regulation authorises" 23 "$(wc -l < "$work/quotes" | tr -d ' ')"

# ---- grants ----
awk -F, '{ number = $14; sub (/.*（/, "", number); sub (/）.*/, "", number); print number "\t" $2 }' "$work/rows" > "$work/grants"
while IFS='	' read -r number name; do
  file=$(grep -lx "$number" "$corpus"/grants/* | head -n 1)
  if [ -z "$file" ]; then echo "$number: no such grant"
  else grep -qF "$name" "$file" || echo "$number: $name is not in it"; fi
done < "$work/grants" > "$work/missing"
check "every power is named in its grant" "" "$(cat "$work/missing")"
check "17 letters of entrustment" 17 "$(ls "$corpus"/grants/entrustment-*.txt | wc -l | tr -d ' ')"
check "every letter says matters, limits, term, name, supervision and no sub-delegation" "" \
  "$(for file in "$corpus"/grants/entrustment-*.txt; do
       for phrase in 委托事项和依据 委托权限 权限限制 委托期限 实施名义 负责监督 不得将委托事项再委托 查封、扣押等行政强制措施; do
         grep -q "$phrase" "$file" || echo "${file##*/}: $phrase"
       done
     done)"
check "each recalled power is in the adjusting decision" 3 "$(column '$17 ~ /^已收回/' 2 | while read -r name; do
  grep -F "）$name（" "$corpus/grants/adjustment-decision.md"; done | wc -l | tr -d ' ')"

# ---- questions ----
if [ -f "$corpus/questions.tsv" ]; then
  sed 1d "$corpus/questions.tsv" > "$work/questions"
  check "40 questions" 40 "$(wc -l < "$work/questions" | tr -d ' ')"
  check "every question has the 10 columns of the header" 10 \
    "$(awk -F'\t' '{ print NF }' "$corpus/questions.tsv" | sort -u)"
  check "no question twice" "" "$(cut -f 1 "$work/questions" | sort | uniq -d; cut -f 2,3 "$work/questions" | sort | uniq -d)"
  check "intents are known" "" "$(cut -f 4 "$work/questions" |
    grep -vxE 'holder|basis|powers|may|penalty|when|count|procedure|remedy|supervision|validity|text')"
  check "modes are known" "" "$(cut -f 7 "$work/questions" |
    grep -vxE '|statutory|authorized|entrusted|conferred|devolved|concentrated|recalled')"
  check "corpus articles that answers must cite exist" "" "$(cut -f 8 "$work/questions" | dangling)"
fi

echo "1..$n"
