/* quanze.export/1 as JSON and XML → one sheet with the columns of its CSV. */
#include "config.h"

#include <string.h>

#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "lib/read/read.h"
#include "lib/registry/sheet_draft.h"
#include <quanze/exchange.h>

static void
write_header (QzSheetDraft *draft)
{
  guint n;
  const QzExchangeField *fields = qz_exchange_fields (&n);

  for (guint i = 0; i < n; i++)
    qz_sheet_draft_set (draft, 0, i, fields[i].header);
}

static GPtrArray *
finish (QzSheetDraft *draft, const char *path, GError **error)
{
  GPtrArray *sheets = NULL;
  QzSheet *sheet = qz_sheet_draft_finish (draft, path, error);

  if (sheet != NULL) {
    sheets = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_sheet_free);
    g_ptr_array_add (sheets, sheet);
  }
  return sheets;
}

static GPtrArray *
damaged (const char *path, const char *kind, int line, GError **error)
{
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED,
               "%s: 应为 " QZ_EXCHANGE_SCHEMA " 的 %s，第 %d 行读不下去", path, kind, line);
  return NULL;
}

/* ---- JSON ---- */

gboolean
qz_is_exchange_json (const char *text)
{
  const char *schema = strstr (text, "\"" QZ_EXCHANGE_SCHEMA "\"");

  return schema != NULL && schema - text < 200;
}

GPtrArray *
qz_read_exchange_json (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_autoptr (QzSheetDraft) draft = qz_sheet_draft_new ("export");
  json_error_t fault;
  json_t *root = json_loadb ((const char *)bytes, len, 0, &fault), *item;
  size_t row;
  guint n;
  const QzExchangeField *fields = qz_exchange_fields (&n);

  if (root == NULL)
    return damaged (path, "JSON", fault.line, error);
  write_header (draft);
  json_array_foreach (json_object_get (root, "items"), row, item) for (guint i = 0;
                                                                       i < n && !qz_sheet_draft_full (draft); i++)
  {
    const json_t *value = json_object_get (item, fields[i].key);
    g_autofree char *number
      = json_is_integer (value) ? g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value)) : NULL;
    const char *text = json_is_true (value) ? "是" : number != NULL ? number : json_string_value (value);
    if (text != NULL)
      qz_sheet_draft_set (draft, (guint)row + 1, i, text);
  }
  json_decref (root);
  return finish (draft, path, error);
}

/* ---- XML ---- */

gboolean
qz_is_exchange_xml (const char *text)
{
  const char *root = strstr (text, "<" QZ_EXCHANGE_ROOT);

  return root != NULL && root - text < 400;
}

static void
take_power (QzSheetDraft *draft, guint row, const xmlNode *power)
{
  guint n;
  const QzExchangeField *fields = qz_exchange_fields (&n);

  for (xmlNode *child = power->children; child != NULL; child = child->next)
    for (guint i = 0; i < n; i++) {
      if (child->type != XML_ELEMENT_NODE || strcmp ((const char *)child->name, fields[i].key) != 0)
        continue;
      xmlChar *text = xmlNodeGetContent (child);
      qz_sheet_draft_set (draft, row, i, strcmp ((const char *)text, "true") == 0 ? "是" : (const char *)text);
      xmlFree (text);
    }
}

GPtrArray *
qz_read_exchange_xml (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_autoptr (QzSheetDraft) draft = qz_sheet_draft_new ("export");
  /* no network, no entities of its own: see docs/DESIGN.md */
  xmlDoc *doc = len < G_MAXINT ? xmlReadMemory ((const char *)bytes, (int)len, NULL, NULL,
                                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                               : NULL;
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  guint row = 0;

  if (root == NULL) {
    const xmlError *fault = xmlGetLastError ();
    xmlFreeDoc (doc);
    return damaged (path, "XML", fault != NULL ? fault->line : 0, error);
  }
  write_header (draft);
  for (const xmlNode *child = root->children; child != NULL && !qz_sheet_draft_full (draft); child = child->next)
    if (child->type == XML_ELEMENT_NODE && strcmp ((const char *)child->name, "power") == 0)
      take_power (draft, ++row, child);
  xmlFreeDoc (doc);
  return finish (draft, path, error);
}
