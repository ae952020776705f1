/* The facts of which the table of versions is derived, as metadata "timeline" keeps them. */
#ifndef LIB_TIMELINE_FACTS_H
#define LIB_TIMELINE_FACTS_H

#include <glib.h>

G_BEGIN_DECLS

/* Cells of a line, between tabs. Days are YYYYMMDD, 0 unknown; lists are between QZ_FACT_SEPARATOR. */
enum {
  QZ_FACT_ID,
  QZ_FACT_KEY,
  QZ_FACT_TITLE, /* "" when equal to the key */
  QZ_FACT_TERRITORY,
  QZ_FACT_VERSION,
  QZ_FACT_EFFECTIVE,
  QZ_FACT_DATES,   /* YYYY-MM-DD */
  QZ_FACT_REPEALS, /* keys */
  QZ_FACT_PUBLISHED,
  QZ_FACT_INFERRED, /* "1": no source states the effective day */
  QZ_FACT_EXPIRED,  /* the day a catalogue says it ended */
  QZ_FACT_GONE_BY,  /* a catalogue says it had ended by that day, not when */
  QZ_N_FACTS
};

#define QZ_FACT_SEPARATOR '\x1f'

/* Cuts the line at *REST in place and moves *REST behind it; missing cells are "". FALSE at the end. */
gboolean qz_facts_next (char **rest, char *cells[QZ_N_FACTS]);

/* Cuts a list cell in place. The strings are borrowed, the NULL-terminated array is the caller's (g_free). */
char **qz_facts_list (char *cell);

G_END_DECLS

#endif
