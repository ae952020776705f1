# unit_tests += tests/unit/test_NAME, then its _SOURCES, _CPPFLAGS, _LDADD and force-cxx-link line

unit_tests += tests/unit/test_date
tests_unit_test_date_SOURCES = tests/unit/test_date.c
nodist_EXTRA_tests_unit_test_date_SOURCES = force-cxx-link.cxx
tests_unit_test_date_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_date_LDADD = $(test_libs)

unit_tests += tests/unit/test_numeral
tests_unit_test_numeral_SOURCES = tests/unit/test_numeral.c
nodist_EXTRA_tests_unit_test_numeral_SOURCES = force-cxx-link.cxx
tests_unit_test_numeral_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_numeral_LDADD = $(test_libs)

unit_tests += tests/unit/test_text
tests_unit_test_text_SOURCES = tests/unit/test_text.c
nodist_EXTRA_tests_unit_test_text_SOURCES = force-cxx-link.cxx
tests_unit_test_text_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_text_LDADD = $(test_libs)

unit_tests += tests/unit/test_fold
tests_unit_test_fold_SOURCES = tests/unit/test_fold.c
nodist_EXTRA_tests_unit_test_fold_SOURCES = force-cxx-link.cxx
tests_unit_test_fold_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_fold_LDADD = $(test_libs)

unit_tests += tests/unit/test_lexicon
tests_unit_test_lexicon_SOURCES = tests/unit/test_lexicon.c
nodist_EXTRA_tests_unit_test_lexicon_SOURCES = force-cxx-link.cxx
tests_unit_test_lexicon_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_lexicon_LDADD = $(test_libs)

unit_tests += tests/unit/test_segment
tests_unit_test_segment_SOURCES = tests/unit/test_segment.c
nodist_EXTRA_tests_unit_test_segment_SOURCES = force-cxx-link.cxx
tests_unit_test_segment_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_segment_LDADD = $(test_libs)

unit_tests += tests/unit/test_index
tests_unit_test_index_SOURCES = tests/unit/test_index.c tests/unit/index_fixture.h
nodist_EXTRA_tests_unit_test_index_SOURCES = force-cxx-link.cxx
tests_unit_test_index_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_index_LDADD = $(test_libs)

unit_tests += tests/unit/test_source
tests_unit_test_source_SOURCES = tests/unit/test_source.c
nodist_EXTRA_tests_unit_test_source_SOURCES = force-cxx-link.cxx
tests_unit_test_source_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_source_LDADD = $(test_libs)

unit_tests += tests/unit/test_doc
tests_unit_test_doc_SOURCES = tests/unit/test_doc.c
nodist_EXTRA_tests_unit_test_doc_SOURCES = force-cxx-link.cxx
tests_unit_test_doc_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_doc_LDADD = $(test_libs)

unit_tests += tests/unit/test_docx
tests_unit_test_docx_SOURCES = tests/unit/test_docx.c
nodist_EXTRA_tests_unit_test_docx_SOURCES = force-cxx-link.cxx
tests_unit_test_docx_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_docx_LDADD = $(test_libs)

unit_tests += tests/unit/test_pdf
tests_unit_test_pdf_SOURCES = tests/unit/test_pdf.c
nodist_EXTRA_tests_unit_test_pdf_SOURCES = force-cxx-link.cxx
tests_unit_test_pdf_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_pdf_LDADD = $(test_libs)

unit_tests += tests/unit/test_rtf_ofd
tests_unit_test_rtf_ofd_SOURCES = tests/unit/test_rtf_ofd.c
nodist_EXTRA_tests_unit_test_rtf_ofd_SOURCES = force-cxx-link.cxx
tests_unit_test_rtf_ofd_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_rtf_ofd_LDADD = $(test_libs)

unit_tests += tests/unit/test_sheet
tests_unit_test_sheet_SOURCES = tests/unit/test_sheet.c tests/unit/biff_fixture.h
nodist_EXTRA_tests_unit_test_sheet_SOURCES = force-cxx-link.cxx
tests_unit_test_sheet_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_sheet_LDADD = $(test_libs)

unit_tests += tests/unit/test_registry
tests_unit_test_registry_SOURCES = tests/unit/test_registry.c
nodist_EXTRA_tests_unit_test_registry_SOURCES = force-cxx-link.cxx
tests_unit_test_registry_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_registry_LDADD = $(test_libs)

unit_tests += tests/unit/test_instrument
tests_unit_test_instrument_SOURCES = tests/unit/test_instrument.c
nodist_EXTRA_tests_unit_test_instrument_SOURCES = force-cxx-link.cxx
tests_unit_test_instrument_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_instrument_LDADD = $(test_libs)

unit_tests += tests/unit/test_citation
tests_unit_test_citation_SOURCES = tests/unit/test_citation.c
nodist_EXTRA_tests_unit_test_citation_SOURCES = force-cxx-link.cxx
tests_unit_test_citation_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_citation_LDADD = $(test_libs)

unit_tests += tests/unit/test_store
tests_unit_test_store_SOURCES = tests/unit/test_store.c
nodist_EXTRA_tests_unit_test_store_SOURCES = force-cxx-link.cxx
tests_unit_test_store_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_store_LDADD = $(test_libs)

unit_tests += tests/unit/test_timeline
tests_unit_test_timeline_SOURCES = tests/unit/test_timeline.c tests/unit/index_fixture.h
nodist_EXTRA_tests_unit_test_timeline_SOURCES = force-cxx-link.cxx
tests_unit_test_timeline_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_timeline_LDADD = $(test_libs)

unit_tests += tests/unit/test_guard
tests_unit_test_guard_SOURCES = tests/unit/test_guard.cc
tests_unit_test_guard_CXXFLAGS = $(AM_CXXFLAGS) $(CMOCKA_CFLAGS) $(XAPIAN_CFLAGS)
tests_unit_test_guard_LDADD = $(test_libs)

unit_tests += tests/unit/test_database
tests_unit_test_database_SOURCES = tests/unit/test_database.c tests/unit/index_fixture.h
nodist_EXTRA_tests_unit_test_database_SOURCES = force-cxx-link.cxx
tests_unit_test_database_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_database_LDADD = $(test_libs)

unit_tests += tests/unit/test_query
tests_unit_test_query_SOURCES = tests/unit/test_query.c
nodist_EXTRA_tests_unit_test_query_SOURCES = force-cxx-link.cxx
tests_unit_test_query_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_query_LDADD = $(test_libs)

unit_tests += tests/unit/test_record
tests_unit_test_record_SOURCES = tests/unit/test_record.c
nodist_EXTRA_tests_unit_test_record_SOURCES = force-cxx-link.cxx
tests_unit_test_record_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_record_LDADD = $(test_libs)

unit_tests += tests/unit/test_pilot_registry
tests_unit_test_pilot_registry_SOURCES = tests/unit/test_pilot_registry.c
nodist_EXTRA_tests_unit_test_pilot_registry_SOURCES = force-cxx-link.cxx
tests_unit_test_pilot_registry_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_pilot_registry_LDADD = $(test_libs)
unit_tests += tests/unit/test_structure
tests_unit_test_structure_SOURCES = tests/unit/test_structure.c
nodist_EXTRA_tests_unit_test_structure_SOURCES = force-cxx-link.cxx
tests_unit_test_structure_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_structure_LDADD = $(test_libs)
EXTRA_DIST += \
	tests/golden/structure/annexes.txt \
	tests/golden/structure/articles.txt \
	tests/golden/structure/decisions.txt \
	tests/golden/structure/ends.txt \
	tests/golden/structure/front.txt \
	tests/golden/structure/headings.txt \
	tests/golden/structure/lists.txt \
	tests/golden/structure/statute.txt


unit_tests += tests/unit/test_basis
tests_unit_test_basis_SOURCES = tests/unit/test_basis.c
nodist_EXTRA_tests_unit_test_basis_SOURCES = force-cxx-link.cxx
tests_unit_test_basis_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_basis_LDADD = $(test_libs)

unit_tests += tests/unit/test_mode
tests_unit_test_mode_SOURCES = tests/unit/test_mode.c
nodist_EXTRA_tests_unit_test_mode_SOURCES = force-cxx-link.cxx
tests_unit_test_mode_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_mode_LDADD = $(test_libs)
