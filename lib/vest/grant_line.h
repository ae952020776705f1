/* One line of a grant: a heading or lead-in that says how powers move, or an item that names one. */
#ifndef QZ_GRANT_LINE_H
#define QZ_GRANT_LINE_H

#include <quanze/grant.h>

/* What the lines above an item have said. */
typedef struct {
  QzMode mode;
  char *from, *to; /* of a recall TO is the body it is taken from */
  QzDate since, exception_since;
  char *exception;  /* the words of 其中，…自…起: items named in it begin then */
  gboolean listing; /* 下列…事项：, or a heading 委托的事项: the items behind it are powers */
  gboolean closed;  /* a heading of another matter: 监督, 责任, 期限 */
} QzGrantLead;

void qz_grant_lead_copy (QzGrantLead *to, const QzGrantLead *from);
void qz_grant_lead_clear (QzGrantLead *lead);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzGrantLead, qz_grant_lead_clear)

/* Adds what TEXT, a heading or a paragraph, says to LEAD. */
void qz_grant_lead_read (QzGrantLead *lead, const char *text, gboolean heading, const QzLexicon *lexicon);

/* What title, parties and dates of INSTRUMENT say; *UNTIL its last day, 0 open. FALSE when it hands nothing on. */
gboolean qz_grant_lead_of_instrument (QzGrantLead *lead, const QzInstrument *instrument, QzDate *until,
                                      const QzLexicon *lexicon);

typedef struct {
  char *what;
  char *body;  /* from whom, or to whom it goes back; NULL */
  QzMode mode; /* that the item itself says: X委托一项：…; UNKNOWN */
} QzGrantItem;
void qz_grant_item_free (QzGrantItem *item);

/* The powers that TEXT names: NAME（委托），由X行使；  or  X下放二项：NAME；NAME。 QzGrantItem*, the caller's. */
GPtrArray *qz_grant_items_read (const char *text, const QzGrantLead *lead, const QzLexicon *lexicon);

#endif
