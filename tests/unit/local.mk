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

unit_tests += tests/unit/test_counts
tests_unit_test_counts_SOURCES = tests/unit/test_counts.c tests/unit/index_fixture.h
nodist_EXTRA_tests_unit_test_counts_SOURCES = force-cxx-link.cxx
tests_unit_test_counts_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_counts_LDADD = $(test_libs)

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
unit_tests += tests/unit/test_align
tests_unit_test_align_SOURCES = tests/unit/test_align.c
nodist_EXTRA_tests_unit_test_align_SOURCES = force-cxx-link.cxx
tests_unit_test_align_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_align_LDADD = $(test_libs)

unit_tests += tests/unit/test_wording
tests_unit_test_wording_SOURCES = tests/unit/test_wording.c
nodist_EXTRA_tests_unit_test_wording_SOURCES = force-cxx-link.cxx
tests_unit_test_wording_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_wording_LDADD = $(test_libs)

unit_tests += tests/unit/test_structure
tests_unit_test_structure_SOURCES = tests/unit/test_structure.c tests/unit/golden.h
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

unit_tests += tests/unit/test_vesting
tests_unit_test_vesting_SOURCES = tests/unit/test_vesting.c tests/unit/golden.h
nodist_EXTRA_tests_unit_test_vesting_SOURCES = force-cxx-link.cxx
tests_unit_test_vesting_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_vesting_LDADD = $(test_libs)
EXTRA_DIST += \
	tests/golden/vesting/holders.txt \
	tests/golden/vesting/penalties.txt \
	tests/golden/vesting/transfers.txt

unit_tests += tests/unit/test_quote
tests_unit_test_quote_SOURCES = tests/unit/test_quote.c
nodist_EXTRA_tests_unit_test_quote_SOURCES = force-cxx-link.cxx
tests_unit_test_quote_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_quote_LDADD = $(test_libs)

unit_tests += tests/unit/test_grant
tests_unit_test_grant_SOURCES = tests/unit/test_grant.c tests/unit/golden.h
nodist_EXTRA_tests_unit_test_grant_SOURCES = force-cxx-link.cxx
tests_unit_test_grant_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_grant_LDADD = $(test_libs)
EXTRA_DIST += \
	tests/golden/grant/papers.txt \
	tests/golden/grant/recalls.txt


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

unit_tests += tests/unit/test_title_line
tests_unit_test_title_line_SOURCES = tests/unit/test_title_line.c
nodist_EXTRA_tests_unit_test_title_line_SOURCES = force-cxx-link.cxx
tests_unit_test_title_line_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_title_line_LDADD = $(test_libs)

unit_tests += tests/unit/test_bodies
tests_unit_test_bodies_SOURCES = tests/unit/test_bodies.c
nodist_EXTRA_tests_unit_test_bodies_SOURCES = force-cxx-link.cxx
tests_unit_test_bodies_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_bodies_LDADD = $(test_libs)

unit_tests += tests/unit/test_finding
tests_unit_test_finding_SOURCES = tests/unit/test_finding.c
nodist_EXTRA_tests_unit_test_finding_SOURCES = force-cxx-link.cxx
tests_unit_test_finding_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_finding_LDADD = $(test_libs)

# questions and answers
unit_tests += tests/unit/test_vested
tests_unit_test_vested_SOURCES = tests/unit/test_vested.c
nodist_EXTRA_tests_unit_test_vested_SOURCES = force-cxx-link.cxx
tests_unit_test_vested_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_vested_LDADD = $(test_libs)

unit_tests += tests/unit/test_subject
tests_unit_test_subject_SOURCES = tests/unit/test_subject.c
nodist_EXTRA_tests_unit_test_subject_SOURCES = force-cxx-link.cxx
tests_unit_test_subject_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_subject_LDADD = $(test_libs)

unit_tests += tests/unit/test_catalogue
tests_unit_test_catalogue_SOURCES = tests/unit/test_catalogue.c
nodist_EXTRA_tests_unit_test_catalogue_SOURCES = force-cxx-link.cxx
tests_unit_test_catalogue_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_catalogue_LDADD = $(test_libs)
unit_tests += tests/unit/test_ruling
tests_unit_test_ruling_SOURCES = tests/unit/test_ruling.c
nodist_EXTRA_tests_unit_test_ruling_SOURCES = force-cxx-link.cxx
tests_unit_test_ruling_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_ruling_LDADD = $(test_libs)

unit_tests += tests/unit/test_paper
tests_unit_test_paper_SOURCES = tests/unit/test_paper.c tests/unit/index_fixture.h
nodist_EXTRA_tests_unit_test_paper_SOURCES = force-cxx-link.cxx
tests_unit_test_paper_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_paper_LDADD = $(test_libs)

unit_tests += tests/unit/test_uri
tests_unit_test_uri_SOURCES = tests/unit/test_uri.c
nodist_EXTRA_tests_unit_test_uri_SOURCES = force-cxx-link.cxx
tests_unit_test_uri_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_uri_LDADD = $(test_libs)

unit_tests += tests/unit/test_reply
tests_unit_test_reply_SOURCES = tests/unit/test_reply.c
nodist_EXTRA_tests_unit_test_reply_SOURCES = force-cxx-link.cxx
tests_unit_test_reply_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_reply_LDADD = $(test_libs)

unit_tests += tests/unit/test_bucket
tests_unit_test_bucket_SOURCES = tests/unit/test_bucket.c
nodist_EXTRA_tests_unit_test_bucket_SOURCES = force-cxx-link.cxx
tests_unit_test_bucket_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_bucket_LDADD = $(test_libs)

unit_tests += tests/unit/test_html
tests_unit_test_html_SOURCES = tests/unit/test_html.c
nodist_EXTRA_tests_unit_test_html_SOURCES = force-cxx-link.cxx
tests_unit_test_html_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_test_html_LDADD = $(test_libs)
