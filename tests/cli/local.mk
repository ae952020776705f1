# dist_check_SCRIPTS / TESTS of tests/cli
