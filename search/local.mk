# quanze: question → intent → retrieve → answer → render. All but main.c in a library, for the tests.
noinst_LIBRARIES += search/libsearch.a
search_libsearch_a_SOURCES =

# what all rooms share: the engine, the records, the law version by version; commands that need no room of their own
search_libsearch_a_SOURCES += \
	search/batch.c \
	search/batch.h \
	search/body_name.c \
	search/body_name.h \
	search/citation_note.c \
	search/citation_note.h \
	search/cmd_cite.c \
	search/cmd_info.c \
	search/cmd_terms.c \
	search/cmd_tree.c \
	search/cmd_vest.c \
	search/collect.c \
	search/collect.h \
	search/command.c \
	search/command.h \
	search/engine.c \
	search/engine.h \
	search/found.c \
	search/found.h \
	search/info_view.c \
	search/info_view.h \
	search/law.c \
	search/law.h \
	search/locate.c \
	search/locate.h \
	search/messages.c \
	search/messages.h \
	search/place.c \
	search/place_names.c \
	search/place_names.h \
	search/title_names.c \
	search/title_names.h \
	search/place.h

# words, phrases and suggestions
search_libsearch_a_SOURCES += \
	search/find/cmd_search.c \
	search/find/cmd_suggest.c \
	search/find/query.c \
	search/find/query.h \
	search/find/relevance.c \
	search/find/relevance.h \
	search/find/retrieve.c \
	search/find/retrieve.h \
	search/find/search_view.c \
	search/find/search_view.h \
	search/find/snippet.c \
	search/find/snippet.h \
	search/find/suggest.c \
	search/find/suggest.h \
	search/find/taught.c \
	search/find/taught.h \
	search/find/votes.c \
	search/find/votes.h

# a question and its answer
search_libsearch_a_SOURCES += \
	search/ask/answer.c \
	search/ask/answer.h \
	search/ask/addressee.c \
	search/ask/addressee.h \
	search/ask/adjudication.c \
	search/ask/adjudication.h \
	search/ask/breach.c \
	search/ask/breach.h \
	search/ask/answer_basis.c \
	search/ask/answer_clause.c \
	search/ask/answer_count.c \
	search/ask/answer_gather.c \
	search/ask/answer_join.c \
	search/ask/answer_join.h \
	search/ask/answer_power.c \
	search/ask/answer_remedy.c \
	search/ask/answer_text.c \
	search/ask/answer_validity.c \
	search/ask/candidate.c \
	search/ask/candidate.h \
	search/ask/cmd_ask.c \
	search/ask/concept.c \
	search/ask/concept.h \
	search/ask/conflict.c \
	search/ask/conflict.h \
	search/ask/everyday.c \
	search/ask/everyday.h \
	search/ask/holder.c \
	search/ask/holder.h \
	search/ask/question.c \
	search/ask/question.h \
	search/ask/rules.c \
	search/ask/rules.h \
	search/ask/ruling.c \
	search/ask/ruling.h \
	search/ask/score.c \
	search/ask/score.h \
	search/ask/special_remedy.c \
	search/ask/special_remedy.h \
	search/ask/stretch.c \
	search/ask/stretch.h \
	search/ask/subject.c \
	search/ask/subject.h \
	search/ask/title_match.c \
	search/ask/title_match.h \
	search/ask/vested.c \
	search/ask/vested.h \
	search/ask/who.c \
	search/ask/who.h

# a provision, its history, two versions
search_libsearch_a_SOURCES += \
	search/show/akn_ref.c \
	search/show/akn_ref.h \
	search/show/cmd_diff.c \
	search/show/cmd_show.c \
	search/show/comparison.c \
	search/show/comparison.h \
	search/show/comparison_text.c \
	search/show/history.c \
	search/show/history.h \
	search/show/lineage.c \
	search/show/lineage.h \
	search/show/outline.c \
	search/show/outline.h \
	search/show/show_akn.c \
	search/show/show_links.c \
	search/show/show_links.h \
	search/show/show_markdown.c \
	search/show/show_render.c \
	search/show/show_render.h \
	search/show/show_text.c \
	search/show/show_view.c \
	search/show/show_view.h

# the registry: list, count, export, who holds an item on a day
search_libsearch_a_SOURCES += \
	search/powers/cmd_export.c \
	search/powers/cmd_powers.c \
	search/powers/granted.c \
	search/powers/granted.h \
	search/powers/power_count.c \
	search/powers/power_count.h \
	search/powers/power_field.c \
	search/powers/power_field.h \
	search/powers/power_list.c \
	search/powers/power_list.h \
	search/powers/power_view.c \
	search/powers/power_view.h \
	search/powers/resting.c \
	search/powers/resting.h

# what an audit or a check finds
search_libsearch_a_SOURCES += \
	search/findings/cited.c \
	search/findings/cited.h \
	search/findings/finding.c \
	search/findings/finding.h \
	search/findings/gap.c \
	search/findings/gap.h

# a registry against the law
search_libsearch_a_SOURCES += \
	search/audit/audit.c \
	search/audit/audit.h \
	search/audit/audit_balance.c \
	search/audit/audit_basis.c \
	search/audit/audit_cited.c \
	search/audit/audit_cited.h \
	search/audit/audit_grant.c \
	search/audit/audit_letter.c \
	search/audit/audit_pointer.c \
	search/audit/audit_procedure.c \
	search/audit/audit_rank.c \
	search/audit/audit_registry.c \
	search/audit/cmd_audit.c \
	search/audit/deed.c \
	search/audit/deed.h \
	search/audit/origin.c \
	search/audit/origin.h

# a document against the law
search_libsearch_a_SOURCES += \
	search/check/amount.c \
	search/check/amount.h \
	search/check/check.c \
	search/check/check.h \
	search/check/check_citations.c \
	search/check/check_contents.c \
	search/check/check_draft.c \
	search/check/check_fines.c \
	search/check/check_form.c \
	search/check/check_holder.c \
	search/check/check_laws.c \
	search/check/cmd_check.c \
	search/check/paper.c \
	search/check/paper.h \
	search/check/paper_days.c \
	search/check/paper_fines.c

# the service; what it serves beside answers is built in
search_libsearch_a_SOURCES += \
	search/serve/api.c \
	search/serve/api.h \
	search/serve/asset.c \
	search/serve/bucket.c \
	search/serve/bucket.h \
	search/serve/client.c \
	search/serve/client.h \
	search/serve/cmd_serve.c \
	search/serve/connections.c \
	search/serve/connections.h \
	search/serve/html.c \
	search/serve/html.h \
	search/serve/listen.c \
	search/serve/listen.h \
	search/serve/metrics.c \
	search/serve/metrics.h \
	search/serve/page.c \
	search/serve/page.h \
	search/serve/page_answer.c \
	search/serve/page_audit.c \
	search/serve/page_home.c \
	search/serve/page_power.c \
	search/serve/page_provision.c \
	search/serve/page_registry.c \
	search/serve/page_versions.c \
	search/serve/reply.c \
	search/serve/reply.h \
	search/serve/request.c \
	search/serve/request.h \
	search/serve/route.c \
	search/serve/route.h \
	search/serve/server.c \
	search/serve/server.h \
	search/serve/service.c \
	search/serve/service.h \
	search/serve/uri.c \
	search/serve/uri.h \
	search/serve/workers.c \
	search/serve/workers.h

web_files = %D%/web/favicon.svg %D%/web/openapi.json %D%/web/quanze-search.js %D%/web/quanze.css %D%/web/quanze.js %D%/web/robots.txt
nodist_search_libsearch_a_SOURCES = %D%/serve/web.c %D%/serve/web.h
BUILT_SOURCES += %D%/serve/web.c %D%/serve/web.h
CLEANFILES += %D%/serve/web.c %D%/serve/web.h
EXTRA_DIST += $(web_files) %D%/web/quanze.gresource.xml

%D%/serve/web.c: $(web_files) %D%/web/quanze.gresource.xml
	$(AM_V_GEN)$(MKDIR_P) %D%/serve && $(GLIB_COMPILE_RESOURCES) --sourcedir=$(srcdir)/%D%/web --manual-register --internal \
	  --c-name=qz_web --generate-source --target=$@ $(srcdir)/%D%/web/quanze.gresource.xml

%D%/serve/web.h: $(srcdir)/%D%/web/quanze.gresource.xml
	$(AM_V_GEN)$(MKDIR_P) %D%/serve && $(GLIB_COMPILE_RESOURCES) --sourcedir=$(srcdir)/%D%/web --manual-register --internal \
	  --c-name=qz_web --generate-header --target=$@ $(srcdir)/%D%/web/quanze.gresource.xml

bin_PROGRAMS += search/quanze
search_quanze_SOURCES = search/main.c
nodist_EXTRA_search_quanze_SOURCES = force-cxx-link.cxx
search_quanze_LDADD = search/libsearch.a $(QZ_LIBS) $(QZ_HTTP_LIBS)
