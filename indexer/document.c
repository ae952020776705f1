#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <quanze/locale.h>
#include <quanze/text.h>

#include "indexer/document.h"

#define MAX_FILE_BYTES (512 << 20)
#define MAX_WARNINGS 100      /* of one document; the last says how many more there are */

/* clang-format off */
static const struct { QzSourceError error; const char *code; } codes[] = {
  { QZ_SOURCE_ERROR_MISSING, "missing" },         { QZ_SOURCE_ERROR_UNREADABLE, "unreadable" },
  { QZ_SOURCE_ERROR_EMPTY, "empty" },             { QZ_SOURCE_ERROR_UNSUPPORTED, "unsupported" },
  { QZ_SOURCE_ERROR_DAMAGED, "damaged" },         { QZ_SOURCE_ERROR_TOO_LARGE, "too-large" },
};
/* clang-format on */

json_t *
qz_document_error (const GError *error)
{
  const char *code = "failed";

  for (guint i = 0; error->domain == QZ_SOURCE_ERROR && i < G_N_ELEMENTS (codes); i++)
    if ((gint) codes[i].error == error->code)
      code = codes[i].code;
  json_t *text = json_string (error->message);
  return json_pack ("{s:s, s:o}", "code", code, "text", text != NULL ? text : json_string (code));
}

static void
set_string (json_t *object, const char *key, const char *value)
{
  json_t *string = value != NULL ? json_string (value) : NULL;

  json_object_set_new (object, key, string != NULL ? string : json_null ());
}

/* ---- reading ---- */

static gboolean
read_bytes (const char *path, char **bytes, gsize *len, GError **error)
{
  g_autoptr (GError) why = NULL;
  struct stat st;

  if (stat (path, &st) != 0) {
    g_set_error (error, QZ_SOURCE_ERROR, errno == ENOENT ? QZ_SOURCE_ERROR_MISSING : QZ_SOURCE_ERROR_UNREADABLE,
                 _("读不到：%s"), g_strerror (errno));
    return FALSE;
  }
  if (st.st_size > MAX_FILE_BYTES) {
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, _("%lld 字节，超过上限 %d"),
                 (long long) st.st_size, MAX_FILE_BYTES);
    return FALSE;
  }
  if (g_file_get_contents (path, bytes, len, &why))
    return TRUE;
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNREADABLE, _("读不到：%s"), why->message);
  return FALSE;
}

/* ---- warnings ---- */

static int
by_place (gconstpointer a, gconstpointer b)
{
  const QzDefect *x = *(QzDefect *const *) a, *y = *(QzDefect *const *) b;

  return x->at < y->at ? -1 : x->at > y->at;
}

/* DEFECTS as the report gives them. TEXT turns byte offsets into code points; NULL where `at` is a row. */
static json_t *
warnings_of (const GPtrArray *defects, const char *text)
{
  json_t *list = json_array ();

  if (defects == NULL || defects->len == 0)
    return list;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree gsize *at = g_new (gsize, defects->len);
  for (guint i = 0; i < defects->len; i++)
    g_ptr_array_add (sorted, defects->pdata[i]);
  g_ptr_array_sort (sorted, by_place);
  for (guint i = 0; i < sorted->len; i++)
    at[i] = ((const QzDefect *) sorted->pdata[i])->at;
  if (text != NULL)
    qz_text_to_code_points (text, at, sorted->len);
  for (guint i = 0; i < MIN (sorted->len, MAX_WARNINGS); i++) {
    const QzDefect *defect = sorted->pdata[i];
    json_t         *object = json_object ();
    set_string (object, "code", defect->code);
    json_object_set_new (object, "at", json_integer (at[i]));
    set_string (object, "text", defect->text);
    json_array_append_new (list, object);
  }
  if (sorted->len > MAX_WARNINGS) {
    g_autofree char *more = g_strdup_printf (_("还有 %u 处未列出"), sorted->len - MAX_WARNINGS);
    json_t          *object = json_object ();
    set_string (object, "code", "more");
    json_object_set_new (object, "at", json_integer (at[MAX_WARNINGS]));
    set_string (object, "text", more);
    json_array_append_new (list, object);
  }
  return list;
}

/* Messages of the readers name the file, which the report does already. */
static void
drop_path (GError *error, const char *path)
{
  gsize len = strlen (path);

  if (strncmp (error->message, path, len) == 0 && g_str_has_prefix (error->message + len, ": ")) {
    char *rest = g_strdup (error->message + len + 2);
    g_free (error->message);
    error->message = rest;
  }
}

/* ---- kinds ---- */

static gboolean
has_text (const QzInstrument *in)
{
  return (in->body->children != NULL && in->body->children->len > 0) || (in->annexes != NULL && in->annexes->len > 0);
}

static QzBatch *
store_instrument (const QzSource *source, const QzStoring *storing, json_t *outcome, GError **error)
{
  g_autoptr (QzInstrument) in = qz_instrument_parse (source);

  if (!has_text (in)) {
    g_set_error_literal (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_EMPTY, _("没有正文"));
    return NULL;
  }
  json_object_set_new (outcome, "warnings", warnings_of (in->defects, source->text));
  return qz_store_instrument (in, source, storing);
}

static QzBatch *
store_registry (const QzSource *source, const QzStoring *storing, json_t *outcome, GError **error)
{
  g_autoptr (QzRegistry) registry = qz_registry_parse (source, storing->lexicon, error);

  if (registry == NULL)
    return NULL;
  json_object_set_new (outcome, "warnings", warnings_of (registry->defects, NULL));
  return qz_store_registry (registry, source, storing);
}

static QzBatch *
store_source (const QzSource *source, const QzStoring *storing, json_t *outcome, GError **error)
{
  if (source->imports != NULL)
    return qz_store_imports (source, storing);
  if (source->sheets != NULL && source->sheets->len > 0)
    return store_registry (source, storing, outcome, error);
  return store_instrument (source, storing, outcome, error);
}

/* ---- the outcome ---- */

static void
describe (json_t *outcome, const QzBatch *batch)
{
  json_t          *names = json_array ();
  g_autofree char *version = qz_date_to_iso (batch->version), *sketch = qz_sketch_to_hex (&batch->sketch);

  set_string (outcome, "kind", batch->kind);
  set_string (outcome, "title", batch->title);
  set_string (outcome, "key", batch->key);
  set_string (outcome, "issuer", batch->issuer);
  set_string (outcome, "territory", batch->territory);
  set_string (outcome, "rank", qz_rank_name (batch->rank));
  set_string (outcome, "version", version);
  set_string (outcome, "sketch", sketch);
  json_object_set_new (outcome, "first", json_integer (batch->first_article));
  json_object_set_new (outcome, "last", json_integer (batch->last_article));
  for (guint i = 0; i < batch->names->len; i++)
    json_array_append_new (names, json_string (batch->names->pdata[i]));
  json_object_set_new (outcome, "names", names);
  json_object_set_new (outcome, "provisions", json_integer (batch->n_provisions));
  json_object_set_new (outcome, "powers", json_integer (batch->n_powers));
  if (batch->head != NULL)
    set_string (outcome, "head", batch->head);
}

static gboolean
process (const char *path, const QzStoring *storing, json_t *outcome, QzRecord **part, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize            len;

  if (!read_bytes (path, &bytes, &len, error))
    return FALSE;
  g_autofree char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, len);
  set_string (outcome, "hash", hash);
  g_autoptr (QzSource) source = qz_source_read_bytes (path, (const guint8 *) bytes, len, error);
  if (source == NULL)
    return FALSE;
  set_string (outcome, "format", source->format);
  set_string (outcome, "encoding", source->encoding);
  g_clear_pointer (&bytes, g_free);
  g_autoptr (QzBatch) batch = store_source (source, storing, outcome, error);
  if (batch == NULL)
    return FALSE;
  describe (outcome, batch);
  *part = g_steal_pointer (&batch->instrument);
  return TRUE;
}

json_t *
qz_document_process (const char *path, const QzNaming *naming, const char *source_term, const QzDocumentSink *sink,
                     QzRecord **part)
{
  json_t   *outcome = json_object ();
  QzStoring storing = { .source_term = source_term, .naming = naming, .segmenter = sink->segmenter,
                        .lexicon = sink->lexicon, .emit = sink->emit, .user_data = sink->user_data };
  g_autoptr (GError) error = NULL;

  *part = NULL;
  json_object_set_new (outcome, "warnings", json_array ());
  gboolean ok = process (path, &storing, outcome, part, &error);
  if (error != NULL)
    drop_path (error, path);
  json_object_set_new (outcome, "error", ok ? json_null () : qz_document_error (error));
  return outcome;
}
