#!/bin/sh
# The interface's language follows the locale. Prints TAP.

set -u
source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
QUANZE_LEXICON=${QUANZE_LEXICON:-$source/corpus/lexicon}; export QUANZE_LEXICON
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT INT TERM
unset LC_ALL LC_MESSAGES LANGUAGE
n=0

# says WHAT LANG FOLDER WORD PROGRAM ARGUMENT…: with LANG and translations in FOLDER, the output holds WORD
says ()
{
  what=$1 lang=$2 folder=$3 word=$4; shift 4
  n=$((n + 1))
  LANG=$lang QUANZE_LOCALE=$folder "$build/$1" "$2" > "$work/out" 2>&1 < /dev/null
  if grep -q -e "$word" "$work/out"; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; head -n 8 "$work/out" | sed 's/^/# /'
  fi
}

says 'quanze --help is English in an English locale' en_US.UTF-8 "$build/po" 'Who holds this power' search/quanze --help
says 'a character set without Chinese keeps its language' en_US.ISO-8859-1 "$build/po" 'Who holds this power' search/quanze --help
says 'an error is English too' en_US.UTF-8 "$build/po" 'quanze: no command nosuch' search/quanze nosuch
says 'quanze-index --help is English' en_US.UTF-8 "$build/po" 'Index laws' indexer/quanze-index --help
says 'quanze --help is Chinese in a Chinese locale' zh_CN.UTF-8 "$build/po" '谁有权做这件事' search/quanze --help
says 'Chinese without a language' C.UTF-8 "$build/po" '谁有权做这件事' search/quanze --help
says 'Chinese in the locale C' C "$build/po" '谁有权做这件事' search/quanze --help
says 'Chinese where no translation is installed' en_US.UTF-8 "$work" '谁有权做这件事' search/quanze --help
unset QUANZE_LOCALE
n=$((n + 1))
LANG=en_US.UTF-8 "$build/search/quanze" --help > "$work/out" 2>&1 < /dev/null
if grep -q -e 'Who holds this power' "$work/out"; then
  echo "ok $n - English from the build tree, before it is installed"
else
  echo "not ok $n - English from the build tree, before it is installed"
fi

# Every string of the sources, and every sentence of the rules in the lexicon, has its English.
n=$((n + 1))
if command -v xgettext > /dev/null 2>&1; then
  (cd "$source" && po/extract.sh) > "$work/quanze.pot" 2> /dev/null
  msgcmp "$source/po/en.po" "$work/quanze.pot" > "$work/out" 2>&1 && verdict=ok || verdict='not ok'
  echo "$verdict $n - every message has its English (make update-po names those that lack it)"
  sed 's/^/# /' "$work/out" | head -n 8
else
  echo "ok $n - every message has its English # SKIP no xgettext"
fi
echo "1..$n"
