#!/bin/sh
# Decisions with planted faults that cite laws of the state, against an index of these laws: tests/shared/check.sh QUANZE DB
# Prints what was missed or invented; the last line counts, as JSON.
set -eu
quanze=$1 db=$2
fixtures=$(dirname "$0")/../fixtures/check
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$fixtures"/national/*.txt; do
  "$quanze" check --db "$db" --format jsonl --severity warning "$file" 2>/dev/null > "$work/out" || :
  jq -r --arg name "$(basename "$file")" --rawfile text "$file" \
    '[$name, .code, .severity, (if .at.start == null then "-" else $text[.at.start:.at.end] end)] | join("\t")' "$work/out"
done | sort > "$work/found"
grep -v '^#' "$fixtures/national-planted.tsv" | cut -f 1-4 | sort > "$work/planted"
comm -13 "$work/found" "$work/planted" | sed 's/^/missed	/'
comm -23 "$work/found" "$work/planted" | sed 's/^/invented	/'
jq -n --argjson planted "$(wc -l < "$work/planted")" --argjson found "$(wc -l < "$work/found")" \
  --argjson right "$(comm -12 "$work/found" "$work/planted" | wc -l)" -c \
  '{planted: $planted, right: $right, recall: ($right / $planted), precision: (if $found == 0 then 0 else $right / $found end)}'
