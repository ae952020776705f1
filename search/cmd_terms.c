/* How a text is cut, and why: what to look at when a search finds too much or too little. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <quanze/locale.h>
#include <quanze/segment.h>

#include "search/collect.h"
#include "search/command.h"

#define GRAM_COLUMNS 12   /* grams on a line of the text form */

typedef struct {
  const QzSegmenter *segmenter;
  const guint       *points;   /* byte offset → code point */
  json_t            *terms;
} Listing;

static const char *const kinds[] = { [QZ_TERM_WORD] = "word", [QZ_TERM_PART] = "part", [QZ_TERM_GRAM] = "gram" };

static void
list_term (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Listing    *listing = user_data;
  const char *from = qz_segment_from (listing->segmenter, kind, term, len);

  json_array_append_new (listing->terms,
                         json_pack ("{s:s%, s:s, s:I, s:I, s:s?}", "term", term, len, "kind", kinds[kind], "start",
                                    (json_int_t) listing->points[start], "end", (json_int_t) listing->points[end], "from", from));
}

/* points[i]: how many characters of TEXT start before byte i. The caller's. */
static guint *
code_points (const char *text)
{
  gsize  len = strlen (text);
  guint *points = g_new (guint, len + 1);

  points[0] = 0;
  for (gsize i = 0; i < len; i++)
    points[i + 1] = points[i] + (((guchar) text[i + 1] & 0xc0) != 0x80);
  return points;
}

static json_t *
terms_to_json (const char *text, const QzLexicon *lexicon)
{
  g_autoptr (QzSegmenter) segmenter = qz_segmenter_new (lexicon);
  g_autofree guint *points = code_points (text);
  Listing listing = { segmenter, points, json_array () };

  qz_segment_words (segmenter, text, -1, list_term, &listing);
  qz_segment_grams (segmenter, text, -1, list_term, &listing);
  return json_pack ("{s:s, s:s, s:o}", "schema", "quanze.terms/1", "text", text, "terms", listing.terms);
}

/* ---- for people ---- */

static const char *
reason (const char *from)
{
  static const struct { const char *from, *text; } reasons[] = {
    { "lexicon", N_("词表") }, { "numeral", N_("数词") }, { "icu", N_("通用词典") }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (reasons[i].from, from) == 0)
      return gettext (reasons[i].text);
  return "";
}

static void
print_text (const json_t *terms)
{
  guint   grams = 0;
  size_t  i;
  json_t *term;

  json_array_foreach (terms, i, term)
    {
      const char *text = json_string_value (json_object_get (term, "term"));
      const char *kind = json_string_value (json_object_get (term, "kind"));
      const char *from = json_string_value (json_object_get (term, "from"));
      if (g_str_equal (kind, "word"))
        printf (_("%s\t词，据%s\n"), text, reason (from));
      else if (g_str_equal (kind, "part"))
        printf (_("  %s\t词中词，据%s\n"), text, reason (from));
      else
        {
          fputs (grams == 0 ? _("相邻两字：") : grams % GRAM_COLUMNS == 0 ? "\n  " : " ", stdout);
          fputs (text, stdout);
          grams++;
        }
    }
  if (grams > 0)
    putchar ('\n');
}

/* ---- words for a lexicon ---- */

/* Pairs and bodies of fewer records than this are chance. */
#define LEAST_DEFAULT 20

/* Prints what the index has for a lexicon, as --lexicon takes it. */
static int
collect (QzContext *context, guint least, GError **error)
{
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autoptr (GPtrArray) words = qz_collect_words (engine, least, error);
  if (words == NULL)
    return QZ_EXIT_INDEX;
  fputs (_("# 从索引的文本中收集、分词还不作一个词的用语。列：词、类别、几处。看过再用：quanze-index --lexicon\n"), stdout);
  for (guint i = 0; i < words->len; i++)
    {
      const QzCollected *word = words->pdata[i];
      printf ("%s\t%s\t%u\n", word->word, word->kind, word->count);
    }
  return words->len > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}

int
qz_cmd_terms (QzContext *context, int argc, char **argv, GError **error)
{
  gboolean collecting = FALSE;
  gint least = LEAST_DEFAULT;
  const GOptionEntry entries[] = {
    { "collect", 0, 0, G_OPTION_ARG_NONE, &collecting, _("列出索引的文本当一个词用、分词还不认的用语，可作 --lexicon 的底稿"), NULL },
    { "least", 0, 0, G_OPTION_ARG_INT, &least, _("--collect：机关和搭配至少见于几处（默认 20）"), "N" },
    { NULL }
  };

  if (!qz_command_parse (context, "terms", entries, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (collecting && argc == 0 && least > 0)
    return collect (context, (guint) least, error);
  if (argc < 1 || collecting)
    {
      g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("terms 要一段文字"));
      return QZ_EXIT_USAGE;
    }
  g_autofree char *text = g_strjoinv (" ", argv);
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("terms 的文字应为 UTF-8，给的不是"));
      return QZ_EXIT_USAGE;
    }
  /* As the index cuts it, where there is one. */
  g_autoptr (QzReader) reader = qz_context_open (context, NULL);
  g_autoptr (QzLexicon) lexicon = reader != NULL ? qz_context_lexicon_of (context, reader, error) : qz_context_lexicon (context, error);
  if (lexicon == NULL)
    return QZ_EXIT_FAILED;
  json_t *listed = terms_to_json (text, lexicon);
  json_t *terms = json_object_get (listed, "terms");
  gboolean none = json_array_size (terms) == 0;
  if (context->format == QZ_FORMAT_TEXT)
    print_text (terms);
  else
    {
      json_dumpf (listed, stdout, JSON_COMPACT);
      putchar ('\n');
    }
  json_decref (listed);
  return none ? QZ_EXIT_NOTHING : QZ_EXIT_OK;
}
