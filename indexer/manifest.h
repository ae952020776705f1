/* What the index knows of each source file, kept in its metadata: file/<sha1 of path> → one JSON object.
 *
 * Invariant: an entry is written before the records of its file and in the same commit or an earlier one,
 * so a file that a killed run left half written is known as `pending` and done again.
 */
#ifndef QZ_MANIFEST_H
#define QZ_MANIFEST_H

#include <glib.h>
#include <jansson.h>
#include <quanze/date.h>
#include <quanze/index.h>
#include <quanze/sketch.h>

typedef enum { QZ_ENTRY_PENDING, QZ_ENTRY_INDEXED, QZ_ENTRY_DUPLICATE, QZ_ENTRY_REFUSED } QzEntryState;

typedef struct {
  char        *path;          /* absolute, bytes of the file system */
  char        *term;          /* its S term */
  char        *hash;          /* sha256 of the content; NULL unknown */
  char        *with;          /* fingerprint of program and lexicon that read it */
  QzEntryState state;
  /* from the worker's outcome: */
  char        *kind, *format, *encoding, *title, *key, *issuer, *territory, *rank;   /* each may be NULL */
  QzSketch     sketch;        /* of an instrument's text */
  QzDate       version;
  guint        first, last;   /* articles */
  guint        provisions, powers;
  char       **names;         /* registry: power ids; records: title keys; NULL-terminated */
  json_t      *warnings;      /* array */
  char        *error_code, *error_text;   /* of a refused file */
  /* from naming: */
  char        *named;         /* fingerprint of the naming its records have; "" plain */
  char        *duplicate_of;  /* path */
  /* of this run alone: */
  char        *shown;         /* path as the report gives it */
  const char  *fate;          /* static: indexed unchanged duplicate removed refused; NULL: not looked at */
  gboolean     known;         /* its outcome above is of its present content */
  gboolean     placed;        /* in LANE, where all its changes go: 0 for those that the index held before */
  guint        lane;
} QzEntry;

typedef struct {
  GHashTable *by_path;        /* path → QzEntry*, owned */
  GHashTable *by_key;         /* title key → GPtrArray of QzEntry* (instruments), sorted by path */
  GHashTable *by_name;        /* power id or title key → GPtrArray of QzEntry* (registries, records), sorted by path */
  GHashTable *by_hash;        /* sha256 → GPtrArray of QzEntry*, sorted by path */
} QzManifest;

QzManifest *qz_manifest_new (void);
void        qz_manifest_free (QzManifest *manifest);

/* All entries of the index that WRITER holds. */
QzManifest *qz_manifest_load (QzWriter *writer, GError **error);
/* Paths of all entries of the index at DIR, NULL-terminated, the caller's. */
char **qz_manifest_paths (const char *dir, GError **error);

/* The entry of PATH, made when there is none. Borrowed. */
QzEntry *qz_manifest_entry (QzManifest *manifest, const char *path);
/* Takes ENTRY's identity out of the indexes before it changes, and in again. */
void qz_manifest_forget (QzManifest *manifest, QzEntry *entry);
void qz_manifest_learn (QzManifest *manifest, QzEntry *entry);
/* Forgets it and gives it to the caller (qz_entry_free). */
QzEntry *qz_manifest_steal (QzManifest *manifest, QzEntry *entry);
void     qz_entry_free (QzEntry *entry);
/* All entries, sorted by path; borrowed elements, the caller's array. */
GPtrArray *qz_manifest_sorted (const QzManifest *manifest);

/* Fills ENTRY from the outcome of qz_document_process. */
void  qz_entry_take_outcome (QzEntry *entry, json_t *outcome);
/* Its refusal without an outcome. */
void  qz_entry_refuse (QzEntry *entry, const char *code, const char *text);
/* Metadata key and value; the caller's. */
char *qz_entry_metadata_key (const QzEntry *entry);
char *qz_entry_to_json (const QzEntry *entry);

#endif
