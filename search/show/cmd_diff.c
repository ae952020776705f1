#include "config.h"

#include <stdio.h>

#include <quanze/locale.h>

#include "search/command.h"
#include "search/show/comparison.h"
#include "search/show/lineage.h"

typedef struct {
  QzDate from, to; /* 0: not given */
} Span;

/* ---- which versions ---- */

/* DAY of --OPTION; "" counts as not given. */
static gboolean
parse_day (const char *option, const char *day, QzDate *date, GError **error)
{
  if (day == NULL || *day == '\0' || qz_date_parse_iso (day, date))
    return TRUE;
  g_set_error (error, QZ_USAGE_ERROR, 0, _ ("--%s %s：不是日期；请写成 2021-07-15 这样"), option, day);
  return FALSE;
}

/* The dates of VERSIONS for people. The caller's. */
static char *
dates_of (const GPtrArray *versions)
{
  GString *dates = g_string_new (NULL);

  for (guint i = 0; i < versions->len; i++) {
    g_autofree char *iso = qz_date_to_iso (((const QzVersion *)versions->pdata[i])->version);
    g_string_append_printf (dates, "%s%s", i > 0 ? "、" : "", iso != NULL ? iso : _ ("日期不明"));
  }
  return g_string_free (dates, FALSE);
}

/* The places in VERSIONS of what SPAN asks for: by default the last two, with one date given the neighbour of that
 * version. FALSE with *WHY when there are no two. */
static gboolean
choose (const GPtrArray *versions, const Span *span, guint *old, guint *new, char **why)
{
  g_autofree char *dates = dates_of (versions);
  gint last = span->to != 0 ? qz_lineage_latest (versions, span->to) : (gint)versions->len - 1;
  gint first = span->from != 0 ? qz_lineage_latest (versions, span->from) : last - 1;
  const QzVersion *one = versions->pdata[0];

  if (versions->len < 2)
    *why = g_strdup_printf (_ ("《%s》在索引里只有一个文本（%s），没有可对照的"), one->title, dates);
  else if (first < 0 || last < 0)
    *why = g_strdup_printf (_ ("《%s》在那一天及以前没有文本；索引里有：%s"), one->title, dates);
  else if (first >= last)
    *why = g_strdup_printf (_ ("《%s》在这两个日期之间没有新文本；索引里有：%s"), one->title, dates);
  else {
    *old = (guint)first;
    *new = (guint)last;
    return TRUE;
  }
  return FALSE;
}

/* ---- output ---- */

/* What --offset and --limit leave of the matches, borrowed. */
static GPtrArray *
page (const QzContext *context, const GPtrArray *matches)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = (guint)context->offset;
       i < matches->len && (context->limit < 0 || chosen->len < (guint)context->limit); i++)
    g_ptr_array_add (chosen, matches->pdata[i]);
  return chosen;
}

static void
print_json_line (json_t *object)
{
  /* three places are what a similarity is good for */
  json_dumpf (object, stdout, JSON_COMPACT | JSON_REAL_PRECISION (3));
  putchar ('\n');
  json_decref (object);
}

static void
print (const QzContext *context, const QzComparison *comparison)
{
  g_autoptr (GPtrArray) matches = page (context, comparison->matches);
  json_t *items;

  if (context->format == QZ_FORMAT_TEXT) {
    g_autofree char *text = qz_comparison_to_text (comparison, matches, context->color);
    fputs (text, stdout);
    return;
  }
  items = json_array ();
  for (guint i = 0; i < matches->len; i++) {
    json_t *item = qz_comparison_match_to_json (comparison, matches->pdata[i]);
    if (context->format == QZ_FORMAT_JSONL)
      print_json_line (item);
    else
      json_array_append_new (items, item);
  }
  if (context->format == QZ_FORMAT_JSON)
    print_json_line (json_pack ("{s:s, s:i, s:O}", "schema", "quanze.diffs/1", "total", (int)comparison->matches->len,
                                "items", items));
  json_decref (items);
}

/* ---- the command ---- */

static int
diff (const QzContext *context, QzEngine *engine, const char *title, const Span *span, GError **error)
{
  g_autofree char *why = NULL;
  g_autoptr (GPtrArray) versions = qz_lineage_named (engine, title, &why);
  guint old = 0, new = 0;

  if (versions->len == 0 || !choose (versions, span, &old, &new, &why)) {
    fprintf (stderr, "quanze diff: %s\n", why);
    return QZ_EXIT_NOTHING;
  }
  g_autoptr (QzLaws) laws = qz_laws_new (engine);
  g_autoptr (QzComparison) comparison
    = qz_comparison_new (engine, laws, versions->pdata[old], versions->pdata[new], error);
  if (comparison == NULL)
    return QZ_EXIT_FAILED;
  print (context, comparison);
  return QZ_EXIT_OK;
}

static gboolean
parse (QzContext *context, Span *span, int *argc, char ***argv, GError **error)
{
  g_autofree char *from = NULL, *to = NULL;
  const GOptionEntry entries[]
    = { { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, _ ("旧文本：日期不晚于这一天的最后一个"), "YYYY-MM-DD" },
        { "to", 0, 0, G_OPTION_ARG_FILENAME, &to,
          _ ("新文本：日期不晚于这一天的最后一个（默认最后一个文本与它前一个）"), "YYYY-MM-DD" },
        { NULL } };

  if (!qz_command_parse (context, "diff", entries, argc, argv, error) || !parse_day ("from", from, &span->from, error)
      || !parse_day ("to", to, &span->to, error))
    return FALSE;
  if (*argc == 0)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("请给一件文件的标题，例如 quanze diff 行政处罚法"));
  else if (span->from != 0 && span->to != 0 && span->from > span->to)
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("--from 晚于 --to"));
  else
    return TRUE;
  return FALSE;
}

int
qz_cmd_diff (QzContext *context, int argc, char **argv, GError **error)
{
  Span span = { 0 };

  if (!parse (context, &span, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autofree char *title = g_strjoinv ("", argv);
  return diff (context, engine, title, &span, error);
}
