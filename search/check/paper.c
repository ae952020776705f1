#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/locale.h>
#include <quanze/text.h>

#include "lib/structure/places.h"
#include "lib/index/store_terms.h"
#include "search/check/paper.h"
#include "search/place.h"
#include "search/place_names.h"

#define HEAD_LINES 14u    /* lines at the head that may name the document */
#define SIGN_LINES 8u     /* lines at its end that may name who signs */
#define HEAD_MAX 60       /* letters of such a line */
#define DRAFT_ARTICLES 3u /* articles that make a rule */
#define SENTENCE_MAX 3000u /* bytes of a sentence looked at either way: no file may cost its square */

const char *
qz_paper_kind_chinese (QzPaperKind kind)
{
  static const char *const NAMES[] = { N_ ("文件"),       N_ ("行政处罚决定书"), N_ ("当场行政处罚决定书"),
                                       N_ ("处罚告知书"), N_ ("责令、催告文书"), N_ ("规定草案") };

  return _ (NAMES[kind]);
}

static const char *const KIND_NAMES[] = { "other", "decision", "spot", "notice", "order", "draft" };

const char *
qz_paper_kind_name (QzPaperKind kind)
{
  return KIND_NAMES[kind];
}

/* ---- cues ---- */

const char *
qz_paper_cue (const QzLexicon *lexicon, const char *use, const char *text, gsize len, gsize *cue)
{
  const char *const *cells = qz_lexicon_lookup (lexicon, "check_cues", use);
  const char *best = NULL;

  for (const char *word = cells != NULL ? cells[0] : ""; *word != '\0';) {
    gsize n = strcspn (word, " ");
    g_autofree char *own = g_strndup (word, n);
    const char *at = n > 0 && n <= len ? g_strstr_len (text, (gssize)len, own) : NULL;

    if (at != NULL && (best == NULL || at < best)) {
      best = at;
      if (cue != NULL)
        *cue = n;
    }
    word += n + (word[n] == ' ');
  }
  return best;
}

/* Bytes of the sentence's end that stands at P; 0: none. */
static gsize
sentence_end (const char *p)
{
  static const char *const ENDS[] = { "\n", "。", "；", "！" };

  if (*p != '\n' && (guchar)*p != 0xe3 && (guchar)*p != 0xef) /* the first bytes of all of them */
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (ENDS); i++)
    if (g_str_has_prefix (p, ENDS[i]))
      return strlen (ENDS[i]);
  return 0;
}

QzSpan
qz_paper_sentence (const char *text, gsize at)
{
  QzSpan span = { at, at };
  gsize first = at > SENTENCE_MAX ? at - SENTENCE_MAX : 0;

  while (text[span.end] != '\0' && sentence_end (text + span.end) == 0
         && (span.end - at < SENTENCE_MAX || ((guchar)text[span.end] & 0xc0) == 0x80))
    span.end++;
  while (span.start > first) {
    const char *before = g_utf8_find_prev_char (text, text + span.start);
    if (before == NULL || sentence_end (before) > 0)
      break;
    span.start = (gsize)(before - text);
  }
  return span;
}

/* ---- quoted words ---- */

/* “…” within one paragraph; the straight quote opens and closes in turn. */
static GArray *
find_quotes (const char *text)
{
  GArray *quotes = g_array_new (FALSE, FALSE, sizeof (QzSpan));
  gsize open = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c == '\n') {
      inside = FALSE;
    } else if (!inside && (c == 0x201c || c == '"' || c == 0x300c /* 「 */)) {
      inside = TRUE;
      open = (gsize)(g_utf8_next_char (p) - text);
    } else if (inside && (c == 0x201d || c == '"' || c == 0x300d)) {
      QzSpan span = { open, (gsize)(p - text) };
      g_array_append_val (quotes, span);
      inside = FALSE;
    }
  }
  return quotes;
}

gboolean
qz_paper_quoted (const QzPaper *paper, gsize at)
{
  for (guint i = 0; i < paper->quotes->len; i++) {
    const QzSpan *span = &g_array_index (paper->quotes, QzSpan, i);
    if (span->start <= at && at < span->end)
      return TRUE;
  }
  return FALSE;
}

/* ---- kind and issuer ---- */

typedef struct {
  const char *line;
  const char *name; /* where the document's own name starts in LINE */
  const char *kind;
} HeadSearch;

static void
try_paper (const char *const *cells, gpointer user_data)
{
  HeadSearch *search = user_data;

  if (search->kind != NULL || cells[1] == NULL)
    return;
  search->name = strstr (search->line, cells[0]);
  if (search->name != NULL)
    search->kind = cells[1];
}

static QzPaperKind
kind_named (const char *name)
{
  for (QzPaperKind kind = 0; kind < G_N_ELEMENTS (KIND_NAMES); kind++)
    if (strcmp (KIND_NAMES[kind], name) == 0)
      return kind;
  return QZ_PAPER_OTHER;
}

/* Line I of SOURCE without any white space: titles are printed 行 政 处 罚 决 定 书. The caller's. */
static char *
line_dup (const QzSource *source, guint i)
{
  const QzBlock *block = &g_array_index (source->blocks, QzBlock, i);
  GString *out = g_string_new (NULL);

  for (const char *p = source->text + block->start, *end = source->text + block->end; p < end;) {
    gsize space = qz_text_space_span (p);
    gsize n = space > 0 ? space : (gsize)(g_utf8_next_char (p) - p);
    if (space == 0)
      g_string_append_len (out, p, (gssize)n);
    p += n;
  }
  return g_string_free (out, FALSE);
}

/* A line that can be the name of a body: short, no sentence. */
static gboolean
is_body_line (const char *line)
{
  static const char *const ENDS[] = { "局",   "政府", "委员会", "办公室", "办事处", "厅", "部", "中心",
                                      "支队", "大队", "总队",   "院",     "站",     "署", "所", "队" };

  if (g_utf8_strlen (line, -1) > 30 || strpbrk (line, ":,;") != NULL || strstr (line, "：") != NULL
      || strstr (line, "，") != NULL || strstr (line, "。") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ENDS); i++)
    if (g_str_has_suffix (line, ENDS[i]))
      return TRUE;
  return FALSE;
}

/* LINE without （印章）, a date, 作出机关： and the like: who signs. The caller's, NULL when it names no body. */
static char *
signer_of (const char *line)
{
  static const char *const MARKS[] = { "（印章）", "（公章）", "（盖章）", "(印章)", "(公章)", "(盖章)", "（章）" };
  g_autoptr (GString) name = g_string_new (line);
  const char *colon = strstr (name->str, "：");

  if (colon != NULL)
    g_string_erase (name, 0, (gssize)(colon - name->str) + 3);
  for (guint i = 0; i < G_N_ELEMENTS (MARKS); i++)
    g_string_replace (name, MARKS[i], "", 0);
  for (const char *p = name->str, *end; *p != '\0'; p = g_utf8_next_char (p)) {
    QzDate day;
    if (qz_date_parse_printed (p, &end, &day)) {
      g_string_truncate (name, (gsize)(p - name->str));
      break;
    }
  }
  return is_body_line (name->str) && g_utf8_strlen (name->str, -1) >= 3 ? g_strdup (name->str) : NULL;
}

static char *
issuer_at_end (const QzSource *source)
{
  guint n = source->blocks->len;

  for (guint i = n; i-- > 0 && n - i <= SIGN_LINES;) {
    g_autofree char *line = line_dup (source, i);
    char *signer = g_utf8_strlen (line, -1) <= HEAD_MAX ? signer_of (line) : NULL;
    if (signer != NULL)
      return signer;
  }
  return NULL;
}

/* 棠宁县城市管理局 of 棠宁县城市管理局行政处罚决定书; the line before when the name stands alone. */
static char *
issuer_at_head (const QzSource *source, guint at, const char *line, const char *name)
{
  static const char *const KINDS[] = { "行政", "关于", "当场", "责令", "不予", "（", "(" };
  const char *end = name;

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++) {
    const char *kind = g_strrstr_len (line, name - line, KINDS[i]);
    /* 行政 of 行政审批局 belongs to the body */
    if (kind != NULL && kind < end && (strcmp (KINDS[i], "行政") != 0 || kind + strlen ("行政") == name))
      end = kind;
  }
  if (end - line >= 9)
    return g_strndup (line, (gsize)(end - line));
  for (guint i = at; i-- > 0;) {
    g_autofree char *before = line_dup (source, i);
    if (is_body_line (before))
      return g_steal_pointer (&before);
  }
  return NULL;
}

static void
read_head (QzPaper *paper, const QzSource *source, const QzInstrument *instrument, const QzLexicon *lexicon)
{
  for (guint i = 0; i < source->blocks->len && i < HEAD_LINES && paper->kind == QZ_PAPER_OTHER; i++) {
    g_autofree char *line = line_dup (source, i);
    HeadSearch search = { line, NULL, NULL };

    if (g_utf8_strlen (line, -1) > HEAD_MAX || strstr (line, "。") != NULL || strstr (line, "《") != NULL)
      continue;
    qz_lexicon_each (lexicon, "check_papers", try_paper, &search);
    if (search.kind == NULL)
      continue;
    paper->kind = kind_named (search.kind);
    paper->issuer = issuer_at_head (source, i, line, search.name);
  }
  if (paper->kind == QZ_PAPER_OTHER && instrument->counts[QZ_LEVEL_ARTICLE] >= DRAFT_ARTICLES)
    paper->kind = QZ_PAPER_DRAFT;
  if (paper->issuer == NULL && paper->kind != QZ_PAPER_OTHER && paper->kind != QZ_PAPER_DRAFT)
    paper->issuer = issuer_at_end (source);
  if (paper->issuer == NULL)
    paper->issuer = g_strdup (instrument->issuer);
}

/* ---- place ---- */

/* PLACE from its province down; the caller's, NULL when that cannot be told. */
static char *
complete_place (const char *place, const QzLexicon *lexicon, const QzTimeline *timeline)
{
  g_autofree char *full = qz_place_complete (lexicon, place), *words = NULL, *known = NULL;

  if (full == NULL || qz_place_has_province (full) || strcmp (full, QZ_PLACE_NATIONAL) == 0
      || g_strcmp0 (full, place) != 0)
    return g_steal_pointer (&full);
  g_autoptr (QzPlaceNames) names = qz_place_names_new (timeline, lexicon);
  qz_place_names_find (names, full, &words, &known);
  return words != NULL && strcmp (words, full) == 0 ? g_steal_pointer (&known) : NULL;
}

static char *
place_of_name (const char *name, const QzLexicon *lexicon, const QzTimeline *timeline)
{
  g_autofree char *place = NULL;
  QzRank rank;

  if (name == NULL)
    return NULL;
  qz_territory_of (NULL, name, NULL, &place, &rank);
  return place != NULL ? complete_place (place, lexicon, timeline) : NULL;
}

#define REMEDY 90u /* bytes behind 向 that name the body */

/* 向山东省青岛市人民政府申请行政复议, 向青岛市市南区人民法院…: the place where the remedy lies is the place of the
 * decision. */
static char *
place_of_remedy (const char *text, const QzLexicon *lexicon, const QzTimeline *timeline)
{
  for (const char *p = strstr (text, "向"); p != NULL; p = strstr (p + 3, "向")) {
    gsize len = strnlen (p + 3, REMEDY), cue;
    const char *body = qz_paper_cue (lexicon, "去处", p + 3, len, &cue);
    g_autofree char *name = body != NULL ? g_strndup (p + 3, (gsize)(body + cue - p) - 3) : NULL;
    char *place = name != NULL && g_utf8_strlen (name, -1) <= 24 ? place_of_name (name, lexicon, timeline) : NULL;
    if (place != NULL && strcmp (place, QZ_PLACE_NATIONAL) != 0)
      return place;
    g_free (place);
  }
  return NULL;
}

static void
read_place (QzPaper *paper, const QzSource *source, const QzInstrument *instrument, const QzLexicon *lexicon,
            const QzTimeline *timeline)
{
  if (paper->kind == QZ_PAPER_DRAFT || paper->kind == QZ_PAPER_OTHER) {
    paper->territory = instrument->territory != NULL ? complete_place (instrument->territory, lexicon, timeline) : NULL;
    return;
  }
  paper->territory = place_of_name (paper->issuer, lexicon, timeline);
  if (paper->territory == NULL || !qz_place_has_province (paper->territory)) {
    char *remedy = place_of_remedy (source->text, lexicon, timeline);
    if (remedy != NULL && (paper->territory == NULL || strstr (remedy, paper->territory) != NULL)) {
      g_free (paper->territory);
      paper->territory = remedy;
    } else {
      g_free (remedy);
    }
  }
}

/* ---- the whole ---- */

QzPaper *
qz_paper_read (const QzSource *source, const QzInstrument *instrument, const QzLexicon *lexicon,
               const QzTimeline *timeline)
{
  QzPaper *paper = g_new0 (QzPaper, 1);
  const char *operative;

  paper->quotes = find_quotes (source->text);
  read_head (paper, source, instrument, lexicon);
  read_place (paper, source, instrument, lexicon, timeline);
  paper->amending = instrument->title != NULL && strstr (instrument->title, "修改") != NULL
                    && g_str_has_suffix (instrument->title, "决定");
  paper->organisation = qz_paper_cue (lexicon, "单位", source->text, strlen (source->text), NULL) != NULL;
  operative = qz_paper_cue (lexicon, "决定", source->text, strlen (source->text), NULL);
  paper->operative = operative != NULL ? (gsize)(operative - source->text) : G_MAXSIZE;
  qz_paper_days (paper, source, lexicon);
  qz_paper_fines (paper, source->text, lexicon);
  return paper;
}

void
qz_paper_free (QzPaper *paper)
{
  if (paper == NULL)
    return;
  g_free (paper->issuer);
  g_free (paper->territory);
  g_array_unref (paper->quotes);
  if (paper->fines != NULL)
    g_array_unref (paper->fines);
  if (paper->bases != NULL)
    g_array_unref (paper->bases);
  g_free (paper);
}
