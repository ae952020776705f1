/* Commands of quanze: a table, the options all of them share, and exit codes. */
#ifndef QZ_COMMAND_H
#define QZ_COMMAND_H

#include <glib.h>
#include <quanze/date.h>
#include <quanze/exit.h>
#include <quanze/index.h>
#include <quanze/lexicon.h>

#define QZ_USAGE_ERROR (qz_usage_error_quark ())
GQuark qz_usage_error_quark (void);

typedef enum {
  QZ_FORMAT_TEXT,
  QZ_FORMAT_JSON,
  QZ_FORMAT_JSONL,
  QZ_FORMAT_CSV,
  QZ_FORMAT_TREC,
  QZ_FORMAT_MARKDOWN,
  QZ_FORMAT_AKN,
  QZ_FORMAT_XML
} QzFormat;

/* What the common options gave, and what commands share. */
typedef struct {
  char    **dbs;          /* --db, NULL-terminated, never empty */
  gboolean  dbs_given;    /* by --db */
  QzDate    as_of;        /* --as-of, else today */
  gboolean  as_of_given;
  QzFormat  format;
  gboolean  color;        /* decided: only on a terminal unless forced */
  gint      limit;        /* -1: not given */
  gint      offset;
  char    **lexicons;     /* --lexicon FILE, NULL-terminated, may be NULL */
  const char *more_help;  /* what a command's --help says below its options; borrowed, may be NULL */
} QzContext;

/* A command gets its own arguments behind its name, parses its own options with
 * qz_command_parse, and returns an exit code; with ERROR set the code comes from the error. */
typedef int (*QzCommandFunc) (QzContext *context, int argc, char **argv, GError **error);

typedef struct {
  const char   *name;
  QzCommandFunc run;
  const char   *arguments;   /* "QUESTION" */
  const char   *summary;     /* one line */
  const char   *formats;     /* what --format takes, the default first; NULL: the command prints no results */
} QzCommand;

const QzCommand *qz_commands (guint *n);

/* NAME is the command's. Parses common options and those of ENTRIES (may be NULL) in any order; what remains is left
 * in *ARGC, *ARGV without the command's name. FALSE with a usage error. */
gboolean qz_command_parse (QzContext *context, const char *name, const GOptionEntry *entries,
                           int *argc, char ***argv, GError **error);

/* The index of CONTEXT, opened; the lexicon, read. NULL on error. */
QzReader  *qz_context_open (QzContext *context, GError **error);
QzLexicon *qz_context_lexicon (QzContext *context, GError **error);
/* The same with the tables that READER's index was built with (--lexicon of quanze-index), so that asking cuts as
 * indexing did. */
QzLexicon *qz_context_lexicon_of (QzContext *context, QzReader *reader, GError **error);

/* Runs quanze. The one place that prints an error. */
int qz_search_main (int argc, char **argv);

int qz_cmd_ask (QzContext *, int, char **, GError **);
int qz_cmd_audit (QzContext *, int, char **, GError **);
int qz_cmd_check (QzContext *, int, char **, GError **);
int qz_cmd_cite (QzContext *, int, char **, GError **);
int qz_cmd_diff (QzContext *, int, char **, GError **);
int qz_cmd_export (QzContext *, int, char **, GError **);
int qz_cmd_info (QzContext *, int, char **, GError **);
int qz_cmd_powers (QzContext *, int, char **, GError **);
int qz_cmd_search (QzContext *, int, char **, GError **);
int qz_cmd_serve (QzContext *, int, char **, GError **);
int qz_cmd_show (QzContext *, int, char **, GError **);
int qz_cmd_suggest (QzContext *, int, char **, GError **);
int qz_cmd_terms (QzContext *, int, char **, GError **);
int qz_cmd_tree (QzContext *, int, char **, GError **);
int qz_cmd_vest (QzContext *, int, char **, GError **);

#endif
