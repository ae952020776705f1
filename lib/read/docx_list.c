#include "config.h"

#include "lib/read/docx.h"

static void
read_level (xmlNode *node, QzListLevel *level)
{
  g_autofree char *format = qz_docx_attr (qz_docx_child (node, "numFmt"), "val");
  g_autofree char *suffix = qz_docx_attr (qz_docx_child (node, "suff"), "val");
  g_free (level->pattern);
  level->defined = TRUE;
  level->format = qz_number_format_name (format);
  level->pattern = qz_docx_attr (qz_docx_child (node, "lvlText"), "val");
  level->start = MAX (qz_docx_int (qz_docx_child (node, "start"), "val", 1), 0);
  level->restart = qz_docx_int (qz_docx_child (node, "lvlRestart"), "val", -1);
  level->arabic = qz_docx_toggle (qz_docx_child (node, "isLgl"));
  level->tight = g_strcmp0 (suffix, "nothing") == 0;
}

static void
read_levels (xmlNode *parent, QzListLevel *levels)
{
  for (xmlNode *node = parent->children; node != NULL && levels != NULL; node = node->next)
    {
      int level = qz_docx_is (node, "lvl") ? qz_docx_int (node, "ilvl", -1) : -1;
      if (level >= 0 && level < QZ_LIST_LEVELS)
        read_level (node, &levels[level]);
    }
}

static void
read_list (QzLists *lists, xmlNode *num)
{
  int id = qz_docx_int (num, "numId", -1);
  qz_lists_add (lists, id, qz_docx_int (qz_docx_child (num, "abstractNumId"), "val", -1));
  for (xmlNode *node = num->children; node != NULL; node = node->next)
    {
      int level = qz_docx_is (node, "lvlOverride") ? qz_docx_int (node, "ilvl", -1) : -1;
      int start = qz_docx_int (qz_docx_child (node, "startOverride"), "val", -1);
      xmlNode *own = qz_docx_child (node, "lvl");
      QzListLevel *to = level >= 0 && own != NULL ? qz_lists_override (lists, id, level) : NULL;
      if (to != NULL)
        read_level (own, to);
      if (level >= 0 && start >= 0)
        qz_lists_restart (lists, id, level, start);
    }
}

/* <w:numStyleLink>: the levels stand in another outline, the one with that <w:styleLink>. */
static void
follow_links (QzLists *lists, xmlNode *root)
{
  g_autoptr (GHashTable) linked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    {
      char *link = qz_docx_is (node, "abstractNum") ? qz_docx_attr (qz_docx_child (node, "styleLink"), "val") : NULL;
      if (link != NULL)
        g_hash_table_replace (linked, link, node);
    }
  for (xmlNode *node = root->children; node != NULL && g_hash_table_size (linked) > 0; node = node->next)
    {
      xmlNode *to = qz_docx_is (node, "abstractNum") ? qz_docx_child (node, "numStyleLink") : NULL;
      g_autofree char *link = qz_docx_attr (to, "val");
      xmlNode *other = link != NULL ? g_hash_table_lookup (linked, link) : NULL;
      if (other != NULL)
        read_levels (other, qz_lists_outline (lists, qz_docx_int (node, "abstractNumId", -1)));
    }
}

QzLists *
qz_docx_lists (xmlDoc *numbering)
{
  QzLists *lists = qz_lists_new ();
  xmlNode *root = numbering != NULL ? xmlDocGetRootElement (numbering) : NULL;
  if (root == NULL)
    return lists;
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    if (qz_docx_is (node, "abstractNum"))
      read_levels (node, qz_lists_outline (lists, qz_docx_int (node, "abstractNumId", -1)));
    else if (qz_docx_is (node, "num"))
      read_list (lists, node);
  follow_links (lists, root);
  return lists;
}
