#include "config.h"

#include <jansson.h>
#include <string.h>

#include "lib/read/draft.h"
#include "lib/read/read.h"

/* Warnings told one by one; the rest are summed up. */
#define MAX_WARNINGS 100

typedef struct {
  QzDraft    *draft;
  GPtrArray  *imports;  /* QzImport* */
  GHashTable *ids;      /* borrowed from imports */
  guint       line, skipped;
} Records;

static void
import_free (gpointer data)
{
  QzImport *import = data;
  g_free (import->id);
  g_free (import->name);
  g_free (import->content);
  g_free (import);
}

static void
skip (Records *records, const char *why)
{
  if (records->skipped++ < MAX_WARNINGS)
    qz_draft_warn (records->draft, "record-skipped", 0, "第 %u 行略过：%s", records->line, why);
}

/* A number is taken as its digits: exports of databases write ids so. */
static char *
text_of (const json_t *value)
{
  if (json_is_string (value))
    return g_strdup (json_string_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  return NULL;
}

static const char *
add_record (Records *records, const json_t *object)
{
  QzImport *import;
  const char *content = json_string_value (json_object_get (object, "content"));
  const char *name = json_string_value (json_object_get (object, "name"));
  g_autofree char *id = text_of (json_object_get (object, "id"));
  if (!json_is_object (object))
    return "不是 JSON 对象";
  if (content == NULL || *content == '\0')
    return "缺 content";
  if (name == NULL || *name == '\0')
    return "缺 name";
  if (id == NULL || *id == '\0')
    return "缺 id";
  if (g_hash_table_contains (records->ids, id))
    return "id 与前面的记录重复";

  import = g_new0 (QzImport, 1);
  import->id = g_steal_pointer (&id);
  import->name = g_strdup (name);
  import->content = g_strdup (content);
  import->line = records->line;
  g_ptr_array_add (records->imports, import);
  g_hash_table_add (records->ids, import->id);
  return NULL;
}

static void
read_line (Records *records, const char *line, gsize len)
{
  const char *why;
  json_error_t fault;
  json_t *object;
  records->line++;
  while (len > 0 && strchr (" \t\r", line[len - 1]) != NULL)
    len--;
  if (len == 0)
    return;
  object = json_loadb (line, len, 0, &fault);
  why = object == NULL ? fault.text : add_record (records, object);
  if (why != NULL)
    skip (records, why);
  json_decref (object);
}

QzSource *
qz_read_records (const char *path, const char *text, GError **error)
{
  QzSource *source;
  Records records = { .draft = qz_draft_new (),
                      .imports = g_ptr_array_new_with_free_func (import_free),
                      .ids = g_hash_table_new (g_str_hash, g_str_equal) };
  for (const char *line = text; *line != '\0';)
    {
      gsize len = strcspn (line, "\n");
      read_line (&records, line, len);
      line += len + (line[len] == '\n');
    }
  if (records.skipped > MAX_WARNINGS)
    qz_draft_warn (records.draft, "record-skipped", 0, "另有 %u 行略过", records.skipped - MAX_WARNINGS);
  g_hash_table_unref (records.ids);

  if (records.imports->len == 0)
    {
      QzSourceWarning *first = records.draft->warnings->len > 0 ? g_ptr_array_index (records.draft->warnings, 0) : NULL;
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED,
                   "%s: 应为每行一条 {\"id\",\"name\",\"content\"} 的 JSONL，没有一行可用（%s）", path,
                   first != NULL ? first->text : "全是空行");
      g_ptr_array_unref (records.imports);
      qz_draft_free (records.draft);
      return NULL;
    }
  source = qz_draft_finish (records.draft, "jsonl", NULL);
  source->imports = records.imports;
  return source;
}
