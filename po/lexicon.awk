# The sentences of ours that stand in the lexicon's tables, as C that xgettext reads: awk -f po/lexicon.awk corpus/lexicon/rulings.tsv …
BEGIN { FS = "\t" }
/^#/ { next }
FILENAME ~ /modes/ && $1 ~ /^all:deadline_[a-z]*$/ { printf "#line %d \"%s\"\nN_(\"%s\")\n", FNR, FILENAME, $2 }
FILENAME ~ /rulings/ && NF >= 5 {
  printf "#line %d \"%s\"\n", FNR, FILENAME
  for (i = 2; i <= 5; i += 3) {
    text = $i
    gsub (/[\\"]/, "\\\\&", text)
    printf "N_(\"%s\") ", text
  }
  print ""
}
