/* A catalogue of instruments (法规目录): what a list beside the texts says of their dates and status.
 *
 * A file of tab-separated columns. Its first line names them, in any order:
 *   name         title, with or without 中华人民共和国 and version marks   (needed)
 *   publish      day this version was adopted or published, YYYY-MM-DD
 *   valid_from   first day this version is in force
 *   expired      1: no longer in force; 0 or empty: in force
 *   expired_on   the day it ceased to be; the catalogue may leave it out
 * Other columns are passed over. An empty cell says nothing.
 *
 * A catalogue is trusted after a text's own words and before the name of its file: it supplies the first day
 * in force where neither front matter nor text states one, the version's day where a text bears no date, and
 * that a text is no longer in force where no other text repeals it. Where it contradicts a text the text
 * stands, and the report says so.
 */
#ifndef QUANZE_CATALOGUE_H
#define QUANZE_CATALOGUE_H

#include <glib.h>
#include <quanze/date.h>

G_BEGIN_DECLS

#define QZ_CATALOGUE_ERROR (qz_catalogue_error_quark ())
GQuark qz_catalogue_error_quark (void);
typedef enum { QZ_CATALOGUE_ERROR_HEADER, QZ_CATALOGUE_ERROR_CELL, QZ_CATALOGUE_ERROR_TEXT } QzCatalogueError;

typedef struct {
  char    *key;         /* qz_title_key of the name */
  QzDate   published, effective, expired_on;   /* 0 unknown */
  gboolean expired;
} QzCatalogueRow;

typedef struct QzCatalogue QzCatalogue;

/* TEXT is UTF-8; PATH is for messages alone: "PATH:12: …". NULL with QZ_CATALOGUE_ERROR. The caller's. */
QzCatalogue *qz_catalogue_parse (const char *text, const char *path, GError **error);
void         qz_catalogue_free (QzCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzCatalogue, qz_catalogue_free)

guint qz_catalogue_length (const QzCatalogue *catalogue);
/* The last publication it knows: what it calls expired had ended by then. */
QzDate qz_catalogue_horizon (const QzCatalogue *catalogue);
/* The same rows in a form that qz_catalogue_parse reads and that depends on them alone. The caller's. */
char *qz_catalogue_to_text (const QzCatalogue *catalogue);

/* The row about the version of KEY that was adopted on VERSION and published on PUBLISHED (0 unknown). When there is none
 * but the title has one row alone, that one, and *OTHER is TRUE: it speaks of another day. NULL. Borrowed. */
const QzCatalogueRow *qz_catalogue_find (const QzCatalogue *catalogue, const char *key, QzDate version, QzDate published,
                                         gboolean *other);

G_END_DECLS

#endif
