/* Where the 款, 项 and 目 of a provision lie in its full text. */
#ifndef QZ_STORE_UNITS_H
#define QZ_STORE_UNITS_H

#include <glib.h>
#include <jansson.h>
#include <quanze/provision.h>

typedef struct {
  const QzProvision *provision;   /* borrowed */
  gsize start, end;               /* bytes in the full text: printed number and everything below included */
  gsize text;                     /* where its own words start */
} QzUnit;

/* Units of PROVISION, itself first, then all below it in order; FULL is qz_provision_full_text of it.
 * The caller's (g_array_unref). */
GArray *qz_units_find (const QzProvision *provision, const char *full);

/* The place in the full text of byte AT of the source, END being that of a span's end; FALSE when it is not there. */
gboolean qz_units_locate (const GArray *units, const char *full, const char *source, gsize at, gsize end, gsize *start);

/* UNITS (NULL: none) as a record's head has them, without the provision itself. New reference. */
json_t *qz_units_head (const GArray *units);

#endif
