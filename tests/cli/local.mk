# dist_check_SCRIPTS / TESTS of tests/cli

dist_check_SCRIPTS = tests/cli/corpus_figures.sh tests/cli/corpus_questions.sh tests/cli/powers.sh
TESTS += tests/cli/corpus_figures.sh tests/cli/corpus_questions.sh tests/cli/powers.sh

# searches
dist_check_SCRIPTS += tests/cli/search.sh
TESTS += tests/cli/search.sh

# audits
dist_check_SCRIPTS += tests/cli/audit.sh
TESTS += tests/cli/audit.sh
EXTRA_DIST += $(addprefix tests/fixtures/audit/, \
	grants/letter-doorplates.md grants/letter-old.md grants/letter-short.md grants/notice-authorize.md grants/recall.md \
	registry/lamps.csv \
	rules/county-measures.md rules/doorplates.md rules/lamps-2015.md rules/lamps-2020.md rules/lanterns.md rules/night-market-2024.md \
	rules/other-province.md rules/patrol.md rules/river-lanterns-2010.md rules/street-lamp-law-2016.md \
	rules/street-lamp-law-2022.md rules/town-lanterns.md rules/water-lights-2021.md) \
	tests/golden/audit/codes.txt tests/golden/audit/pilot.txt

dist_check_SCRIPTS += tests/cli/diff.sh
TESTS += tests/cli/diff.sh
# showing
check_PROGRAMS += tests/cli/akn_check
tests_cli_akn_check_SOURCES = tests/cli/akn_check.c
tests_cli_akn_check_LDADD = $(QZ_LIBS)
nodist_EXTRA_tests_cli_akn_check_SOURCES = force-cxx-link.cxx
dist_check_SCRIPTS += tests/cli/show.sh
TESTS += tests/cli/show.sh
EXTRA_DIST += $(addprefix tests/golden/show/, article.md article.txt document.md document.txt document.xml) \
	$(addprefix tests/fixtures/show/, heating.md powers.csv title.md title-longer.md) tests/fixtures/akn/akn.rng
EXTRA_DIST += tests/golden/diff/gas.txt tests/fixtures/versions/gas-2010.md tests/fixtures/versions/gas-2022.md
dist_check_SCRIPTS += tests/cli/ask.sh
TESTS += tests/cli/ask.sh

dist_check_SCRIPTS += tests/cli/terms.sh
TESTS += tests/cli/terms.sh
# quanze-index
check_PROGRAMS += tests/cli/index_dump
tests_cli_index_dump_SOURCES = tests/cli/index_dump.c
nodist_EXTRA_tests_cli_index_dump_SOURCES = force-cxx-link.cxx
tests_cli_index_dump_LDADD = $(QZ_LIBS)
EXTRA_DIST += tests/cli/indexer.subr
dist_check_SCRIPTS += tests/cli/indexer_faults.sh tests/cli/indexer_incremental.sh tests/cli/indexer_input.sh
TESTS += tests/cli/indexer_faults.sh tests/cli/indexer_incremental.sh tests/cli/indexer_input.sh

# citations
dist_check_SCRIPTS += tests/cli/cite.sh
TESTS += tests/cli/cite.sh
dist_check_SCRIPTS += tests/cli/locale.sh

# dates and status
dist_check_SCRIPTS += tests/cli/catalogue.sh tests/cli/incremental_answers.sh
TESTS += tests/cli/catalogue.sh tests/cli/incremental_answers.sh

# checks of documents
EXTRA_DIST += tests/fixtures/check
check_PROGRAMS += tests/cli/make_docx
tests_cli_make_docx_SOURCES = tests/cli/make_docx.c
nodist_EXTRA_tests_cli_make_docx_SOURCES = force-cxx-link.cxx
tests_cli_make_docx_LDADD = $(QZ_LIBS)
dist_check_SCRIPTS += tests/cli/check.sh
TESTS += tests/cli/check.sh

# the service
check_PROGRAMS += tests/cli/openapi_check
tests_cli_openapi_check_SOURCES = tests/cli/openapi_check.c
tests_cli_openapi_check_LDADD = $(JANSSON_LIBS) $(GLIB_LIBS)
dist_check_SCRIPTS += tests/cli/serve.sh
TESTS += tests/cli/serve.sh

# grants
dist_check_SCRIPTS += tests/cli/grants.sh
TESTS += tests/cli/grants.sh

check_PROGRAMS += tests/cli/rude_client
tests_cli_rude_client_SOURCES = tests/cli/rude_client.c
tests_cli_rude_client_LDADD = $(GLIB_LIBS)
dist_check_SCRIPTS += tests/cli/serve_rude.sh
TESTS += tests/cli/serve_rude.sh

dist_check_SCRIPTS += tests/cli/units.sh
TESTS += tests/cli/units.sh
dist_check_SCRIPTS += tests/cli/readme.sh
TESTS += tests/cli/readme.sh

# export
dist_check_SCRIPTS += tests/cli/export.sh
TESTS += tests/cli/export.sh
