# dist_check_SCRIPTS / TESTS of tests/cli

dist_check_SCRIPTS = tests/cli/corpus_figures.sh
TESTS += tests/cli/corpus_figures.sh
