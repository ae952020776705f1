/* Pages: HTML for people, made from the same objects as the API, whole without a script. */
#ifndef QZ_PAGE_H
#define QZ_PAGE_H

#include "search/found.h"
#include "search/serve/html.h"
#include "search/serve/service.h"

typedef struct {
  QzService *service;
  QzEngine *engine;         /* NULL on a page about an error */
  const QzRequest *request; /* NULL when it could not be read */
  QzHtml *html;
  gboolean english, large;
  guint status; /* of the reply; 200 unless a part says otherwise */
} QzPage;

/* The messages of the page's language, NULL for Chinese; MESSAGE (N_("…")) in it. Borrowed. */
const QzMessages *qz_page_messages (const QzPage *page);
const char *qz_page_say (const QzPage *page, const char *message) G_GNUC_FORMAT (2);

/* TARGET ("/powers?mode=…", from qz_uri_build and the like) as a page's link: under the service's prefix, with what
 * the reader chose for language and size. The caller's. */
char *qz_page_link (const QzPage *page, const char *target);

/* <a href=LINK of TARGET class=CLASS>TEXT</a>. */
void qz_page_anchor (QzPage *page, const char *target, const char *text, const char *class_name);
/* The link to a provision, instrument or power by its id; plain text when ID is NULL. KIND: "power" or other. */
void qz_page_anchor_id (QzPage *page, const char *kind, const char *id, const char *text);

/* Head and header up to <main>; TITLE: of the window, NULL on the first page. QUERY stands in the box. */
void qz_page_begin (QzPage *page, const char *title, const char *query);
void qz_page_end (QzPage *page);

/* A term and what is said of it in a <dl>; nothing when TEXT is NULL or empty. */
void qz_page_row (QzPage *page, const char *label, const char *text);
/* A labelled badge for a status (current …) or a mode (entrusted …); nothing for NULL. */
void qz_page_status (QzPage *page, const char *status);
void qz_page_mode (QzPage *page, const char *mode);
/* Why the mode is what it is ("mode_reason"), in the reader's language; nothing for NULL. */
void qz_page_reason (QzPage *page, const char *reason);
/* A button that copies TEXT; a script shows it. */
void qz_page_copy (QzPage *page, const char *text);
/* TEXT with the code point spans MARKS ([[start,end]…], may be NULL) marked. */
void qz_page_marked (QzPage *page, const char *text, const json_t *marks);
/* A parameter of the address that narrows what is shown, and what people call it (untranslated). */
typedef struct {
  const char *field, *title;
} QzPageField;
/* Those of FIELDS that the address sets, each a link to PATH without it. */
void qz_page_chosen (QzPage *page, const char *path, const QzPageField *fields, guint n);
/* Links to the pages before and after, where there are; TOTAL results, SHOWN of them here. */
void qz_page_turn (QzPage *page, const char *path, guint total, guint shown);

/* In the reader's language, a static name of a level (law …), a kind (power …), a status, a mode; NAME itself when
 * it is none. */
const char *qz_page_name (const QzPage *page, const char *name);

/* ---- the pages; each fills <main>. FALSE with ERROR on an index error. ---- */

gboolean qz_page_home (QzPage *page, GError **error);
gboolean qz_page_provision (QzPage *page, GError **error);
gboolean qz_page_power (QzPage *page, GError **error);
gboolean qz_page_registry (QzPage *page, GError **error);
gboolean qz_page_audit (QzPage *page, GError **error);

/* Parts of them. */
void qz_page_answer (QzPage *page, const json_t *answer);
void qz_page_results (QzPage *page, const json_t *found);
void qz_page_missing (QzPage *page, const char *query, const char *why); /* 404 */

/* The table of versions of SHOWN (quanze.show/1), and the comparison that the address asks for (compare=ID). */
void qz_page_versions (QzPage *page, const json_t *shown);
gboolean qz_page_comparison (QzPage *page, const json_t *shown, GError **error);

/* A problem as a page. */
QzReply *qz_page_problem (QzService *service, guint status, const char *detail, gboolean english);

#endif
