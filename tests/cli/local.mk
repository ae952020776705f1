# dist_check_SCRIPTS / TESTS of tests/cli

dist_check_SCRIPTS = tests/cli/corpus_figures.sh tests/cli/corpus_questions.sh tests/cli/powers.sh
TESTS += tests/cli/corpus_figures.sh tests/cli/corpus_questions.sh tests/cli/powers.sh

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
