/* The texts of the law, version by version, as an audit or a check asks for them again and again. */
#ifndef QZ_LAW_H
#define QZ_LAW_H

#include <quanze/citation.h>
#include <quanze/quote.h>

#include "search/found.h"

/* What was read stays read: a registry of thousands of items cites some thousand articles. One a thread. */
typedef struct QzLaws QzLaws;
QzLaws *qz_laws_new (QzEngine *engine);   /* ENGINE must outlive it */
void    qz_laws_free (QzLaws *laws);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzLaws, qz_laws_free)

/* An article (or top heading) of one version. */
typedef struct {
  QzFound  *found;
  QzAddress address;
  QzClause *clause;   /* use qz_article_clause() */
} QzArticle;

/* Its text made ready for comparison; the article's. */
const QzClause *qz_article_clause (QzArticle *article);
/* Whether it has the unit ADDRESS, which gets the paragraph that a citation left out (第三条第二项). */
gboolean qz_article_has (const QzArticle *article, QzAddress *address);
/* The text of its unit ADDRESS with all below it; NULL when it has none. The caller's. */
char *qz_article_unit (const QzArticle *article, const QzAddress *address);
/* The deepest unit of it in which all of QUOTE stands, that is some share of at least LEAST; the article itself
 * when none does. */
QzAddress qz_article_place (const QzArticle *article, const char *quote, double least);

/* The version of KEY in force on DAY, else the last one that had begun by then, else the first. NULL: the index has none. */
const QzVersion *qz_laws_version (QzLaws *laws, const char *key, QzDate day);

/* All versions of KEY, oldest first; element type const QzVersion*, the caller's array. */
GPtrArray *qz_laws_versions (QzLaws *laws, const char *key);

/* The instrument record; NULL without error when there is none. All below are borrowed until qz_laws_free(). */
const QzFound *qz_laws_instrument (QzLaws *laws, const QzVersion *version, GError **error);
/* The article of VERSION that holds ADDRESS; NULL without error when it has none. */
QzArticle *qz_laws_article (QzLaws *laws, const QzVersion *version, const QzAddress *address, GError **error);
/* All articles of VERSION in their order; QzArticle*. NULL on an index error. */
const GPtrArray *qz_laws_articles (QzLaws *laws, const QzVersion *version, GError **error);
/* What ARTICLE of the version THEN is in the version NOW: the article, by the order-preserving alignment of the two
 * (align.h), NULL when it was deleted or on an index error. */
QzArticle *qz_laws_became (QzLaws *laws, const QzVersion *then, const QzVersion *now, const QzArticle *article, GError **error);
/* The article of VERSION with the largest share of QUOTE, *MATCH, 0 to 1; NULL when it has none of it or on an error. */
QzArticle *qz_laws_best (QzLaws *laws, const QzVersion *version, const char *quote, double *match, GError **error);

/* Whether the index holds VERSION to its end: the last article says from when it is in force, or what ends with it.
 * A text cut off in the source says nothing of its later articles. TRUE when that cannot be told. */
gboolean qz_laws_whole (QzLaws *laws, const QzVersion *version, GError **error);

#endif
