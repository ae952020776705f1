# quanze-index: scan → read → structure → link → write. All but main.c in a library, for the tests.
noinst_LIBRARIES += indexer/libindexer.a
indexer_libindexer_a_SOURCES = \
	indexer/indexer.c \
	indexer/indexer.h

bin_PROGRAMS += indexer/quanze-index
indexer_quanze_index_SOURCES = indexer/main.c
nodist_EXTRA_indexer_quanze_index_SOURCES = force-cxx-link.cxx
indexer_quanze_index_LDADD = indexer/libindexer.a $(QZ_LIBS)
