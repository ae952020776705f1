/* Short names: those a text declares (以下简称, 统称, 称) and those everyone knows (the lexicon's titles). */
#ifndef QZ_CITE_SCOPE_H
#define QZ_CITE_SCOPE_H

#include <quanze/citation.h>
#include <quanze/lexicon.h>

typedef struct CiteScope CiteScope;

/* Reads the declarations of TEXT. TEXT and LEXICON (may be NULL) are borrowed for the scope's life. */
CiteScope *cite_scope_new (const char *text, const QzLexicon *lexicon);
void cite_scope_free (CiteScope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CiteScope, cite_scope_free)

/* Takes the declarations out: QzShortName*, the caller's. */
GPtrArray *cite_scope_steal (CiteScope *scope);

/* The full title of the LEN bytes at NAME for a mention at byte AT: the latest declaration before AT,
 * else a well-known one, else NULL. Borrowed. */
const char *cite_scope_title (const CiteScope *scope, const char *name, gsize len, gsize at);

/* A name of law that ends at byte END of the text, without brackets: 刑法 in 依照刑法第…条. It does
 * not reach back over FLOOR, where the citation before it ended. *START is where it starts, *TITLE its full title where
 * known, else as printed. */
gboolean cite_scope_name_before (const CiteScope *scope, gsize floor, gsize end, gsize *start, char **title);

/* Where a bare name that ends at END starts by its left context alone; END when nothing there can be one. */
gsize cite_name_start (const char *text, gsize floor, gsize end);

/* Whether byte AT lies in the name that a declaration introduces (《民法典》 in 以下简称《民法典》). */
gboolean cite_scope_declares (const CiteScope *scope, gsize at);

/* TITLE without white space inside, as the caller's string. */
char *cite_title_dup (const char *title, gsize len);

#endif
