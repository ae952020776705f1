/* The files of a code that is published in parts. */
#ifndef LIB_STORE_PARTS_H
#define LIB_STORE_PARTS_H

#include <glib.h>

G_BEGIN_DECLS

/* The line of N front lines that names the part: 物权编, 总则; NULL. Borrowed. */
const char *qz_store_part_line (const char *const *front, guint n);

G_END_DECLS

#endif
