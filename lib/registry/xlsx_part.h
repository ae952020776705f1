/* Parts of an OOXML package, walked element by element: no tree is built of a large sheet.
 * No DTD, no entity, no network; ceilings as in container.h.
 */
#ifndef QZ_XLSX_PART_H
#define QZ_XLSX_PART_H

#include "lib/read/container.h"

#include <glib.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

/* NAME is the element's local name; READER stands on it, for its attributes.
 * An empty element gives start and end. FALSE from a function ends the walk without error. */
typedef struct {
  gboolean (*start) (xmlTextReader *reader, const char *name, gpointer user_data);
  void (*text) (const char *text, gpointer user_data);
  gboolean (*end) (const char *name, gpointer user_data);
} QzXlsxWalker;

/* Walks the part NAME (xl/workbook.xml). FALSE with a QzSourceError when it is absent, broken or too large. */
gboolean qz_xlsx_walk (const QzContainer *zip, const char *name, const QzXlsxWalker *walker, gpointer user_data,
                       GError **error);

/* An attribute by its local name in no namespace, else in any; the caller's; NULL when absent. */
char *qz_xlsx_attribute (xmlTextReader *reader, const char *name);

/* The relationships of PART ("" = of the package): id → "TYPE TARGET", TYPE the last word of its URI,
 * TARGET a path from the package's root. Empty when it has none. */
GHashTable *qz_xlsx_relationships (const QzContainer *zip, const char *part, GError **error);

G_END_DECLS

#endif
