#include "config.h"

#include "lib/registry/xlsx_part.h"

#include <quanze/locale.h>
#include <string.h>

static void
part_complain (void *user_data, xmlErrorPtr complaint)
{
  char **first = user_data;

  if (!*first && complaint && complaint->message)
    *first = g_strdup_printf ("第 %d 行 %s", complaint->line, g_strstrip (complaint->message));
}

char *
qz_xlsx_attribute (xmlTextReader *reader, const char *name)
{
  char *value = (char *) xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char *copy;

  if (!value && xmlTextReaderMoveToFirstAttribute (reader) == 1) {
    do {
      const char *local = (const char *) xmlTextReaderConstLocalName (reader);
      if (local && strcmp (local, name) == 0)
        value = (char *) xmlTextReaderValue (reader);
    } while (!value && xmlTextReaderMoveToNextAttribute (reader) == 1);
    xmlTextReaderMoveToElement (reader);
  }
  copy = g_strdup (value);
  xmlFree (value);
  return copy;
}

/* One node; FALSE ends the walk. */
static gboolean
visit (xmlTextReader *reader, const QzXlsxWalker *walker, gpointer user_data)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);
  const char *text;

  switch (xmlTextReaderNodeType (reader)) {
  case XML_READER_TYPE_ELEMENT:
    if (!walker->start (reader, name, user_data))
      return FALSE;
    return !xmlTextReaderIsEmptyElement (reader) || !walker->end || walker->end (name, user_data);
  case XML_READER_TYPE_END_ELEMENT:
    return !walker->end || walker->end (name, user_data);
  case XML_READER_TYPE_TEXT:
  case XML_READER_TYPE_CDATA:
  case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
    text = (const char *) xmlTextReaderConstValue (reader);
    if (walker->text && text)
      walker->text (text, user_data);
    return TRUE;
  default:
    return TRUE;
  }
}

/* 1 at the end of the part or of the walk's interest, -1 when it is broken. */
static int
walk_nodes (xmlTextReader *reader, const QzXlsxWalker *walker, gpointer user_data)
{
  int more;

  while ((more = xmlTextReaderRead (reader)) == 1) {
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE)
      return -1;
    if (!visit (reader, walker, user_data))
      return 1;
  }
  return more == 0 ? 1 : -1;
}

gboolean
qz_xlsx_walk (const QzContainer *zip, const char *name, const QzXlsxWalker *walker, gpointer user_data, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = qz_container_part (zip, name, &reason);
  g_autofree char *complaint = NULL;
  xmlTextReader *reader;
  gconstpointer data;
  gsize len;
  int outcome = -1;

  if (reason) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (!bytes) {
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, _("%s: 工作簿残缺，缺少部件 %s"), zip->path, name);
    return FALSE;
  }
  data = g_bytes_get_data (bytes, &len);
  reader = data ? xmlReaderForMemory (data, (int) len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT) : NULL;
  if (reader) {
    xmlTextReaderSetStructuredErrorHandler (reader, part_complain, &complaint);
    outcome = walk_nodes (reader, walker, user_data);
    xmlFreeTextReader (reader);
  }
  if (outcome < 0)
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, _("%s: 部件 %s 残缺：%s"), zip->path, name,
                 complaint ? complaint : _("无法读出，或含有不允许的 DTD"));
  return outcome > 0;
}

/* ---- relationships ---- */

typedef struct {
  GHashTable *found;
  const char *folder; /* of the part they belong to, with its slash */
} RelationshipWalk;

static gboolean
relationship_start (xmlTextReader *reader, const char *name, gpointer user_data)
{
  RelationshipWalk *walk = user_data;
  g_autofree char *id = NULL, *type = NULL, *target = NULL;
  const char *word;

  if (strcmp (name, "Relationship") != 0)
    return TRUE;
  id = qz_xlsx_attribute (reader, "Id");
  type = qz_xlsx_attribute (reader, "Type");
  target = qz_xlsx_attribute (reader, "Target");
  if (!id || !type || !target)
    return TRUE;
  word = strrchr (type, '/');
  g_hash_table_replace (walk->found, g_strdup (id),
                        g_strdup_printf ("%s %s%s", word ? word + 1 : type, *target == '/' ? "" : walk->folder,
                                         *target == '/' ? target + 1 : target));
  return TRUE;
}

GHashTable *
qz_xlsx_relationships (const QzContainer *zip, const char *part, GError **error)
{
  static const QzXlsxWalker WALKER = { relationship_start, NULL, NULL };
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *slash = strrchr (part, '/');
  g_autofree char *folder = slash ? g_strndup (part, (gsize) (slash - part) + 1) : g_strdup ("");
  g_autofree char *rels = g_strdup_printf ("%s_rels/%s.rels", folder, slash ? slash + 1 : part);
  RelationshipWalk walk = { found, folder };

  if (qz_container_has (zip, rels) && !qz_xlsx_walk (zip, rels, &WALKER, &walk, error))
    return NULL;
  return g_steal_pointer (&found);
}
