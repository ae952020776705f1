#include "config.h"

#include <string.h>

#include <quanze/locale.h>
#include <quanze/text.h>

#include "search/check/check.h"

static void
law_free (gpointer data)
{
  QzCheckLaw *law = data;

  g_free (law->key);
  g_free (law->title);
  g_free (law);
}

static void
cited_free (gpointer data)
{
  QzCheckCited *cited = data;

  g_array_unref (cited->targets);
  g_free (cited->quote);
  g_free (cited);
}

void
qz_check_summary_clear (QzCheckSummary *summary)
{
  g_clear_pointer (&summary->issuer, g_free);
  g_clear_pointer (&summary->territory, g_free);
}

/* ---- findings ---- */

static guint
line_of (const char *text, gsize at)
{
  guint line = 1;

  for (gsize i = 0; i < at; i++)
    line += text[i] == '\n';
  return line;
}

QzFinding *
qz_check_add (QzCheck *check, QzFindingCode code, gsize start, gsize end)
{
  const char *text = check->source->text;
  QzFinding *finding = qz_finding_new (code);

  finding->at.path = g_strdup (check->source->path);
  finding->at.span = end > start;
  if (finding->at.span) {
    finding->at.start = (gsize)g_utf8_strlen (text, (gssize)start);
    finding->at.end = finding->at.start + (gsize)g_utf8_strlen (text + start, (gssize)(end - start));
    finding->at.line = line_of (text, start);
    finding->at.words = g_strndup (text + start, end - start);
  }
  g_ptr_array_add (check->findings, finding);
  return finding;
}

QzFinding *
qz_check_add_cited (QzCheck *check, QzFindingCode code, const QzCheckCited *cited)
{
  QzFinding *finding = qz_check_add (check, code, cited->citation->start, cited->citation->end);
  const QzVersion *version = cited->law->used;

  finding->citation = qz_cited_citation (version != NULL ? version->title : cited->law->title, cited->targets);
  finding->id = version != NULL ? g_strdup (version->id) : NULL;
  return finding;
}

/* ---- days ---- */

static void
settle_days (QzPaper *paper, const QzInstrument *instrument, const QzCheckDays *days, QzDate today)
{
  if (days->decision != 0)
    paper->decided = (QzPaperDay){ .day = days->decision, .given = TRUE };
  if (days->act != 0)
    paper->act = (QzPaperDay){ .day = days->act, .given = TRUE };
  if (paper->decided.day == 0 && (paper->kind == QZ_PAPER_DRAFT || paper->kind == QZ_PAPER_OTHER)
      && qz_citing_day (instrument) != 0)
    paper->decided = (QzPaperDay){ .day = qz_citing_day (instrument), .assumed = _ ("文本自己的日期") };
  if (paper->decided.day == 0)
    paper->decided = (QzPaperDay){ .day = today, .assumed = _ ("文中没有写明，按今天") };
  if (paper->act.day == 0)
    paper->act = (QzPaperDay){ .day = paper->decided.day, .assumed = _ ("文中没有写明，按决定日") };
}

static void
summarise (const QzCheck *check)
{
  QzCheckSummary *s = check->summary;
  const QzPaper *paper = check->paper;

  s->kind = paper->kind;
  s->issuer = g_strdup (paper->issuer);
  s->territory = g_strdup (paper->territory);
  s->act = paper->act;
  s->decided = paper->decided;
  s->citations = check->cited->len;
  s->instruments = g_hash_table_size (check->by_key);
  s->fines = paper->fines->len;
}

/* ---- the run ---- */

static gboolean
run (QzCheck *check, GError **error)
{
  const QzPaper *paper = check->paper;

  qz_citations_check (check->citations, check->instrument);
  if (!qz_citations_resolve (check->citations, check->engine->timeline, check->engine->reader, NULL, paper->act.day,
                             paper->decided.day, error))
    return FALSE;
  return qz_check_laws (check, error) && qz_check_citations (check, error) && qz_check_fines (check, error)
         && qz_check_holder (check, error) && (qz_check_draft (check), TRUE) && qz_check_form (check, error)
         && qz_check_contents (check, error);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const QzFinding *x = *(QzFinding *const *)a, *y = *(QzFinding *const *)b;

  if (x->at.span != y->at.span)
    return x->at.span ? -1 : 1;
  return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

GPtrArray *
qz_check_run (QzEngine *engine, const QzSource *source, const QzCheckDays *days, QzCheckSummary *summary,
              GError **error)
{
  g_autoptr (QzLaws) laws = qz_laws_new (engine);
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  g_autoptr (QzPaper) paper = qz_paper_read (source, instrument, engine->lexicon, engine->timeline);
  g_autoptr (GPtrArray) citations = qz_citations_parse (instrument, source->text, engine->lexicon);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, law_free);
  g_autoptr (GPtrArray) cited = g_ptr_array_new_with_free_func (cited_free);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify)qz_finding_free);
  g_autoptr (GError) own = NULL; /* the parts of a check look at it */
  QzCheck check = { engine, laws, source, instrument, paper, citations, by_key, cited, findings, summary };

  memset (summary, 0, sizeof *summary);
  settle_days (paper, instrument, days, engine->as_of);
  engine->as_of = paper->decided.day;
  if (!run (&check, &own)) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  summarise (&check);
  g_ptr_array_sort (findings, by_place);
  return g_steal_pointer (&findings);
}

/* ---- summary ---- */

static void
append_day (GString *out, const char *name, const QzPaperDay *day)
{
  g_autofree char *printed = qz_day_text (day->day);

  g_string_append_printf (out, _ ("%s：%s"), name, printed);
  if (day->given)
    g_string_append (out, _ ("（由选项给出）"));
  else if (day->assumed != NULL)
    g_string_append_printf (out, _ ("（推定：%s）"), day->assumed);
  else
    g_string_append (out, _ ("（读自文中）"));
}

char *
qz_check_summary_text (const QzCheckSummary *s)
{
  GString *out = g_string_new (qz_paper_kind_chinese (s->kind));

  if (s->issuer != NULL)
    g_string_append_printf (out, _ ("，%s"), s->issuer);
  g_string_append_printf (out, _ ("，适用地域：%s\n"),
                          s->territory != NULL ? s->territory : _ ("不明，没有核对别地的地方性规定"));
  if (s->kind != QZ_PAPER_DRAFT && s->kind != QZ_PAPER_OTHER) {
    append_day (out, _ ("违法行为日"), &s->act);
    g_string_append (out, _ ("；"));
  }
  append_day (out, s->kind == QZ_PAPER_DRAFT || s->kind == QZ_PAPER_OTHER ? _ ("核对所依的日期") : _ ("决定日"),
              &s->decided);
  g_string_append_printf (
    out, _ ("\n引用 %u 处，涉及文件 %u 件（其中 %u 件未入库）；附引文 %u 处，与条文一致 %u 处；罚款 %u 笔。\n"),
    s->citations, s->instruments, s->uncovered, s->quotes, s->agreed, s->fines);
  return g_string_free (out, FALSE);
}

static json_t *
day_json (const QzPaperDay *day)
{
  return json_pack ("{s:o, s:s}", "date", qz_json_date (day->day), "from",
                    day->given             ? "option"
                    : day->assumed != NULL ? "assumed"
                                           : "text");
}

json_t *
qz_check_summary_json (const QzCheckSummary *s)
{
  json_t *counts = json_pack ("{s:i, s:i, s:i, s:i, s:i, s:i}", "citations", (int)s->citations, "instruments",
                              (int)s->instruments, "uncovered", (int)s->uncovered, "quotes", (int)s->quotes, "agreed",
                              (int)s->agreed, "fines", (int)s->fines);

  return json_pack ("{s:s, s:o, s:o, s:o, s:o, s:o}", "paper", qz_paper_kind_name (s->kind), "issuer",
                    qz_json_string (s->issuer), "territory", qz_json_string (s->territory), "act", day_json (&s->act),
                    "decision", day_json (&s->decided), "summary", counts);
}
