/* Which version of an instrument was in force on which day.
 *
 * A version starts on its effective date (else its version date) and ends where the next
 * version starts or a repeal takes effect. The table is derived from instrument records
 * and the catalogue alone and written whole at the end of each run, so it equals that of a rebuild.
 */
#ifndef QUANZE_TIMELINE_H
#define QUANZE_TIMELINE_H

#include <quanze/catalogue.h>
#include <quanze/date.h>
#include <quanze/index.h>

G_BEGIN_DECLS

typedef struct QzTimeline QzTimeline;

typedef struct {
  const char *id;          /* TITLE@VERSION */
  const char *key, *title, *territory;
  QzDate      version, from, until;  /* in force from FROM to the day before UNTIL; 0 = open */
  const char *repealed_by; /* key; NULL: succeeded by a later version, or still in force */
  QzDate      published;   /* 0 unknown */
  gboolean    inferred;    /* no source states FROM: it is the day of the amendment or of the publication */
  gboolean    expired;     /* UNTIL is a catalogue's; no text ends it */
  QzDate      gone_by;     /* a catalogue says that it had ended by this day, and not when; 0 none. UNTIL is 0 then */
} QzVersion;

typedef enum { QZ_STATUS_UNKNOWN, QZ_STATUS_CURRENT, QZ_STATUS_AMENDED, QZ_STATUS_REPEALED, QZ_STATUS_NOT_YET } QzStatus;
const char *qz_status_name (QzStatus status);   /* unknown current amended repealed not-yet-in-force */

/* From the index's metadata; lives on its own afterwards. */
QzTimeline *qz_timeline_load (QzReader *reader, GError **error);
void        qz_timeline_free (QzTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTimeline, qz_timeline_free)

/* All versions of the title KEY, oldest first; element type const QzVersion*, the caller's array. Empty when unknown. */
GPtrArray *qz_timeline_versions (const QzTimeline *timeline, const char *key);
/* The version of that id or of an alias date; NULL. */
const QzVersion *qz_timeline_find (const QzTimeline *timeline, const char *instrument_id);
/* The version of KEY in force on DAY; NULL when none. */
const QzVersion *qz_timeline_at (const QzTimeline *timeline, const char *key, QzDate day);
QzStatus qz_version_status (const QzVersion *version, QzDate day);
/* Ids of the versions that have ended by DAY or not begun: what a search as of DAY leaves out. Borrowed strings, the caller's array. */
GPtrArray *qz_timeline_out_of_force (const QzTimeline *timeline, QzDate day);
/* Every version, by title and then by date; element type const QzVersion*, borrowed. */
const GPtrArray *qz_timeline_all (const QzTimeline *timeline);
/* The last date any text of the index knows; "horizon". */
QzDate qz_timeline_horizon (const QzTimeline *timeline);

/* The table as metadata "timeline" keeps it, from the parsed heads (json_t *, borrowed) of all instrument
 * records and a catalogue (NULL: none); the same heads in any order give the same bytes. The caller's. */
char *qz_timeline_build (const GPtrArray *heads, const QzCatalogue *catalogue);
/* From what qz_timeline_build made; takes over TABLE. */
QzTimeline *qz_timeline_parse (char *table);

/* Fills targets of CITATIONS (QzCitation*) found in a text of CITING_DAY: status, id, version_status.
 * See citation.h; SELF_ID is the citing document's instrument id or NULL. */
gboolean qz_citations_resolve (GPtrArray *citations, const QzTimeline *timeline, QzReader *reader,
                               const char *self_id, QzDate citing_day, QzDate as_of, GError **error);

G_END_DECLS

#endif
