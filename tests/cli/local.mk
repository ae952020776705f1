# dist_check_SCRIPTS / TESTS of tests/cli

dist_check_SCRIPTS = tests/cli/corpus_figures.sh tests/cli/corpus_questions.sh tests/cli/powers.sh
TESTS += tests/cli/corpus_figures.sh tests/cli/corpus_questions.sh tests/cli/powers.sh

dist_check_SCRIPTS += tests/cli/terms.sh
TESTS += tests/cli/terms.sh
