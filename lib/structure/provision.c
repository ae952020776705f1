#include "config.h"

#include <string.h>

#include <quanze/numeral.h>
#include <quanze/provision.h>

/* Deeper than any document that the parser builds. */
#define DEPTH_MAX 16

static const struct {
  const char *name, *eid_name, *unit;   /* unit: what stands behind the number when one cites it */
} levels[QZ_N_LEVELS] = {
  [QZ_LEVEL_PART] = { "part", "part", "编" },
  [QZ_LEVEL_SUBPART] = { "subpart", "subpart", "分编" },
  [QZ_LEVEL_CHAPTER] = { "chapter", "chp", "章" },
  [QZ_LEVEL_SECTION] = { "section", "sec", "节" },
  [QZ_LEVEL_ARTICLE] = { "article", "art", "条" },
  [QZ_LEVEL_PARAGRAPH] = { "paragraph", "para", "款" },
  [QZ_LEVEL_ITEM] = { "item", "item", "项" },
  [QZ_LEVEL_POINT] = { "point", "point", "目" },
  [QZ_LEVEL_HEADING] = { "heading", "hd", "条" },
  [QZ_LEVEL_ANNEX] = { "annex", "annex", NULL },
  [QZ_LEVEL_PREAMBLE] = { "preamble", "preamble", NULL },
  [QZ_LEVEL_BLOCK] = { "block", "block", NULL },
};

const char *
qz_level_name (QzLevel level)
{
  g_return_val_if_fail (level < QZ_N_LEVELS, NULL);
  return levels[level].name;
}

const char *
qz_level_eid_name (QzLevel level)
{
  g_return_val_if_fail (level < QZ_N_LEVELS, NULL);
  return levels[level].eid_name;
}

QzProvision *
qz_provision_new (QzLevel level, guint number, guint suffix)
{
  QzProvision *provision = g_new0 (QzProvision, 1);

  provision->level = level;
  provision->number = number;
  provision->suffix = suffix;
  provision->text = g_strdup ("");
  provision->children = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_provision_free);
  return provision;
}

void
qz_provision_free (QzProvision *provision)
{
  if (provision == NULL)
    return;
  g_ptr_array_unref (provision->children);
  g_free (provision->eid);
  g_free (provision->num);
  g_free (provision->heading);
  g_free (provision->text);
  g_free (provision);
}

void
qz_provision_add (QzProvision *parent, QzProvision *child)
{
  child->parent = parent;
  g_ptr_array_add (parent->children, child);
}

/* ---- text ---- */

/* A number that stands apart from the words in print: 第一条 为了…, against （一）警告. */
static gboolean
number_stands_apart (QzLevel level)
{
  return level <= QZ_LEVEL_ARTICLE || level == QZ_LEVEL_ANNEX;
}

static void
end_line (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

/* Begins the line of PROVISION: its number and heading. */
static void
append_head (GString *out, const QzProvision *provision)
{
  end_line (out);
  if (provision->num != NULL)
    g_string_append (out, provision->num);
  if (provision->num != NULL && number_stands_apart (provision->level))
    g_string_append (out, " ");
  if (provision->heading != NULL) {
    g_string_append (out, provision->heading);
    end_line (out);
  }
}

static void
append_text (GString *out, const QzProvision *provision, gboolean with_head, guint depth)
{
  if (with_head && provision->level != QZ_LEVEL_PARAGRAPH)
    append_head (out, provision);
  else if (!with_head || provision->number > 1)
    end_line (out);
  g_string_append (out, provision->text);
  for (guint i = 0; depth < DEPTH_MAX && i < provision->children->len; i++)
    append_text (out, provision->children->pdata[i], TRUE, depth + 1);
}

char *
qz_provision_full_text (const QzProvision *provision)
{
  GString *out = g_string_new (NULL);
  gboolean with_head = provision->level != QZ_LEVEL_ARTICLE && provision->level != QZ_LEVEL_PARAGRAPH;

  append_text (out, provision, with_head, 0);
  while (out->len > 0 && out->str[out->len - 1] == '\n')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static const QzProvision *
find (const QzProvision *root, const char *eid, guint depth)
{
  if (g_strcmp0 (root->eid, eid) == 0)
    return root;
  for (guint i = 0; depth < DEPTH_MAX && i < root->children->len; i++) {
    const QzProvision *found = find (root->children->pdata[i], eid, depth + 1);
    if (found != NULL)
      return found;
  }
  return NULL;
}

const QzProvision *
qz_provision_find (const QzProvision *root, const char *eid)
{
  return find (root, eid, 0);
}

/* ---- addresses ---- */

/* The fields of an address in the order in which an eid names them. An article leaves out what holds it. */
typedef struct {
  QzLevel level;
  gsize   offset;
} Field;

#define FIELD(level, member) { level, G_STRUCT_OFFSET (QzAddress, member) }
static const Field fields[] = {
  FIELD (QZ_LEVEL_ANNEX, annex),           FIELD (QZ_LEVEL_PART, part),          FIELD (QZ_LEVEL_SUBPART, subpart),
  FIELD (QZ_LEVEL_CHAPTER, chapter),       FIELD (QZ_LEVEL_SECTION, section),    FIELD (QZ_LEVEL_HEADING, heading[0]),
  FIELD (QZ_LEVEL_HEADING, heading[1]),    FIELD (QZ_LEVEL_HEADING, heading[2]), FIELD (QZ_LEVEL_ARTICLE, article),
  FIELD (QZ_LEVEL_PARAGRAPH, paragraph),   FIELD (QZ_LEVEL_ITEM, item),          FIELD (QZ_LEVEL_POINT, point),
};
#undef FIELD

static gint *
field_of (const QzAddress *address, gsize i)
{
  return (gint *) ((char *) address + fields[i].offset);
}

static gboolean
holds_articles (QzLevel level)
{
  return level <= QZ_LEVEL_SECTION || level == QZ_LEVEL_HEADING;
}

char *
qz_address_to_eid (const QzAddress *address)
{
  GString *eid = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    gint value = *field_of (address, i);
    if (value <= 0 || (address->article > 0 && holds_articles (fields[i].level)))
      continue;
    g_string_append_printf (eid, "%s%s_%d", eid->len > 0 ? "__" : "", levels[fields[i].level].eid_name, value);
    if (fields[i].level == QZ_LEVEL_ARTICLE && address->suffix > 0)
      g_string_append_printf (eid, "-%d", address->suffix);
  }
  return g_string_free (eid, eid->len == 0);
}

gboolean
qz_eid_within (const char *eid, const char *outer)
{
  gsize len = strlen (outer);

  return strncmp (eid, outer, len) == 0 && (eid[len] == '\0' || g_str_has_prefix (eid + len, "__"));
}

/* A number of an eid at *P, which moves behind it; 0 when there is none or it is absurd. */
static gint
read_number (const char **p)
{
  gint value = 0;

  for (; g_ascii_isdigit (**p) && value < 1000000; (*p)++)
    value = value * 10 + (**p - '0');
  return g_ascii_isdigit (**p) ? 0 : value;
}

/* Reads "art_24-1" at *P into ADDRESS; *NEXT is the first field that may still follow. */
static gboolean
read_step (const char **p, gsize *next, QzAddress *address)
{
  for (gsize i = *next; i < G_N_ELEMENTS (fields); i++) {
    const char *name = levels[fields[i].level].eid_name;
    gsize len = strlen (name);

    if (strncmp (*p, name, len) != 0 || (*p)[len] != '_')
      continue;
    *p += len + 1;
    *field_of (address, i) = read_number (p);
    if (fields[i].level == QZ_LEVEL_ARTICLE && **p == '-') {
      (*p)++;
      if ((address->suffix = read_number (p)) == 0)
        return FALSE;
    }
    if (**p == '~') {
      (*p)++;
      if (read_number (p) == 0)
        return FALSE;
    }
    *next = i + 1;
    return *field_of (address, i) > 0;
  }
  return FALSE;
}

gboolean
qz_address_from_eid (const char *eid, QzAddress *address)
{
  QzAddress read = { 0 };
  gsize next = 0;

  if (eid == NULL)
    return FALSE;
  while (read_step (&eid, &next, &read)) {
    if (*eid == '\0') {
      *address = read;
      return TRUE;
    }
    if (eid[0] != '_' || eid[1] != '_')
      return FALSE;
    eid += 2;
  }
  return FALSE;
}

char *
qz_address_to_chinese (const QzAddress *address)
{
  GString *out = g_string_new (NULL);
  guint n_headings = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    gint value = *field_of (address, i);
    const char *unit = levels[fields[i].level].unit;

    if (value <= 0 || (address->article > 0 && holds_articles (fields[i].level)))
      continue;
    g_autofree char *number = qz_numeral_format (value);
    if (fields[i].level == QZ_LEVEL_ANNEX)
      g_string_append_printf (out, "附件%s", number);
    else if (fields[i].level == QZ_LEVEL_HEADING && n_headings++ > 0)
      g_string_append_printf (out, "第%s项", number);
    else
      g_string_append_printf (out, "第%s%s", number, unit);
    if (fields[i].level == QZ_LEVEL_ARTICLE && address->suffix > 0) {
      g_autofree char *suffix = qz_numeral_format (address->suffix);
      g_string_append_printf (out, "之%s", suffix);
    }
  }
  return g_string_free (out, FALSE);
}
