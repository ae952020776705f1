#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "lib/read/docx.h"

/* Styles are based on one another; a ring of them is possible in a damaged file. */
#define MAX_BASES 16

struct QzDocxStyles {
  GHashTable *by_id;      /* char* → xmlNode*, the style */
  xmlNode    *paragraph;  /* the default paragraph style; NULL */
};

gboolean
qz_docx_is (const xmlNode *node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

xmlNode *
qz_docx_child (const xmlNode *node, const char *name)
{
  xmlNode *child = node != NULL ? node->children : NULL;
  while (child != NULL && !qz_docx_is (child, name))
    child = child->next;
  return child;
}

char *
qz_docx_attr (xmlNode *node, const char *name)
{
  for (xmlAttr *attr = node != NULL ? node->properties : NULL; attr != NULL; attr = attr->next)
    if (strcmp ((const char *) attr->name, name) == 0)
      {
        xmlChar *value = xmlNodeListGetString (node->doc, attr->children, 1);
        char *copy = g_strdup (value != NULL ? (const char *) value : "");
        xmlFree (value);
        return copy;
      }
  return NULL;
}

int
qz_docx_int (xmlNode *node, const char *name, int otherwise)
{
  g_autofree char *value = qz_docx_attr (node, name);
  return value != NULL ? CLAMP (strtol (value, NULL, 10), G_MININT, G_MAXINT) : otherwise;
}

gboolean
qz_docx_toggle (xmlNode *node)
{
  g_autofree char *value = qz_docx_attr (node, "val");
  return node != NULL && (value == NULL || (strcmp (value, "0") != 0 && strcmp (value, "false") != 0));
}

QzDocxStyles *
qz_docx_styles_new (xmlDoc *doc)
{
  QzDocxStyles *styles = g_new0 (QzDocxStyles, 1);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  styles->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      char *id = qz_docx_is (node, "style") ? qz_docx_attr (node, "styleId") : NULL;
      g_autofree char *type = id != NULL ? qz_docx_attr (node, "type") : NULL;
      if (id == NULL)
        continue;
      g_hash_table_replace (styles->by_id, id, node);
      if (qz_docx_int (node, "default", 0) == 1 && g_strcmp0 (type, "paragraph") == 0)
        styles->paragraph = node;
    }
  return styles;
}

void
qz_docx_styles_free (QzDocxStyles *styles)
{
  if (styles == NULL)
    return;
  g_hash_table_unref (styles->by_id);
  g_free (styles);
}

/* Takes from PPR what PROPS does not say yet. */
static void
add_props (QzDocxProps *props, xmlNode *ppr)
{
  xmlNode *num = qz_docx_child (ppr, "numPr");
  xmlNode *align = qz_docx_child (ppr, "jc");
  xmlNode *outline = qz_docx_child (ppr, "outlineLvl");
  if (num != NULL)
    {
      if (props->num_id < 0)
        props->num_id = qz_docx_int (qz_docx_child (num, "numId"), "val", -1);
      if (props->level < 0)
        props->level = qz_docx_int (qz_docx_child (num, "ilvl"), "val", -1);
    }
  if (props->outline < 0)
    props->outline = qz_docx_int (outline, "val", -1);
  if (props->centered < 0 && align != NULL)
    {
      g_autofree char *value = qz_docx_attr (align, "val");
      props->centered = g_strcmp0 (value, "center") == 0;
    }
}

QzDocxProps
qz_docx_props (const QzDocxStyles *styles, xmlNode *ppr)
{
  QzDocxProps props = { -1, -1, -1, -1, -1 };
  g_autofree char *id = qz_docx_attr (qz_docx_child (ppr, "pStyle"), "val");
  xmlNode *style = id != NULL ? g_hash_table_lookup (styles->by_id, id) : styles->paragraph;
  add_props (&props, ppr);
  for (int i = 0; i < MAX_BASES && style != NULL; i++)
    {
      g_autofree char *base = qz_docx_attr (qz_docx_child (style, "basedOn"), "val");
      xmlNode *vanish = qz_docx_child (qz_docx_child (style, "rPr"), "vanish");
      add_props (&props, qz_docx_child (style, "pPr"));
      if (props.hidden < 0 && vanish != NULL)
        props.hidden = qz_docx_toggle (vanish);
      style = base != NULL ? g_hash_table_lookup (styles->by_id, base) : NULL;
    }
  return props;
}
