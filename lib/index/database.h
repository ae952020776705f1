/* The directory that holds an index: generations, the pointer to the one in use, the lock.
 *
 *     DIR/current    "# quanze index…\ngen-N\n", replaced by rename
 *     DIR/gen-N/     one database
 *     DIR/lock       held by the writer; its first line says whose directory this is
 *
 * Invariants:
 *  1. `current` names a generation whose first commit is complete.
 *  2. Generation numbers only grow, so a reader that sees another name sees a newer index.
 *  3. Only the holder of the lock creates, switches or removes anything.
 *  4. A directory that is neither empty nor marked as ours is never written into.
 * Errors are in QZ_INDEX_ERROR.
 */
#ifndef LIB_DATABASE_H
#define LIB_DATABASE_H

#include <quanze/index.h>

G_BEGIN_DECLS

/* Name of the generation in use, "gen-3"; the caller's. MISSING, FOREIGN, DAMAGED, IO. */
char *qz_database_current (const char *dir, GError **error);
/* Number in such a name; 0 when it is none. */
guint64 qz_database_generation_number (const char *name);

/* Creates DIR when absent and takes its lock. A descriptor to close, -1 on error: LOCKED, FOREIGN, IO. */
int qz_database_lock (const char *dir, GError **error);

/* The rest needs the lock. */
char *qz_database_next (const char *dir); /* a generation name never yet used; the caller's */
gboolean qz_database_switch (const char *dir, const char *generation, GError **error);
void qz_database_remove (const char *dir, const char *generation);
void qz_database_clean (const char *dir, const char *keep); /* removes generations but KEEP (NULL: all) */

G_END_DECLS

#endif
