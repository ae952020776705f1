/* The only door to Xapian. Plain C crosses it; no C++ object does.
 *
 * Every call that can fail takes a GError; every exception of Xapian's becomes
 * one. Results are copied before a call returns, so nothing borrowed from the
 * database survives it, and a call repeated after the database changed under
 * a reader (at most three times, done here) is whole.
 */
#ifndef QUANZE_INDEX_H
#define QUANZE_INDEX_H

#include <glib.h>

G_BEGIN_DECLS

#define QZ_INDEX_ERROR (qz_index_error_quark ())
GQuark qz_index_error_quark (void);
typedef enum {
  QZ_INDEX_ERROR_MISSING,    /* no index there */
  QZ_INDEX_ERROR_LOCKED,     /* another writer holds it */
  QZ_INDEX_ERROR_FOREIGN,    /* a directory that is not a quanze index */
  QZ_INDEX_ERROR_SCHEMA,     /* of another schema number: rebuild */
  QZ_INDEX_ERROR_DAMAGED,    /* corrupt */
  QZ_INDEX_ERROR_MODIFIED,   /* changed under the reader more than three times in a row */
  QZ_INDEX_ERROR_ARGUMENT,   /* an over-long term, an invalid query */
  QZ_INDEX_ERROR_TIME,       /* what qz_reader_allow() allowed is over */
  QZ_INDEX_ERROR_MEMORY,
  QZ_INDEX_ERROR_IO,
  QZ_INDEX_ERROR_FAILED
} QzIndexError;

/* A number of its own for the layout of records; an index with another one is refused. */
#define QZ_INDEX_SCHEMA 2
#define QZ_TERM_MAX 245      /* bytes */

/* ---- records ---- */

typedef struct QzRecord QzRecord;

QzRecord *qz_record_new (const char *id);       /* id: unique, becomes the term Q<id> (hashed when over-long) */
void      qz_record_free (QzRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzRecord, qz_record_free)
const char *qz_record_id (const QzRecord *record);
void qz_record_set_id (QzRecord *record, const char *id);
/* TERM with LEN bytes (-1: NUL-terminated); WDF 0 makes a boolean term; repeated calls add up.
 * An empty term is ignored; an over-long one is refused by qz_writer_put(). */
void qz_record_add_term (QzRecord *record, const char *term, gssize len, guint wdf);
void qz_record_set_value (QzRecord *record, guint slot, const char *value);   /* NULL or "" unsets */
void qz_record_set_data (QzRecord *record, const char *data, gssize len);
/* Looking into a record costs a walk over it: for tests and for --explain. */
gboolean    qz_record_has_term (const QzRecord *record, const char *term, guint64 *wdf);  /* WDF: its sum; may be NULL */
GPtrArray  *qz_record_terms (const QzRecord *record);                   /* char*, sorted, each once; the caller's */
const char *qz_record_value (const QzRecord *record, guint slot);       /* "" when unset; the record's */
const char *qz_record_data (const QzRecord *record, gsize *len);        /* NUL-terminated; the record's */
/* Flat bytes to pass a record between processes. Any bytes may be given back: what is not a
 * record, whole and with nothing after it, is NULL with QZ_INDEX_ERROR_ARGUMENT. */
GBytes   *qz_record_to_bytes (const QzRecord *record);
QzRecord *qz_record_from_bytes (const guint8 *bytes, gsize len, GError **error);

/* ---- writing ---- */

typedef struct {
  char  *term;
  guint  count;               /* records that have it */
} QzTermCount;

typedef struct QzWriter QzWriter;

/* Opens DIR for writing, creating it when absent. With REBUILD, a new generation is built beside
 * the current one, which readers keep until qz_writer_close() switches to the new; the old one
 * may be damaged or of another schema. A directory with other content is never written into. */
QzWriter *qz_writer_open (const char *dir, gboolean rebuild, GError **error);
gboolean  qz_writer_put (QzWriter *writer, const QzRecord *record, GError **error);   /* adds or replaces by id */
gboolean  qz_writer_delete_term (QzWriter *writer, const char *term, GError **error); /* every record with TERM */
/* LEN 0 removes; -1: NUL-terminated. Keys that start with '_' are the index's own. */
gboolean  qz_writer_set_metadata (QzWriter *writer, const char *key, const char *value, gssize len, GError **error);
char     *qz_writer_get_metadata (QzWriter *writer, const char *key, GError **error);  /* "" when absent; the caller's */
/* As the reader's of the same name, but with what was put since the last commit. */
GPtrArray *qz_writer_metadata_keys (QzWriter *writer, const char *prefix, GError **error);
GPtrArray *qz_writer_list (QzWriter *writer, const char *term, guint offset, guint limit, GError **error);
/* Calls EACH for every record that has a value in SLOT, in order; FALSE from it ends the walk. */
typedef gboolean (*QzValueFunc) (const char *value, gsize len, gpointer user_data);
gboolean   qz_writer_each_value (QzWriter *writer, guint slot, QzValueFunc each, gpointer user_data, GError **error);
/* As qz_reader_terms(). */
GPtrArray *qz_writer_terms (QzWriter *writer, const char *prefix, guint limit, GError **error);
/* How many records have both terms; -1 on error. */
gint64     qz_writer_count_both (QzWriter *writer, const char *term, const char *other, GError **error);
/* A database beside WRITER's, empty, to be filled by another thread: for building in parallel. Of the calls
 * above it takes put, delete_term and set_metadata, all on what is in it alone. */
QzWriter *qz_writer_open_lane (QzWriter *writer, GError **error);
/* Commits what WRITER holds, then merges N lanes into it; what they bring is in a new generation, unseen
 * before qz_writer_close(). No id may stand in two of them. Frees the lanes even on failure; WRITER can
 * then only be aborted. */
gboolean  qz_writer_absorb (QzWriter *writer, QzWriter **lanes, guint n, GError **error);
/* Makes what was put visible to readers (after REBUILD: not before qz_writer_close()) and safe from
 * a crash. Nothing is visible before it, however much was put. Without changes it does nothing. */
gboolean  qz_writer_commit (QzWriter *writer, GError **error);
/* Commits, switches the generation, frees WRITER even on failure. */
gboolean  qz_writer_close (QzWriter *writer, GError **error);
/* Drops what was not committed (and, after REBUILD, the new generation). Takes NULL. */
void      qz_writer_abort (QzWriter *writer);

/* ---- queries ---- */

typedef struct QzQuery QzQuery;
typedef enum { QZ_OP_AND, QZ_OP_OR, QZ_OP_AND_NOT, QZ_OP_FILTER, QZ_OP_AND_MAYBE, QZ_OP_MAX, QZ_OP_SYNONYM } QzOp;

/* Trees may be nested this deep (chains of one operator are flat); a deeper one is refused by qz_reader_search(). */
#define QZ_QUERY_DEPTH_MAX 100

QzQuery *qz_query_term (const char *term, gssize len, guint wqf);     /* WQF 0: matches without weight */
QzQuery *qz_query_all (void);
QzQuery *qz_query_none (void);
/* Consumes LEFT and RIGHT; a NULL side counts as none for AND, as absent for the rest (absent before
 * AND_NOT: all; FILTER of an absent side leaves matching without weight); both NULL: NULL, for AND none. */
QzQuery *qz_query_pair (QzOp op, QzQuery *left, QzQuery *right);
/* Consumes the elements of QUERIES (GPtrArray of QzQuery*, without free func) and the array. OR, AND, MAX, SYNONYM.
 * NULL elements as above. Of no elements: none, for AND all. */
QzQuery *qz_query_join (QzOp op, GPtrArray *queries);
QzQuery *qz_query_scale (QzQuery *query, double factor);              /* consumes */
/* Any term that starts so, the MAX_EXPANSION most frequent of them (0: all), weighed as one term. */
QzQuery *qz_query_prefix (const char *prefix, guint max_expansion);
/* Values of SLOT from FROM to TO, both included, compared as bytes; NULL = open. An absent value is "":
 * FROM NULL or "" includes records without the value, FROM "" and TO "" means them alone. */
QzQuery *qz_query_range (guint slot, const char *from, const char *to);
/* Records whose value of SLOT holds TEXT, byte for byte, behind the value's first '\n'; without weight. It reads the
 * values themselves, some 40 ms over 150,000 records of law, less where the rest of the query leaves few; a reader that is
 * asked again signs them once, 64 bytes a record, and then reads only those that may hold TEXT. */
QzQuery *qz_query_holds (guint slot, const char *text);
/* Matches what QUERY does, without weight; consumes it. A reader looks once for what it matches and keeps that as long
 * as it shows the same state of the index: for a filter of many terms that many searches share. The same NAME must
 * mean the same QUERY to a reader. Copies share QUERY, so copying costs little. */
QzQuery *qz_query_kept (const char *name, QzQuery *query);
QzQuery *qz_query_dup (const QzQuery *query);
void     qz_query_free (QzQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzQuery, qz_query_free)
char    *qz_query_describe (const QzQuery *query);                    /* for --explain; the caller's */

/* ---- reading ---- */

typedef struct QzReader QzReader;

/* Opens DIRS (NULL-terminated), searched as one. One reader a thread. It shows the index as it was
 * when opened, until a call finds that state overwritten, or qz_reader_refresh(). */
QzReader *qz_reader_open (const char *const *dirs, GError **error);
/* Moves on to the last commit and generation; costs a few microseconds when nothing changed. */
gboolean  qz_reader_refresh (QzReader *reader, GError **error);
/* How many bytes READER may hold of values that it read lately; 64 MB unless told. */
void      qz_reader_remember (QzReader *reader, gsize bytes);
/* From UNTIL on (monotonic, microseconds; 0: never) every call on READER fails with QZ_INDEX_ERROR_TIME, a search that has
 * begun as well. */
void      qz_reader_allow (QzReader *reader, gint64 until);
void      qz_reader_free (QzReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzReader, qz_reader_free)

typedef enum { QZ_SORT_RELEVANCE, QZ_SORT_VALUE_ASC, QZ_SORT_VALUE_DESC } QzSort;
typedef enum { QZ_WEIGHT_BM25, QZ_WEIGHT_BOOL, QZ_WEIGHT_DLH } QzWeightScheme;

typedef struct {
  guint  offset, limit;
  guint  check_at_least;      /* an exact total up to this many; 0 = as needed */
  QzWeightScheme weight;
  double k1, b, min_normlen;  /* BM25; 0,0,0 = 1.2, 0.75, 0 */
  gint   collapse_slot;       /* keep the best COLLAPSE_MAX a value; -1 = do not */
  guint  collapse_max;
  QzSort sort;                /* ties always fall to tie_slot, then document order */
  guint  sort_slot;
  gint   tie_slot;            /* -1 = none */
  const guint *facet_slots;   /* values counted over check_at_least matches */
  guint  n_facet_slots;
  const guint *value_slots;   /* values to return with each hit */
  guint  n_value_slots;
  gboolean without_data;      /* hits carry no data */
  gboolean with_terms;        /* hits list the query terms they match */
} QzSearch;
void qz_search_init (QzSearch *search);   /* limit 10, BM25, no collapse */

typedef struct {
  guint32 docid;
  double  weight;
  char   *data;               /* NUL-terminated copy; NULL with without_data */
  gsize   data_len;
  char  **values;             /* n_value_slots strings, "" when absent; to be read only, the reader may hold them too */
  char  **terms;              /* matching query terms, NULL-terminated; NULL unless asked */
  guint   collapsed;          /* hits folded under this one, a lower bound */
} QzHit;

typedef struct {
  GPtrArray *hits;            /* QzHit* */
  guint      total, total_lower, total_upper;
  GPtrArray *facets;          /* one GHashTable (char* → GUINT) a facet slot, in order */
} QzHits;
void qz_hits_free (QzHits *hits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzHits, qz_hits_free)

/* QUERY is borrowed, NULL matches nothing. NULL on error; no match is an empty list. */
QzHits *qz_reader_search (QzReader *reader, const QzQuery *query, const QzSearch *search, GError **error);

/* The data of the record with that id; NULL without error when there is none. The caller's. */
char *qz_reader_get (QzReader *reader, const char *id, gsize *len, GError **error);
/* Data of the records with TERM, in document order, from the OFFSETth, at most LIMIT (0 = all).
 * Element type char*, the caller's (g_ptr_array_unref). For long lists call again with a higher offset. */
GPtrArray *qz_reader_list (QzReader *reader, const char *term, guint offset, guint limit, GError **error);
/* How many records have TERM; 0 when none. -1 on error. */
gint64 qz_reader_count (QzReader *reader, const char *term, GError **error);
gint64 qz_reader_doc_count (QzReader *reader, GError **error);
/* Terms that start with PREFIX in byte order, at most LIMIT (0 = all); element type QzTermCount*, the caller's. */
GPtrArray *qz_reader_terms (QzReader *reader, const char *prefix, guint limit, GError **error);
char *qz_reader_get_metadata (QzReader *reader, const char *key, gsize *len, GError **error);  /* of the first database that has it; "" when none; the caller's */
/* The same of every database that has it, in their order; char*, the caller's. */
GPtrArray *qz_reader_get_metadata_all (QzReader *reader, const char *key, GError **error);
/* The same as GBytes*, for values that hold NULs. */
GPtrArray *qz_reader_get_metadata_bytes (QzReader *reader, const char *key, GError **error);
GPtrArray *qz_reader_metadata_keys (QzReader *reader, const char *prefix, GError **error);     /* char*, each once, sorted */
/* A number that grows with every commit and rebuild, for caches. 0 on error. */
guint64 qz_reader_revision (QzReader *reader, GError **error);

/* Turns a term that may be over-long into one that fits: unchanged up to QZ_TERM_MAX bytes,
 * else its first 180 bytes and a hash. Indexing and asking both use it. The caller's. */
char *qz_term_fit (const char *term);

G_END_DECLS

#endif
