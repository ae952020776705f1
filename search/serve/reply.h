/* What goes back to a client, whole, before anything of it is sent. */
#ifndef QZ_REPLY_H
#define QZ_REPLY_H

#include <glib.h>
#include <jansson.h>

#define QZ_TYPE_HTML "text/html; charset=utf-8"
#define QZ_TYPE_JSON "application/json; charset=utf-8"
#define QZ_TYPE_PROBLEM "application/problem+json; charset=utf-8"
#define QZ_TYPE_SUGGEST "application/x-suggestions+json; charset=utf-8"

typedef struct {
  guint status;
  const char *type; /* static */
  GBytes *body;     /* may be NULL */
  gboolean gzipped;
  char *etag;        /* with its quotes; NULL */
  char *detail;      /* of a problem, for people; NULL */
  char *location;    /* of a redirection; NULL */
  const char *cache; /* Cache-Control, static; NULL: no-store */
  gboolean varies;   /* with Accept-Language */
  guint retry_after; /* seconds; 0: not said */
} QzReply;

QzReply *qz_reply_new (guint status, const char *type, char *body, gsize len); /* BODY is consumed, NULL for none */
QzReply *qz_reply_new_json (json_t *object, const char *type);                 /* OBJECT is consumed */
/* RFC 9457: {"type":"urn:quanze:problem:CODE","title":STATUS's phrase,"status","detail"}. */
QzReply *qz_reply_new_problem (guint status, const char *code, const char *detail);
void qz_reply_free (QzReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzReply, qz_reply_free)

/* Compresses the body where that is worth it. */
void qz_reply_gzip (QzReply *reply, int level);

/* Whether If-None-Match (NULL: not sent) names ETAG; weak comparison, RFC 9110 section 13.1.2. */
gboolean qz_etag_matches (const char *if_none_match, const char *etag);
/* Whether Accept-Encoding takes gzip; RFC 9110 section 12.5.3. */
gboolean qz_accepts_gzip (const char *accept_encoding);
/* Whether Accept-Language puts English before Chinese; RFC 9110 section 12.5.4. */
gboolean qz_prefers_english (const char *accept_language);

const char *qz_status_phrase (guint status); /* static */

#endif
