/* A registry item as it stands today: quanze.power/1.
 *
 * What the registry printed comes from the record; what its basis is worth (the version in force, how far the
 * quoted words agree, which mode it supports) is found when asked, for the law may have moved on since.
 */
#ifndef QZ_POWER_VIEW_H
#define QZ_POWER_VIEW_H

#include <quanze/mode.h>

#include "search/found.h"

/* Provisions read for one power serve the next: registries cite the same clauses over and over. One view a thread. */
typedef struct QzPowerView QzPowerView;
QzPowerView *qz_power_view_new (QzEngine *engine);   /* ENGINE must outlive it */
void         qz_power_view_free (QzPowerView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPowerView, qz_power_view_free)

/* The object of POWER. New reference; NULL on an index error. */
json_t *qz_power_view_json (QzPowerView *view, const QzFound *power, GError **error);

/* Whether the registry's own status column says that the item is no more: 收回, 取消, 停用 … */
gboolean qz_power_view_ended (const QzFound *power);

/* The mode that its basis and grant support, as of the engine's day. *REASON: the caller's, NULL when there
 * is nothing to remark. FALSE on an index error. */
gboolean qz_power_view_mode (QzPowerView *view, const QzFound *power, QzMode *mode, const char **reason, GError **error);

/* What that mode is judged by. FALSE on an index error. */
gboolean qz_power_view_grounds (QzPowerView *view, const QzFound *power, QzModeGrounds *grounds, GError **error);

#endif
