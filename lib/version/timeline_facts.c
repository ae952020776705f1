#include "config.h"

#include "lib/version/timeline_facts.h"

#include <jansson.h>
#include <string.h>

#include <quanze/timeline.h>

/* ---- writing ---- */

static const char *
text_of (const json_t *head, const char *field)
{
  const char *text = json_string_value (json_object_get (head, field));
  return text ? text : "";
}

/* Control characters would break the line: they become blanks. */
static void
append_text (GString *line, const char *text)
{
  for (const char *p = text; *p; p++)
    g_string_append_c (line, (guchar)*p < ' ' ? ' ' : *p);
}

static QzDate
day_in (const json_t *head, const char *field)
{
  QzDate day = QZ_DATE_UNKNOWN;
  qz_date_parse_iso (text_of (head, field), &day);
  return day;
}

static void
append_day (GString *line, QzDate day, char end)
{
  g_string_append_printf (line, "%u%c", day, end);
}

static void
append_list (GString *line, const json_t *head, const char *field, char end)
{
  const json_t *each;
  size_t i;
  gboolean first = TRUE;
  json_array_foreach (json_object_get (head, field), i, each)
  {
    const char *text = json_string_value (each);
    if (!text || !*text)
      continue;
    if (!first)
      g_string_append_c (line, QZ_FACT_SEPARATOR);
    append_text (line, text);
    first = FALSE;
  }
  g_string_append_c (line, end);
}

/* What head and catalogue together say of a version; the text's own words go first. */
typedef struct {
  QzDate version, effective, published, expired, gone_by;
  gboolean inferred;
} Facts;

/* The catalogue's first day in force may stand for one that no text states, if it can be this version's. */
static void
add_catalogue (Facts *facts, const QzCatalogue *catalogue, const char *key)
{
  gboolean other;
  const QzCatalogueRow *row = qz_catalogue_find (catalogue, key, facts->version, facts->published, &other);
  if (row == NULL || other)
    return;
  if (facts->version == QZ_DATE_UNKNOWN)
    facts->version = row->published;
  if ((facts->inferred || facts->effective == QZ_DATE_UNKNOWN) && row->effective != QZ_DATE_UNKNOWN
      && row->effective >= facts->version) {
    facts->effective = row->effective;
    facts->inferred = FALSE;
  }
  facts->expired = row->expired_on;
  facts->gone_by = row->expired && row->expired_on == QZ_DATE_UNKNOWN ? qz_catalogue_horizon (catalogue) : QZ_DATE_UNKNOWN;
}

static Facts
facts_of (const json_t *head, const QzCatalogue *catalogue)
{
  Facts facts = { .version = day_in (head, "version"), .effective = day_in (head, "effective"),
                  .published = day_in (head, "published"),
                  .inferred = json_is_true (json_object_get (head, "effective_inferred")) };
  if (catalogue != NULL)
    add_catalogue (&facts, catalogue, text_of (head, "key"));
  return facts;
}

static char *
make_line (const json_t *head, const QzCatalogue *catalogue)
{
  const Facts facts = facts_of (head, catalogue);
  const char *id = text_of (head, "id"), *key = text_of (head, "key"), *title = text_of (head, "title");
  if (!*id || !*key)
    return NULL;
  GString *line = g_string_new (NULL);
  append_text (line, id);
  g_string_append_c (line, '\t');
  append_text (line, key);
  g_string_append_c (line, '\t');
  append_text (line, strcmp (title, key) == 0 ? "" : title);
  g_string_append_c (line, '\t');
  append_text (line, text_of (head, "territory"));
  g_string_append_c (line, '\t');
  append_day (line, facts.version, '\t');
  append_day (line, facts.effective, '\t');
  append_list (line, head, "dates", '\t');
  append_list (line, head, "repeals", '\t');
  append_day (line, facts.published, '\t');
  append_day (line, facts.inferred, '\t');
  append_day (line, facts.expired, '\t');
  append_day (line, facts.gone_by, '\n');
  return g_string_free (line, FALSE);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

char *
qz_timeline_build (const GPtrArray *heads, const QzCatalogue *catalogue)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < heads->len; i++) {
    char *line = make_line (heads->pdata[i], catalogue);
    if (line)
      g_ptr_array_add (lines, line);
  }
  g_ptr_array_sort (lines, compare_lines);
  GString *blob = g_string_new (NULL);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (blob, lines->pdata[i]);
  return g_string_free (blob, FALSE);
}

/* ---- reading ---- */

/* Ends the text at *AT where one of ENDS stands; what stood there, *AT moved behind it. */
static char
cut (char **at, const char *ends)
{
  char *end = *at + strcspn (*at, ends), stood = *end;
  *end = '\0';
  *at = stood ? end + 1 : end;
  return stood;
}

gboolean
qz_facts_next (char **rest, char *cells[QZ_N_FACTS])
{
  static char empty[1];
  if (!**rest)
    return FALSE;
  char stood = '\t';
  for (guint i = 0; i < QZ_N_FACTS; i++) {
    cells[i] = stood == '\t' ? *rest : empty;
    if (stood == '\t')
      stood = cut (rest, "\t\n");
  }
  while (stood == '\t') /* cells of some later kind */
    stood = cut (rest, "\t\n");
  return TRUE;
}

char **
qz_facts_list (char *cell)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  const char ends[] = { QZ_FACT_SEPARATOR, '\0' };
  while (*cell) {
    char *item = cell;
    cut (&cell, ends);
    if (*item)
      g_ptr_array_add (list, item);
  }
  g_ptr_array_add (list, NULL);
  return (char **)g_ptr_array_free (g_steal_pointer (&list), FALSE);
}
