/* What legal review (法制审核) looks for in a decision: rows of corpus/lexicon/check_contents.tsv, one engine. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <quanze/fold.h>
#include <quanze/locale.h>

#include "search/check/check.h"

enum { COL_ID, COL_PAPERS, COL_WHEN, COL_RAISE, COL_WORDS, COL_SEVERITY, COL_RULE, COL_SAYS, COL_SUGGEST, N_COLS };

typedef struct {
  QzCheck *check;
  char *folded; /* the document without white space */
  double fine;  /* the largest imposed; 0 none */
  GError **error;
  gboolean failed;
} Walk;

/* ---- conditions ---- */

static gboolean
has_any (const Walk *walk, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i] != NULL; i++) {
    g_autofree char *folded = qz_fold_text (list[i], -1, QZ_FOLD_PLAIN);
    if (*folded != '\0' && strstr (walk->folded, folded) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* From the act to filing, else to the decision: more than YEARS. */
static gboolean
is_older_than (const QzPaper *paper, guint years)
{
  QzDate end = paper->filed.day != 0 ? paper->filed.day : paper->decided.day;

  return paper->act.day != 0 && end > paper->act.day + years * 10000;
}

/* One word of a condition: fine, fine>200, person, organisation, no-date, words=甲|乙, days>90, years>2,
 * since=20210715. */
static gboolean
holds (const Walk *walk, const char *when)
{
  const QzPaper *paper = walk->check->paper;

  if (strcmp (when, "-") == 0)
    return TRUE;
  if (strcmp (when, "fine") == 0)
    return walk->fine > 0;
  if (g_str_has_prefix (when, "fine>"))
    return walk->fine > atof (when + strlen ("fine>"));
  if (strcmp (when, "no-date") == 0)
    return paper->decided.assumed != NULL;
  if (strcmp (when, "no-issuer") == 0)
    return paper->issuer == NULL;
  if (strcmp (when, "no-act") == 0)
    return paper->act.assumed != NULL && paper->act.start == 0;
  if (strcmp (when, "person") == 0)
    return !paper->organisation;
  if (strcmp (when, "organisation") == 0)
    return paper->organisation;
  if (g_str_has_prefix (when, "words="))
    return has_any (walk, when + strlen ("words="));
  if (g_str_has_prefix (when, "days>"))
    return paper->filed.day != 0
           && qz_date_days_between (paper->filed.day, paper->decided.day) > atoi (when + strlen ("days>"));
  if (g_str_has_prefix (when, "years>"))
    return is_older_than (paper, (guint)atoi (when + strlen ("years>")));
  if (g_str_has_prefix (when, "since="))
    return paper->decided.day >= (QzDate)atoi (when + strlen ("since="));
  if (g_str_has_prefix (when, "before="))
    return paper->decided.day < (QzDate)atoi (when + strlen ("before="));
  return FALSE;
}

static gboolean
applies (const Walk *walk, const char *const *cells)
{
  const char *paper = qz_paper_kind_name (walk->check->paper->kind);
  g_auto (GStrv) papers = g_strsplit (cells[COL_PAPERS], " ", -1), when = g_strsplit (cells[COL_WHEN], " ", -1);

  if (!g_strv_contains ((const char *const *)papers, paper))
    return FALSE;
  for (guint i = 0; when[i] != NULL; i++)
    if (!holds (walk, when[i]))
      return FALSE;
  return TRUE;
}

/* ---- findings ---- */

/* The full citation of the row's rule, and its id when the index holds it. */
static gboolean
name_rule (Walk *walk, const char *rule, QzFinding *finding)
{
  QzCheck *check = walk->check;
  g_autoptr (GPtrArray) citations = qz_citations_parse_string (rule, check->engine->lexicon);
  const QzCitation *first;
  const QzTarget *target;

  if (!qz_citations_resolve (citations, check->engine->timeline, check->engine->reader, NULL, check->paper->decided.day,
                             check->paper->decided.day, walk->error))
    return FALSE;
  first = citations->len > 0 ? citations->pdata[0] : NULL;
  target = first != NULL && first->targets->len > 0 ? first->targets->pdata[0] : NULL;
  if (target == NULL || target->title == NULL) {
    finding->citation = g_strdup (rule);
    return TRUE;
  }
  finding->citation = qz_citation_format (target->title, &target->address);
  finding->id = g_strdup (target->id);
  return TRUE;
}

static void
judge_row (const char *const *cells, gpointer user_data)
{
  Walk *walk = user_data;
  gboolean present;
  QzFinding *finding;

  if (walk->failed || g_strv_length ((char **)cells) < COL_SAYS + 1 || !applies (walk, cells))
    return;
  present = has_any (walk, cells[COL_WORDS]);
  if ((strcmp (cells[COL_RAISE], "missing") == 0 && present) || (strcmp (cells[COL_RAISE], "present") == 0 && !present))
    return;
  finding = qz_check_add (walk->check, QZ_FINDING_PROCEDURE, 0, 0);
  qz_severity_from_name (cells[COL_SEVERITY], &finding->severity);
  finding->found = g_strdup (cells[COL_SAYS]);
  if (cells[COL_SUGGEST] != NULL && *cells[COL_SUGGEST] != '\0' && strcmp (cells[COL_SUGGEST], "-") != 0)
    finding->suggest = g_strdup (cells[COL_SUGGEST]);
  walk->failed = !name_rule (walk, cells[COL_RULE], finding);
}

gboolean
qz_check_contents (QzCheck *check, GError **error)
{
  g_autofree char *folded = qz_fold_text (check->source->text, -1, QZ_FOLD_PLAIN);
  Walk walk = { .check = check, .folded = folded, .error = error };

  for (guint i = 0; i < check->paper->fines->len; i++)
    walk.fine = MAX (walk.fine, g_array_index (check->paper->fines, QzPaperFine, i).yuan);
  qz_lexicon_each (check->engine->lexicon, "check_contents", judge_row, &walk);
  return !walk.failed;
}
