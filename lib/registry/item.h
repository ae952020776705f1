/* One item as it is gathered from its rows, and what becomes of it. */
#ifndef QZ_REGISTRY_ITEM_H
#define QZ_REGISTRY_ITEM_H

#include "lib/registry/header.h"
#include "lib/registry/title.h"

#include <quanze/power.h>

G_BEGIN_DECLS

typedef struct {
  char *texts[QZ_N_FIELDS]; /* as the cells have them, rows and columns of one field joined by line ends; NULL */
  guint row;                /* of its first cell, from 0 */
} QzItem;

QzItem *qz_item_new (guint row);
void qz_item_free (QzItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzItem, qz_item_free)

/* Adds a line to a field, unless the field has that text already. Past 1 MiB a field takes no more. */
void qz_item_add (QzItem *item, QzField field, const char *text);
/* Puts TEXT into a field that is still empty. */
void qz_item_fill (QzItem *item, QzField field, const char *text);

/* The power of an item, without id, sheet and row. *UNCLEAR is set where 行使方式 names several modes. The caller's. */
QzPower *qz_item_power (const QzItem *item, const QzCategoryTable *categories, gboolean *unclear);

G_END_DECLS

#endif
