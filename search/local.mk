# quanze: question → intent → retrieve → answer → render. All but main.c in a library, for the tests.
noinst_LIBRARIES += search/libsearch.a
search_libsearch_a_SOURCES = \
	search/command.c \
	search/command.h \
	search/answer.c \
	search/answer.h \
	search/answer_basis.c \
	search/answer_clause.c \
	search/answer_count.c \
	search/answer_power.c \
	search/answer_text.c \
	search/answer_validity.c \
	search/candidate.c \
	search/candidate.h \
	search/concept.c \
	search/concept.h \
	search/engine.c \
	search/engine.h \
	search/found.c \
	search/found.h \
	search/locate.c \
	search/locate.h \
	search/place.c \
	search/place.h \
	search/power_list.c \
	search/power_list.h \
	search/power_view.c \
	search/power_view.h \
	search/query.c \
	search/query.h \
	search/question.c \
	search/question.h \
	search/retrieve.c \
	search/retrieve.h \
	search/batch.c \
	search/batch.h \
	search/rules.c \
	search/rules.h \
	search/snippet.c \
	search/snippet.h \
	search/title_match.c \
	search/title_match.h

# commands
search_libsearch_a_SOURCES += \
	search/cmd_ask.c \
	search/cmd_cite.c \
	search/cmd_info.c \
	search/cmd_powers.c \
	search/cmd_search.c \
	search/cmd_show.c \
	search/cmd_terms.c \
	search/cmd_tree.c \
	search/cmd_vest.c

bin_PROGRAMS += search/quanze
search_quanze_SOURCES = search/main.c
nodist_EXTRA_search_quanze_SOURCES = force-cxx-link.cxx
search_quanze_LDADD = search/libsearch.a $(QZ_LIBS)
