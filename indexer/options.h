/* What the command line of quanze-index gave. */
#ifndef QZ_OPTIONS_H
#define QZ_OPTIONS_H

#include <glib.h>

#define QZ_OPTIONS_ERROR (qz_options_error_quark ())
GQuark qz_options_error_quark (void);

typedef struct {
  char    *program;       /* as it was called: a path, or a name to look for in $PATH */
  char    *db;            /* never NULL */
  char   **paths;         /* NULL-terminated, maybe empty */
  char   **questions;     /* --questions, NULL-terminated, may be NULL */
  char   **lexicons;      /* --lexicon, NULL-terminated, may be NULL */
  char    *report;        /* NULL; "-" is standard output */
  char    *catalogue;     /* NULL; see quanze/catalogue.h */
  gint     jobs;          /* workers, at least 1 */
  gint     seconds;       /* for one document */
  gint     megabytes;     /* of memory for one worker */
  gboolean rebuild, prune, quiet;
  gboolean worker;        /* this process is one of the workers */
  gboolean version;
} QzOptions;

/* Reads ARGV, which is left as it is. FALSE with QZ_OPTIONS_ERROR on wrong usage; may print --help and exit. */
gboolean qz_options_parse (QzOptions *options, int argc, char **argv, GError **error);
void     qz_options_clear (QzOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzOptions, qz_options_clear)

#endif
