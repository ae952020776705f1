# Benches: built by name, never by `make check`.
EXTRA_PROGRAMS += tests/bench/bench_index
tests_bench_bench_index_SOURCES = tests/bench/bench_index.c
nodist_EXTRA_tests_bench_bench_index_SOURCES = force-cxx-link.cxx
tests_bench_bench_index_LDADD = lib/libquanze.a $(XAPIAN_LIBS) $(GLIB_LIBS)

EXTRA_PROGRAMS += tests/bench/bench_segment
tests_bench_bench_segment_SOURCES = tests/bench/bench_segment.c tests/bench/cpu.h
nodist_EXTRA_tests_bench_bench_segment_SOURCES = force-cxx-link.cxx
tests_bench_bench_segment_LDADD = $(QZ_LIBS)

EXTRA_PROGRAMS += tests/bench/bench_citation
tests_bench_bench_citation_SOURCES = tests/bench/bench_citation.c tests/bench/cpu.h
nodist_EXTRA_tests_bench_bench_citation_SOURCES = force-cxx-link.cxx
tests_bench_bench_citation_LDADD = $(QZ_LIBS)

EXTRA_PROGRAMS += tests/bench/bench_lexicon
tests_bench_bench_lexicon_SOURCES = tests/bench/bench_lexicon.c tests/bench/cpu.h
nodist_EXTRA_tests_bench_bench_lexicon_SOURCES = force-cxx-link.cxx
tests_bench_bench_lexicon_LDADD = $(QZ_LIBS)

EXTRA_PROGRAMS += tests/bench/bench_search
tests_bench_bench_search_SOURCES = tests/bench/bench_search.c
nodist_EXTRA_tests_bench_bench_search_SOURCES = force-cxx-link.cxx
tests_bench_bench_search_LDADD = search/libsearch.a $(QZ_LIBS) $(QZ_HTTP_LIBS)

# commits without end, for load.sh
EXTRA_PROGRAMS += tests/bench/committing
tests_bench_committing_SOURCES = tests/bench/committing.c
nodist_EXTRA_tests_bench_committing_SOURCES = force-cxx-link.cxx
tests_bench_committing_LDADD = $(QZ_LIBS)
EXTRA_DIST += tests/bench/load.sh

EXTRA_PROGRAMS += tests/bench/bench_phrases
tests_bench_bench_phrases_SOURCES = tests/bench/bench_phrases.c
nodist_EXTRA_tests_bench_bench_phrases_SOURCES = force-cxx-link.cxx
tests_bench_bench_phrases_LDADD = search/libsearch.a $(QZ_LIBS) $(QZ_HTTP_LIBS)
