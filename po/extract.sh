#!/bin/sh
# Every message of the sources and every sentence of ours in the lexicon, as a template on standard output: po/extract.sh, from the top of the sources
set -eu
awk -f po/lexicon.awk corpus/lexicon/rulings.tsv corpus/lexicon/modes.tsv |
  LC_ALL=C.UTF-8 xgettext -L C --from-code=UTF-8 -k_ -kN_ --no-wrap --add-location=file --package-name=quanze -o - \
    $(find lib indexer search -name '*.c' -o -name '*.cc' | LC_ALL=C sort) -
