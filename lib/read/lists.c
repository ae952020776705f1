#include "config.h"

#include "lib/read/lists.h"

#define MAX_LISTS 4096
#define MAX_VALUE 100000

typedef struct {
  QzListLevel levels[QZ_LIST_LEVELS];
  guint       values[QZ_LIST_LEVELS];
  gboolean    begun[QZ_LIST_LEVELS];
} Outline;

typedef struct {
  int         outline;
  QzListLevel levels[QZ_LIST_LEVELS];  /* its own, in place of the outline's */
  int         starts[QZ_LIST_LEVELS];  /* to be used by the next paragraph; -1 */
} List;

struct QzLists {
  GHashTable *outlines;  /* int → Outline* */
  GHashTable *lists;     /* int → List* */
};

static void
outline_free (gpointer data)
{
  Outline *outline = data;
  for (int i = 0; i < QZ_LIST_LEVELS; i++)
    g_free (outline->levels[i].pattern);
  g_free (outline);
}

static void
list_free (gpointer data)
{
  List *list = data;
  for (int i = 0; i < QZ_LIST_LEVELS; i++)
    g_free (list->levels[i].pattern);
  g_free (list);
}

QzLists *
qz_lists_new (void)
{
  QzLists *lists = g_new0 (QzLists, 1);
  lists->outlines = g_hash_table_new_full (NULL, NULL, NULL, outline_free);
  lists->lists = g_hash_table_new_full (NULL, NULL, NULL, list_free);
  return lists;
}

void
qz_lists_free (QzLists *lists)
{
  if (lists == NULL)
    return;
  g_hash_table_unref (lists->outlines);
  g_hash_table_unref (lists->lists);
  g_free (lists);
}

QzListLevel *
qz_lists_outline (QzLists *lists, int id)
{
  Outline *outline = g_hash_table_lookup (lists->outlines, GINT_TO_POINTER (id));
  if (outline != NULL)
    return outline->levels;
  if (g_hash_table_size (lists->outlines) >= MAX_LISTS)
    return NULL;
  outline = g_new0 (Outline, 1);
  g_hash_table_insert (lists->outlines, GINT_TO_POINTER (id), outline);
  return outline->levels;
}

void
qz_lists_add (QzLists *lists, int id, int outline)
{
  List *list;
  if (g_hash_table_size (lists->lists) >= MAX_LISTS)
    return;
  list = g_new0 (List, 1);
  list->outline = outline;
  for (int i = 0; i < QZ_LIST_LEVELS; i++)
    list->starts[i] = -1;
  g_hash_table_replace (lists->lists, GINT_TO_POINTER (id), list);
}

QzListLevel *
qz_lists_override (QzLists *lists, int id, int level)
{
  List *list = g_hash_table_lookup (lists->lists, GINT_TO_POINTER (id));
  return list != NULL && level >= 0 && level < QZ_LIST_LEVELS ? &list->levels[level] : NULL;
}

void
qz_lists_restart (QzLists *lists, int id, int level, guint start)
{
  List *list = g_hash_table_lookup (lists->lists, GINT_TO_POINTER (id));
  if (list != NULL && level >= 0 && level < QZ_LIST_LEVELS)
    list->starts[level] = MIN (start, MAX_VALUE);
}

/* ---- counting ---- */

static const QzListLevel *
level_of (const List *list, const Outline *outline, int level)
{
  return list->levels[level].defined ? &list->levels[level] : &outline->levels[level];
}

static guint
start_of (const List *list, const Outline *outline, int level)
{
  return MIN (level_of (list, outline, level)->start, MAX_VALUE);
}

static void
count (List *list, Outline *outline, int level)
{
  if (list->starts[level] >= 0)
    outline->values[level] = list->starts[level];
  else if (!outline->begun[level])
    outline->values[level] = start_of (list, outline, level);
  else
    outline->values[level] = MIN (outline->values[level] + 1, MAX_VALUE);
  list->starts[level] = -1;
  outline->begun[level] = TRUE;
  for (int below = level + 1; below < QZ_LIST_LEVELS; below++)
    {
      int restart = level_of (list, outline, below)->restart;
      if (restart < 0 || level < restart)
        outline->begun[below] = FALSE;
    }
}

static char *
number_at (const List *list, const Outline *outline, int level, gboolean arabic)
{
  guint value = outline->begun[level] ? outline->values[level] : start_of (list, outline, level);
  return qz_number_format (arabic ? "decimal" : level_of (list, outline, level)->format, value);
}

static char *
fill (const List *list, const Outline *outline, const QzListLevel *level)
{
  GString *out = g_string_new (NULL);
  for (const char *p = level->pattern; *p != '\0'; p++)
    if (p[0] == '%' && p[1] >= '1' && p[1] <= '9')
      {
        g_autofree char *number = number_at (list, outline, *++p - '1', level->arabic);
        g_string_append (out, number);
      }
    else
      g_string_append_c (out, *p);
  if (!level->tight)
    g_string_append_c (out, ' ');
  return g_string_free (out, FALSE);
}

char *
qz_lists_next (QzLists *lists, int id, int level)
{
  List *list = g_hash_table_lookup (lists->lists, GINT_TO_POINTER (id));
  Outline *outline = list != NULL ? g_hash_table_lookup (lists->outlines, GINT_TO_POINTER (list->outline)) : NULL;
  const QzListLevel *is;
  if (outline == NULL || level < 0 || level >= QZ_LIST_LEVELS)
    return NULL;
  is = level_of (list, outline, level);
  if (!is->defined)
    return NULL;
  count (list, outline, level);
  if (is->pattern == NULL || *is->pattern == '\0' || g_strcmp0 (is->format, "bullet") == 0)
    return NULL;
  return fill (list, outline, is);
}
