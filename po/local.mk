# The English of the interface. Source strings are Chinese, so a language is one file NAME.po.
# To bring it up to date: make update-po
EXTRA_DIST += %D%/en.po %D%/lexicon.awk %D%/extract.sh

if HAVE_MSGFMT
enlocaledir = $(localedir)/en/LC_MESSAGES
enlocale_DATA = %D%/en/LC_MESSAGES/quanze.mo
CLEANFILES += %D%/en/LC_MESSAGES/quanze.mo
TESTS += tests/cli/locale.sh
endif

%D%/en/LC_MESSAGES/quanze.mo: $(srcdir)/%D%/en.po
	$(AM_V_GEN)$(MKDIR_P) %D%/en/LC_MESSAGES && $(MSGFMT) -c -o $@.tmp $(srcdir)/%D%/en.po && mv $@.tmp $@

update-po:
	cd $(srcdir) && po/extract.sh > $(abs_builddir)/quanze.pot && \
	  msgmerge -q --no-wrap --no-fuzzy-matching --backup=none -U po/en.po $(abs_builddir)/quanze.pot
	rm -f quanze.pot

.PHONY: update-po
