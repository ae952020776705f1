# libquanze: everything both programs use. Only the .cc files see Xapian.
noinst_LIBRARIES += lib/libquanze.a

lib_libquanze_a_SOURCES =

# text: bytes, folding, numerals, words
lib_libquanze_a_SOURCES += \
	lib/text/date.c \
	lib/text/decode.c \
	lib/text/fold.c \
	lib/text/fold_class.h \
	lib/text/lexicon.c \
	lib/text/lexicon_table.c \
	lib/text/lexicon_table.h \
	lib/text/locale.c \
	lib/text/numeral.c \
	lib/text/place_unit.c \
	lib/text/place_unit.h \
	lib/text/segment.c \
	lib/text/text.c \
	lib/text/trie.c \
	lib/text/trie.h

# files → sources
lib_libquanze_a_SOURCES += \
	lib/read/child.c \
	lib/read/child.h \
	lib/read/container.c \
	lib/read/container.h \
	lib/read/csv.c \
	lib/read/doc.c \
	lib/read/doc.h \
	lib/read/doc_file.c \
	lib/read/doc_list.c \
	lib/read/doc_props.c \
	lib/read/docx.c \
	lib/read/docx.h \
	lib/read/docx_list.c \
	lib/read/docx_style.c \
	lib/read/draft.c \
	lib/read/draft.h \
	lib/read/html.c \
	lib/read/lists.c \
	lib/read/lists.h \
	lib/read/mhtml.c \
	lib/read/number_format.c \
	lib/read/ofd.c \
	lib/read/page.c \
	lib/read/page.h \
	lib/read/page_body.c \
	lib/read/page_meta.c \
	lib/read/page_meta.h \
	lib/read/pdf.c \
	lib/read/pdf.h \
	lib/read/pdf_page.c \
	lib/read/pdf_paragraph.c \
	lib/read/read.h \
	lib/read/records.c \
	lib/read/rtf.c \
	lib/read/sniff.c \
	lib/read/sniff.h \
	lib/read/source.c \
	lib/read/table_row.c \
	lib/read/table_row.h \
	lib/read/text.c \
	lib/read/xls.c \
	lib/read/xlsx.c

# a document and its provisions
lib_libquanze_a_SOURCES += \
	lib/structure/division.c \
	lib/structure/event.c \
	lib/structure/event.h \
	lib/structure/force.c \
	lib/structure/force.h \
	lib/structure/front.c \
	lib/structure/front.h \
	lib/structure/instrument.c \
	lib/structure/instrument_json.c \
	lib/structure/instrument_text.c \
	lib/structure/issuer.c \
	lib/structure/issuer.h \
	lib/structure/line.c \
	lib/structure/line.h \
	lib/structure/manner.c \
	lib/structure/marker.c \
	lib/structure/marker.h \
	lib/structure/masthead.c \
	lib/structure/masthead.h \
	lib/structure/order.c \
	lib/structure/places.c \
	lib/structure/places.h \
	lib/structure/plain.c \
	lib/structure/provision.c \
	lib/structure/structure.c \
	lib/structure/structure.h \
	lib/structure/territory.c \
	lib/structure/title.c \
	lib/structure/title_line.c \
	lib/structure/title_line.h \
	lib/structure/version.c \
	lib/structure/version.h

# citations
lib_libquanze_a_SOURCES += \
	lib/cite/absolute.c \
	lib/cite/absolute.h \
	lib/cite/address.c \
	lib/cite/address.h \
	lib/cite/amendment.c \
	lib/cite/amendment.h \
	lib/cite/base.c \
	lib/cite/citation.c \
	lib/cite/citation_format.c \
	lib/cite/context.c \
	lib/cite/context.h \
	lib/cite/mention.c \
	lib/cite/mention.h \
	lib/cite/naked.c \
	lib/cite/number.c \
	lib/cite/number.h \
	lib/cite/place.c \
	lib/cite/place.h \
	lib/cite/pointer.c \
	lib/cite/pointer.h \
	lib/cite/quote.c \
	lib/cite/resolve.c \
	lib/cite/scope.c \
	lib/cite/scope.h \
	lib/cite/title.c \
	lib/cite/title.h \
	lib/cite/token.c \
	lib/cite/token.h \
	lib/cite/unit.c \
	lib/cite/unit.h

# spreadsheets and registries, read, exported and read back
lib_libquanze_a_SOURCES += \
	lib/registry/basis.c \
	lib/registry/basis_address.c \
	lib/registry/basis_scan.c \
	lib/registry/basis_scan.h \
	lib/registry/biff.c \
	lib/registry/biff.h \
	lib/registry/cell_text.c \
	lib/registry/cell_text.h \
	lib/registry/exchange.c \
	lib/registry/header.c \
	lib/registry/header.h \
	lib/registry/item.c \
	lib/registry/item.h \
	lib/registry/mode.c \
	lib/registry/power.c \
	lib/registry/read_exchange.c \
	lib/registry/registry.c \
	lib/registry/sheet.c \
	lib/registry/sheet_draft.c \
	lib/registry/sheet_draft.h \
	lib/registry/title.c \
	lib/registry/title.h \
	lib/registry/xlsx_part.c \
	lib/registry/xlsx_part.h

# vested powers and grants
lib_libquanze_a_SOURCES += \
	lib/vest/act.c \
	lib/vest/bodies.c \
	lib/vest/body.c \
	lib/vest/body.h \
	lib/vest/central.c \
	lib/vest/central.h \
	lib/vest/clause.c \
	lib/vest/clause.h \
	lib/vest/fine.c \
	lib/vest/fine.h \
	lib/vest/grant.c \
	lib/vest/grant_line.c \
	lib/vest/grant_line.h \
	lib/vest/transfer.c \
	lib/vest/vesting.c \
	lib/vest/vesting_json.c \
	lib/vest/vesting_json.h

# versions beside each other, the timeline
lib_libquanze_a_SOURCES += \
	lib/version/align.c \
	lib/version/amendments.c \
	lib/version/amendments.h \
	lib/version/catalogue.c \
	lib/version/overlap.c \
	lib/version/overlap.h \
	lib/version/received.c \
	lib/version/timeline.c \
	lib/version/timeline_facts.c \
	lib/version/timeline_facts.h \
	lib/version/wording.c

# the index; only the .cc files see Xapian
lib_libquanze_a_SOURCES += \
	lib/index/database.c \
	lib/index/database.h \
	lib/index/grams.c \
	lib/index/index.cc \
	lib/index/index_query.cc \
	lib/index/holds.cc \
	lib/index/holds.hh \
	lib/index/kept.cc \
	lib/index/kept.hh \
	lib/index/lately.cc \
	lib/index/lately.hh \
	lib/index/query.c \
	lib/index/query.h \
	lib/index/read.cc \
	lib/index/record.c \
	lib/index/record.h \
	lib/index/shim.hh \
	lib/index/sketch.c \
	lib/index/store.c \
	lib/index/store_head.c \
	lib/index/store_head.h \
	lib/index/store_imports.c \
	lib/index/store_instrument.c \
	lib/index/store_links.c \
	lib/index/store_links.h \
	lib/index/store_parts.c \
	lib/index/store_parts.h \
	lib/index/store_registry.c \
	lib/index/store_terms.c \
	lib/index/store_terms.h \
	lib/index/store_units.c \
	lib/index/store_units.h \
	lib/index/write.cc

lib_libquanze_a_CFLAGS = $(AM_CFLAGS)
lib_libquanze_a_CXXFLAGS = $(AM_CXXFLAGS) $(XAPIAN_CFLAGS)

# what each character folds to, asked of ICU once (see lib/text/fold_generate.c)
noinst_PROGRAMS += lib/text/fold_generate
lib_text_fold_generate_SOURCES = lib/text/fold_generate.c lib/text/fold_class.h
lib_text_fold_generate_LDADD = $(ICU_LIBS)
nodist_lib_libquanze_a_SOURCES = lib/text/fold_table.h
BUILT_SOURCES += lib/text/fold_table.h
CLEANFILES += lib/text/fold_table.h lib/text/fold_table.h.tmp

lib/text/fold_table.h: lib/text/fold_generate$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) lib/text && ./lib/text/fold_generate$(EXEEXT) >$@.tmp && mv $@.tmp $@

lib/text/libquanze_a-fold.$(OBJEXT): lib/text/fold_table.h
