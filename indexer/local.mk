# quanze-index: scan → read → structure → link → write. All but main.c in a library, for the tests.
noinst_LIBRARIES += indexer/libindexer.a
indexer_libindexer_a_SOURCES = \
	indexer/catalogue.c \
	indexer/catalogue.h \
	indexer/close.c \
	indexer/close.h \
	indexer/document.c \
	indexer/document.h \
	indexer/entry.c \
	indexer/entry.h \
	indexer/fingerprint.c \
	indexer/fingerprint.h \
	indexer/indexer.c \
	indexer/indexer.h \
	indexer/limits.c \
	indexer/limits.h \
	indexer/manifest.c \
	indexer/manifest.h \
	indexer/naming.c \
	indexer/naming.h \
	indexer/options.c \
	indexer/options.h \
	indexer/pool.c \
	indexer/pool.h \
	indexer/progress.c \
	indexer/progress.h \
	indexer/protocol.c \
	indexer/protocol.h \
	indexer/questions.c \
	indexer/questions.h \
	indexer/report.c \
	indexer/report.h \
	indexer/suggest.c \
	indexer/suggest.h \
	indexer/run.c \
	indexer/run.h \
	indexer/scan.c \
	indexer/scan.h \
	indexer/settle.c \
	indexer/worker.c \
	indexer/worker.h \
	indexer/write.c \
	indexer/write.h

bin_PROGRAMS += indexer/quanze-index
indexer_quanze_index_SOURCES = indexer/main.c
nodist_EXTRA_indexer_quanze_index_SOURCES = force-cxx-link.cxx
indexer_quanze_index_LDADD = indexer/libindexer.a $(QZ_LIBS)
