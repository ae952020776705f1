# The English of the interface. Source strings are Chinese, so a language is one file NAME.po.
# To bring it up to date: make update-po
EXTRA_DIST += %D%/en.po %D%/lexicon.awk

if HAVE_MSGFMT
enlocaledir = $(localedir)/en/LC_MESSAGES
enlocale_DATA = %D%/en/LC_MESSAGES/quanze.mo
CLEANFILES += %D%/en/LC_MESSAGES/quanze.mo
TESTS += tests/cli/locale.sh
endif

%D%/en/LC_MESSAGES/quanze.mo: $(srcdir)/%D%/en.po
	$(AM_V_GEN)$(MKDIR_P) %D%/en/LC_MESSAGES && $(MSGFMT) -c -o $@.tmp $(srcdir)/%D%/en.po && mv $@.tmp $@

update-po:
	cd $(srcdir) && awk -f po/lexicon.awk corpus/lexicon/rulings.tsv | LC_ALL=C.UTF-8 xgettext -L C --from-code=UTF-8 -k_ -kN_ --no-wrap --add-location=file \
	  --package-name=quanze -o $(abs_builddir)/quanze.pot $$(find lib indexer search -name '*.c' -o -name '*.cc' | LC_ALL=C sort) - && \
	  msgmerge -q --no-wrap --no-fuzzy-matching --backup=none -U po/en.po $(abs_builddir)/quanze.pot
	rm -f quanze.pot

.PHONY: update-po
