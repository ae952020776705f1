/* The registry's items, filtered and in a fixed order, one at a time. */
#ifndef QZ_POWER_LIST_H
#define QZ_POWER_LIST_H

#include "search/power_view.h"

/* Each is NULL or a text that the field must contain, compared folded. */
typedef struct {
  char *holder, *office, *category, *from_department, *name;
  char *mode, *mode_declared;   /* 委托 or entrusted */
  char *law;                    /* title, or title with an article, that the basis names */
  char *status;                 /* current repealed not-yet-in-force, or 有效 已失效 未生效 */
} QzPowerFilter;

/* Calls EACH with the quanze.power/1 object (borrowed) of every item that passes FILTER, ordered by id, numbers in
 * it by value; stops when it returns FALSE. FALSE on an index error or a filter that cannot be (QZ_USAGE_ERROR). */
typedef gboolean (*QzPowerEach) (const json_t *power, gpointer user_data);
gboolean qz_power_list_each (QzEngine *engine, const QzPowerFilter *filter, QzPowerEach each, gpointer user_data, GError **error);

/* Order of ids: runs of digits by value. */
int qz_power_id_compare (const char *a, const char *b);

#endif
