# libquanze: everything both programs use. Only the .cc files see Xapian.
noinst_LIBRARIES += lib/libquanze.a

lib_libquanze_a_SOURCES =

# text
lib_libquanze_a_SOURCES += \
	lib/date.c \
	lib/decode.c \
	lib/fold.c \
	lib/fold_class.h \
	lib/locale.c \
	lib/lexicon.c \
	lib/numeral.c \
	lib/segment.c \
	lib/text.c \
	lib/trie.c \
	lib/trie.h

# files → sources
lib_libquanze_a_SOURCES += \
	lib/child.c \
	lib/child.h \
	lib/container.c \
	lib/container.h \
	lib/doc.h \
	lib/doc_file.c \
	lib/doc_list.c \
	lib/doc_props.c \
	lib/docx.h \
	lib/docx_list.c \
	lib/docx_style.c \
	lib/draft.c \
	lib/draft.h \
	lib/pdf.h \
	lib/pdf_page.c \
	lib/pdf_paragraph.c \
	lib/read.h \
	lib/lists.c \
	lib/lists.h \
	lib/number_format.c \
	lib/page.c \
	lib/page.h \
	lib/page_body.c \
	lib/page_meta.c \
	lib/page_meta.h \
	lib/read_csv.c \
	lib/read_doc.c \
	lib/read_docx.c \
	lib/read_html.c \
	lib/read_mhtml.c \
	lib/read_ofd.c \
	lib/read_pdf.c \
	lib/read_records.c \
	lib/read_rtf.c \
	lib/read_text.c \
	lib/read_xls.c \
	lib/read_xlsx.c \
	lib/sniff.c \
	lib/sniff.h \
	lib/source.c \
	lib/table_row.c \
	lib/table_row.h

# spreadsheets and registries
lib_libquanze_a_SOURCES += \
	lib/basis.c \
	lib/basis_address.c \
	lib/basis_scan.c \
	lib/basis_scan.h \
	lib/biff.c \
	lib/biff.h \
	lib/cell_text.c \
	lib/cell_text.h \
	lib/mode.c \
	lib/power.c \
	lib/quote.c \
	lib/registry.c \
	lib/registry_header.c \
	lib/registry_header.h \
	lib/registry_item.c \
	lib/registry_item.h \
	lib/registry_title.c \
	lib/registry_title.h \
	lib/sheet.c \
	lib/sheet_draft.c \
	lib/sheet_draft.h \
	lib/xlsx_part.c \
	lib/xlsx_part.h

# structure
lib_libquanze_a_SOURCES += \
	lib/division.c \
	lib/event.c \
	lib/event.h \
	lib/force.c \
	lib/force.h \
	lib/front.c \
	lib/front.h \
	lib/instrument.c \
	lib/instrument_json.c \
	lib/instrument_text.c \
	lib/issuer.c \
	lib/issuer.h \
	lib/line.c \
	lib/line.h \
	lib/manner.c \
	lib/marker.c \
	lib/marker.h \
	lib/masthead.c \
	lib/masthead.h \
	lib/order.c \
	lib/places.c \
	lib/places.h \
	lib/plain.c \
	lib/provision.c \
	lib/structure.c \
	lib/structure.h \
	lib/territory.c \
	lib/title.c \
	lib/title_line.c \
	lib/title_line.h \
	lib/version.c \
	lib/version.h

# citations
lib_libquanze_a_SOURCES += \
	lib/citation.c \
	lib/citation_format.c \
	lib/cite_absolute.c \
	lib/cite_absolute.h \
	lib/cite_address.c \
	lib/cite_address.h \
	lib/cite_amendment.c \
	lib/cite_amendment.h \
	lib/cite_base.c \
	lib/cite_context.c \
	lib/cite_context.h \
	lib/cite_mention.c \
	lib/cite_mention.h \
	lib/cite_naked.c \
	lib/cite_number.c \
	lib/cite_number.h \
	lib/cite_place.c \
	lib/cite_place.h \
	lib/cite_pointer.c \
	lib/cite_pointer.h \
	lib/cite_scope.c \
	lib/cite_scope.h \
	lib/cite_title.c \
	lib/cite_title.h \
	lib/cite_token.c \
	lib/cite_token.h \
	lib/cite_unit.c \
	lib/cite_unit.h \
	lib/amendments.c \
	lib/amendments.h \
	lib/resolve.c

# versions beside each other
lib_libquanze_a_SOURCES += \
	lib/align.c \
	lib/overlap.c \
	lib/overlap.h \
	lib/wording.c

# registries exported and read back
lib_libquanze_a_SOURCES += \
	lib/exchange.c \
	lib/read_exchange.c

# grants
lib_libquanze_a_SOURCES += \
	lib/grant.c \
	lib/grant_line.c \
	lib/grant_line.h

# vested powers
lib_libquanze_a_SOURCES += \
	lib/bodies.c \
	lib/body.c \
	lib/body.h \
	lib/fine.c \
	lib/fine.h \
	lib/vest_act.c \
	lib/vest_central.c \
	lib/vest_central.h \
	lib/vest_clause.c \
	lib/vest_clause.h \
	lib/vest_transfer.c \
	lib/vesting.c \
	lib/vesting_json.c \
	lib/vesting_json.h

# the index
lib_libquanze_a_SOURCES += \
	lib/database.c \
	lib/database.h \
	lib/index.cc \
	lib/index_query.cc \
	lib/kept.cc \
	lib/kept.hh \
	lib/index_read.cc \
	lib/grams.c \
	lib/index_write.cc \
	lib/query.c \
	lib/query.h \
	lib/received.c \
	lib/record.c \
	lib/record.h \
	lib/shim.hh \
	lib/sketch.c \
	lib/store.c \
	lib/store_head.c \
	lib/store_head.h \
	lib/store_imports.c \
	lib/store_instrument.c \
	lib/store_links.c \
	lib/store_links.h \
	lib/store_parts.c \
	lib/store_parts.h \
	lib/store_registry.c \
	lib/store_terms.c \
	lib/store_terms.h \
	lib/store_units.c \
	lib/store_units.h \
	lib/catalogue.c \
	lib/timeline.c \
	lib/timeline_facts.c \
	lib/timeline_facts.h

lib_libquanze_a_CFLAGS = $(AM_CFLAGS)
lib_libquanze_a_CXXFLAGS = $(AM_CXXFLAGS) $(XAPIAN_CFLAGS)

# what each character folds to, asked of ICU once (see lib/fold_generate.c)
noinst_PROGRAMS += lib/fold_generate
lib_fold_generate_SOURCES = lib/fold_generate.c lib/fold_class.h
lib_fold_generate_LDADD = $(ICU_LIBS)
nodist_lib_libquanze_a_SOURCES = lib/fold_table.h
BUILT_SOURCES += lib/fold_table.h
CLEANFILES += lib/fold_table.h lib/fold_table.h.tmp

lib/fold_table.h: lib/fold_generate$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) lib && ./lib/fold_generate$(EXEEXT) >$@.tmp && mv $@.tmp $@

lib/libquanze_a-fold.$(OBJEXT): lib/fold_table.h
