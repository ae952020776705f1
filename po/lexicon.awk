# The sentences of ours that stand in a lexicon's table, as C that xgettext reads: awk -f po/lexicon.awk corpus/lexicon/rulings.tsv
BEGIN { FS = "\t" }
/^#/ || NF < 5 { next }
{
  printf "#line %d \"%s\"\n", FNR, FILENAME
  for (i = 2; i <= 5; i += 3) {
    text = $i
    gsub (/[\\"]/, "\\\\&", text)
    printf "N_(\"%s\") ", text
  }
  print ""
}
