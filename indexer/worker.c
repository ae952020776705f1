#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <quanze/exit.h>

#include "indexer/document.h"
#include "indexer/limits.h"
#include "indexer/protocol.h"
#include "indexer/worker.h"

#define FLUSH_BYTES (256 << 10)

typedef struct {
  int         out;
  GByteArray *buffer;
  gboolean    failed;    /* the parent is gone, or a record is too large to send */
} Outlet;

static void
flush (Outlet *outlet)
{
  if (!outlet->failed && !qz_write_all (outlet->out, outlet->buffer->data, outlet->buffer->len))
    outlet->failed = TRUE;
  g_byte_array_set_size (outlet->buffer, 0);
}

static void
send (Outlet *outlet, guint8 type, const void *payload, gsize len)
{
  if (len > QZ_FRAME_MAX) {
    outlet->failed = TRUE;
    return;
  }
  qz_frame_append (outlet->buffer, type, payload, len);
  if (outlet->buffer->len >= FLUSH_BYTES)
    flush (outlet);
}

static void
send_record (Outlet *outlet, guint8 type, const QzRecord *record)
{
  g_autoptr (GBytes) bytes = qz_record_to_bytes (record);

  send (outlet, type, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
emit (QzRecord *record, gpointer outlet)
{
  send_record (outlet, QZ_FRAME_RECORD, record);
  qz_record_free (record);
}

static void
send_json (Outlet *outlet, guint8 type, json_t *object)
{
  char *text = json_dumps (object, JSON_COMPACT);

  send (outlet, type, text, strlen (text));
  free (text);
}

/* ---- jobs ---- */

static const char **
taken_of (json_t *job)
{
  json_t      *list = json_object_get (job, "taken"), *item;
  const char **taken = g_new0 (const char *, json_array_size (list) + 1);
  size_t       i;

  json_array_foreach (list, i, item)
    taken[i] = json_string_value (item);
  return taken;
}

/* The bytes of the job's path: JSON holds text alone, so they come as hexadecimal digits where they are none. */
static char *
path_of (json_t *job)
{
  const char *text = json_string_value (json_object_get (job, "path"));
  const char *hex = json_string_value (json_object_get (job, "path_hex"));

  if (hex == NULL)
    return g_strdup (text != NULL ? text : "");
  GString *path = g_string_new (NULL);
  for (; g_ascii_isxdigit (hex[0]) && g_ascii_isxdigit (hex[1]); hex += 2)
    g_string_append_c (path, g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));
  return g_string_free (path, FALSE);
}

static void
do_job (json_t *job, const QzOptions *options, const QzDocumentSink *sink, Outlet *outlet)
{
  g_autofree char        *path = path_of (job);
  g_autofree const char **taken = taken_of (job);
  QzNaming naming = { .qualifier = json_string_value (json_object_get (job, "qualifier")), .taken = taken,
                      .part = json_is_true (json_object_get (job, "part")) };
  g_autoptr (QzRecord) part = NULL;

  qz_limits_start_clock (options->seconds);
  json_t *outcome = qz_document_process (path, &naming, json_string_value (json_object_get (job, "term")), sink, &part);
  qz_limits_start_clock (0);
  if (part != NULL)
    send_record (outlet, QZ_FRAME_PART, part);
  send_json (outlet, QZ_FRAME_OUTCOME, outcome);
  json_decref (outcome);
  flush (outlet);
}

static json_t *
next_job (int in)
{
  guint8  head[QZ_FRAME_HEAD];
  guint32 len;

  if (!qz_read_all (in, head, sizeof head))
    return NULL;
  memcpy (&len, head, sizeof len);
  len = GUINT32_FROM_LE (len);
  if (head[sizeof len] != QZ_FRAME_JOB || len > QZ_FRAME_MAX)
    return NULL;
  g_autofree char *text = g_malloc (len + 1);
  return qz_read_all (in, text, len) ? json_loadb (text, len, 0, NULL) : NULL;
}

int
qz_worker_main (const QzOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), (const char *const *) options->lexicons, &error);

  if (lexicon == NULL)
    return QZ_EXIT_FAILED;   /* the parent has read it and told */
  qz_limits_apply (options->megabytes);
  g_autoptr (QzSegmenter) segmenter = qz_segmenter_new (lexicon);
  Outlet         outlet = { .out = STDOUT_FILENO, .buffer = g_byte_array_new () };
  QzDocumentSink sink = { .segmenter = segmenter, .lexicon = lexicon, .emit = emit, .user_data = &outlet };
  json_t        *job;

  while (!outlet.failed && (job = next_job (STDIN_FILENO)) != NULL) {
    do_job (job, options, &sink, &outlet);
    json_decref (job);
  }
  g_byte_array_unref (outlet.buffer);
  return outlet.failed ? QZ_EXIT_FAILED : QZ_EXIT_OK;
}
