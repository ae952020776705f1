# Fuzz targets: a file a target, its seeds in seeds/NAME. Here they are replayed, whole, cut and bent (replay.c);
# to fuzz, link a target's object with clang -fsanitize=fuzzer in place of replay.c.
fuzz_tests =

fuzz_tests += tests/fuzz/fuzz_xls
tests_fuzz_fuzz_xls_SOURCES = tests/fuzz/fuzz_xls.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_xls_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_xls_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"xls\"
tests_fuzz_fuzz_xls_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_xlsx
tests_fuzz_fuzz_xlsx_SOURCES = tests/fuzz/fuzz_xlsx.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_xlsx_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_xlsx_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"xlsx\"
tests_fuzz_fuzz_xlsx_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_csv
tests_fuzz_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_csv_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_csv_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"csv\"
tests_fuzz_fuzz_csv_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_exchange
tests_fuzz_fuzz_exchange_SOURCES = tests/fuzz/fuzz_exchange.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_exchange_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_exchange_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"exchange\"
tests_fuzz_fuzz_exchange_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_basis
tests_fuzz_fuzz_basis_SOURCES = tests/fuzz/fuzz_basis.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_basis_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_basis_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"basis\"
tests_fuzz_fuzz_basis_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_record
tests_fuzz_fuzz_record_SOURCES = tests/fuzz/fuzz_record.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_record_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_record_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"record\"
tests_fuzz_fuzz_record_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_decode
tests_fuzz_fuzz_decode_SOURCES = tests/fuzz/fuzz_decode.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_decode_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_decode_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"decode\"
tests_fuzz_fuzz_decode_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_fold
tests_fuzz_fuzz_fold_SOURCES = tests/fuzz/fuzz_fold.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_fold_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_fold_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"fold\"
tests_fuzz_fuzz_fold_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_segment
tests_fuzz_fuzz_segment_SOURCES = tests/fuzz/fuzz_segment.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_segment_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_segment_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"segment\"
tests_fuzz_fuzz_segment_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_citation
tests_fuzz_fuzz_citation_SOURCES = tests/fuzz/fuzz_citation.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_citation_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_citation_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"citation\"
tests_fuzz_fuzz_citation_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_html
tests_fuzz_fuzz_html_SOURCES = tests/fuzz/fuzz_html.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_html_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_html_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"html\"
tests_fuzz_fuzz_html_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_docx
tests_fuzz_fuzz_docx_SOURCES = tests/fuzz/fuzz_docx.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_docx_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_docx_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"docx\"
tests_fuzz_fuzz_docx_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_doc
tests_fuzz_fuzz_doc_SOURCES = tests/fuzz/fuzz_doc.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_doc_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_doc_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"doc\"
tests_fuzz_fuzz_doc_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_rtf
tests_fuzz_fuzz_rtf_SOURCES = tests/fuzz/fuzz_rtf.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_rtf_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_rtf_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"rtf\"
tests_fuzz_fuzz_rtf_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_structure
tests_fuzz_fuzz_structure_SOURCES = tests/fuzz/fuzz_structure.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_structure_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_structure_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"structure\"
tests_fuzz_fuzz_structure_LDADD = $(QZ_LIBS)

fuzz_tests += tests/fuzz/fuzz_request
tests_fuzz_fuzz_request_SOURCES = tests/fuzz/fuzz_request.c tests/fuzz/replay.c tests/fuzz/target.h
nodist_EXTRA_tests_fuzz_fuzz_request_SOURCES = force-cxx-link.cxx
tests_fuzz_fuzz_request_CPPFLAGS = $(AM_CPPFLAGS) -DQZ_FUZZ_SEEDS=\"request\"
tests_fuzz_fuzz_request_LDADD = search/libsearch.a $(QZ_LIBS) $(QZ_HTTP_LIBS)

check_PROGRAMS += $(fuzz_tests)
TESTS += $(fuzz_tests)
EXTRA_DIST += tests/fuzz/seeds
