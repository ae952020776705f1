# Tests speak TAP. Unit tests need cmocka; without it they are left out and configure says so.
AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	LC_ALL=C.UTF-8; export LC_ALL; TZ=Asia/Shanghai; export TZ; \
	QUANZE_LEXICON='$(abs_top_srcdir)/corpus/lexicon'; export QUANZE_LEXICON; \
	QUANZE_SRC='$(abs_top_srcdir)'; export QUANZE_SRC; \
	QUANZE_BUILD='$(abs_top_builddir)'; export QUANZE_BUILD; \
	G_DEBUG=fatal-criticals; export G_DEBUG;
# A test that hangs ends, and fails by name, instead of holding up the run.
LOG_COMPILER = timeout -k 10 900
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh

test_libs = indexer/libindexer.a search/libsearch.a $(QZ_LIBS) $(QZ_HTTP_LIBS) $(CMOCKA_LIBS)
unit_tests =

# unit tests: one a module, named after it (tests/unit/test_NAME.c)
include tests/unit/local.mk

if HAVE_CMOCKA
check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
endif

# command-line tests: shell scripts that print TAP
include tests/cli/local.mk

# fuzz targets, their seeds replayed
include tests/fuzz/local.mk

# pages in a browser
dist_check_SCRIPTS += tests/web/run
TESTS += tests/web/run
EXTRA_DIST += tests/web/package.json tests/web/portal.test.mjs tests/web/tap.mjs tests/web/portal.html tests/web/portal.css \
	tests/web/portal.js tests/web/hostile/marks.md tests/web/hostile/long.md tests/web/hostile/registry.csv

# benches
include tests/bench/local.mk
EXTRA_DIST += tests/shared/check.sh tests/shared/run tests/shared/floors tests/shared/status.py tests/shared/titles.py tests/shared/validity.py tests/shared/incremental.sh tests/shared/asked.py \
	tests/shared/territory.tsv tests/shared/unanswerable.tsv tests/shared/who.tsv tests/shared/who_drawn.tsv tests/shared/who_drawn_2.tsv tests/shared/who_drawn_3.tsv tests/shared/who_drawn_4.tsv tests/shared/who_drawn_5.tsv tests/shared/who_drawn_6.tsv tests/shared/who_drawn_7.tsv \
	tests/shared/who_drawn_8.tsv tests/shared/who_drawn_9.tsv tests/shared/who_drawn_10.tsv tests/shared/who_drawn_11.tsv tests/shared/who_drawn_12.tsv tests/shared/who_drawn_13.tsv tests/shared/who_drawn_14.tsv tests/shared/who_drawn_15.tsv tests/shared/who_drawn_16.tsv tests/shared/officials.tsv \
	tests/shared/drawn.py \
	tests/shared/taught.py

EXTRA_PROGRAMS += tests/shared/phrases
tests_shared_phrases_SOURCES = tests/shared/phrases.c
nodist_EXTRA_tests_shared_phrases_SOURCES = force-cxx-link.cxx
tests_shared_phrases_LDADD = search/libsearch.a $(QZ_LIBS) $(QZ_HTTP_LIBS)

# Under valgrind: what handles bytes and ownership by hand and neither starts confined children nor feeds itself
# hostile sizes; the sanitizer build runs everything.
valgrind_tests = tests/unit/test_numeral tests/unit/test_fold tests/unit/test_lexicon tests/unit/test_index \
	tests/unit/test_record tests/unit/test_timeline tests/unit/test_sheet tests/unit/test_store \
	tests/unit/test_structure tests/unit/test_mode tests/unit/test_uri tests/unit/test_reply tests/unit/test_bucket tests/unit/test_html
