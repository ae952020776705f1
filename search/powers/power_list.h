/* The registry's items, filtered and in a fixed order, one at a time. */
#ifndef QZ_POWER_LIST_H
#define QZ_POWER_LIST_H

#include "search/powers/power_view.h"

/* Each is NULL or a text that the field must contain, compared folded. */
typedef struct {
  char *holder, *office, *category, *from_department, *name;
  char *mode, *mode_declared;   /* 委托 or entrusted */
  char *law;                    /* title, or title with an article, that the basis names */
  char *status;                 /* current repealed not-yet-in-force, or 有效 已失效 未生效 */
} QzPowerFilter;
/* Frees the texts, not the filter itself. */
void qz_power_filter_clear (QzPowerFilter *filter);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzPowerFilter, qz_power_filter_clear)

/* Calls EACH with the quanze.power/1 object (borrowed) of every item that passes FILTER, ordered by id, numbers in
 * it by value; stops when it returns FALSE. FALSE on an index error or a filter that cannot be (QZ_USAGE_ERROR). */
typedef gboolean (*QzPowerEach) (const json_t *power, gpointer user_data);
gboolean qz_power_list_each (QzEngine *engine, const QzPowerFilter *filter, QzPowerEach each, gpointer user_data, GError **error);

/* The same with the records themselves, borrowed, and without the filters by mode and status, which need the object. */
typedef gboolean (*QzPowerRecordEach) (const QzFound *power, gpointer user_data);
gboolean qz_power_list_records (QzEngine *engine, const QzPowerFilter *filter, QzPowerRecordEach each, gpointer user_data,
                                GError **error);

/* quanze.powers/1: how many pass, and of these the OFFSETth and following, at most LIMIT. New reference; NULL as above. */
json_t *qz_power_list_json (QzEngine *engine, const QzPowerFilter *filter, guint offset, guint limit, GError **error);

/* How the bodies that FILTER names by old or short names are called today (see body_name.h); empty when none is. The
 * filter finds items under either name. New reference. */
json_t *qz_power_filter_bodies (QzEngine *engine, const QzPowerFilter *filter);

/* Order of ids: runs of digits by value. */
int qz_power_id_compare (const char *a, const char *b);

#endif
