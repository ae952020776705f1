/* Calendar days of legal texts.
 *
 * A day is one integer, 20210122 for 2021-01-22; 0 is "not known". Integers
 * order as the days do, so no comparison function is needed.
 */
#ifndef QUANZE_DATE_H
#define QUANZE_DATE_H

#include <glib.h>

G_BEGIN_DECLS

typedef guint32 QzDate;

#define QZ_DATE_UNKNOWN ((QzDate) 0)

/* Whether DATE is a real day of the Gregorian calendar, 1900 to 2199. */
gboolean qz_date_valid (QzDate date);

/* Reads YYYY-MM-DD and nothing else. FALSE, *DATE untouched, when it is not one. */
gboolean qz_date_parse_iso (const char *text, QzDate *date);

/* Reads a day as official texts print it at TEXT: 2021年1月22日, ２０２１年…,
 * 二〇二一年一月二十二日, 2021-01-22, 2021.1.22, 2021/1/22.
 * Sets *END behind it. FALSE, outputs untouched, when TEXT does not start with one. */
gboolean qz_date_parse_printed (const char *text, const char **end, QzDate *date);

/* YYYY-MM-DD, the caller's; NULL for QZ_DATE_UNKNOWN. */
char *qz_date_to_iso (QzDate date);

/* Days from FROM to TO, negative when TO is the earlier. 0 when either is not a valid day. */
gint qz_date_days_between (QzDate from, QzDate to);

/* Today in the local time zone; QUANZE_TODAY=YYYY-MM-DD in the environment replaces it. */
QzDate qz_date_today (void);

G_END_DECLS

#endif
