#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/instrument.h>
#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/find/query.h"
#include "search/find/retrieve.h"

/* Depth of parentheses; deeper ones are a usage error. */
#define DEPTH_MAX 32

typedef enum { NODE_WORDS, NODE_PHRASE, NODE_FIELD, NODE_NOT, NODE_AND, NODE_OR } NodeKind;

typedef struct Field Field;

struct QzQueryTree {
  NodeKind     kind;
  char        *text;     /* words: as typed; phrase: folded; field: its value as typed */
  const Field *field;
  GPtrArray   *children; /* QzQueryTree* */
};

void
qz_query_tree_free (QzQueryTree *tree)
{
  if (tree == NULL)
    return;
  g_free (tree->text);
  if (tree->children != NULL)
    g_ptr_array_unref (tree->children);
  g_free (tree);
}

static QzQueryTree *
node_new (NodeKind kind, char *text)
{
  QzQueryTree *node = g_new0 (QzQueryTree, 1);

  node->kind = kind;
  node->text = text;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_query_tree_free);
  return node;
}

/* ---- fields ---- */

typedef QzQuery *(*FieldCompile) (const char *value, const char *prefix, QzEngine *engine);

struct Field {
  const char  *name;
  FieldCompile compile;
  const char  *prefix;
  gboolean   (*takes) (const char *value);   /* NULL: any value */
  const char  *values;                       /* what it takes, for people */
};

static QzQuery *
term_query (const char *prefix, const char *value)
{
  g_autofree char *name = g_strconcat (prefix, value, NULL);
  g_autofree char *term = qz_term_fit (name);

  return qz_query_term (term, -1, 1);
}

static QzQuery *
field_exact (const char *value, const char *prefix, QzEngine *engine)
{
  return term_query (prefix, value);
}

static QzQuery *
field_folded (const char *value, const char *prefix, QzEngine *engine)
{
  g_autofree char *folded = qz_fold_text (value, -1, QZ_FOLD_PLAIN);

  return term_query (prefix, folded);
}

typedef struct { const char *prefix; GPtrArray *queries; } Words;

static void
add_word (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  Words *words = user_data;
  g_autofree char *word = g_strndup (term, len);

  if (kind == QZ_TERM_WORD)
    g_ptr_array_add (words->queries, term_query (words->prefix, word));
}

/* Every word of VALUE under PREFIX. */
static QzQuery *
field_words (const char *value, const char *prefix, QzEngine *engine)
{
  Words words = { prefix, g_ptr_array_new () };

  qz_segment_words (engine->segmenter, value, -1, add_word, &words);
  return qz_query_join (QZ_OP_AND, words.queries);
}

/* The title itself, or every word of it. */
static QzQuery *
field_law (const char *value, const char *prefix, QzEngine *engine)
{
  g_autofree char *key = qz_title_key (value);

  return qz_query_pair (QZ_OP_OR, term_query (QZ_T_KEY, key), field_words (value, QZ_T_TITLE, engine));
}

static QzQuery *
field_holder (const char *value, const char *prefix, QzEngine *engine)
{
  return qz_query_pair (QZ_OP_OR, field_folded (value, prefix, engine), field_words (value, prefix, engine));
}

static QzQuery *
field_mode (const char *value, const char *prefix, QzEngine *engine)
{
  const char *name = qz_mode_name (qz_mode_from_text (value));

  return term_query (prefix, name != NULL ? name : value);
}

/* 2021, 2019..2021, ..2021, 2019.. */
static QzQuery *
field_year (const char *value, const char *prefix, QzEngine *engine)
{
  const char *dots = strstr (value, "..");
  g_autofree char *from = dots != NULL ? g_strndup (value, (gsize) (dots - value)) : g_strdup (value);
  g_autofree char *to = g_strconcat (dots != NULL ? dots + 2 : value, "9999", NULL);

  return qz_query_range (QZ_SLOT_VERSION, *from != '\0' ? from : NULL, strlen (to) > 4 ? to : NULL);
}

/* Powers that are current, repealed or not yet in force by their own dates, as qz_found_status() has it. */
static QzQuery *
powers_with_status (const char *status, QzDate day)
{
  g_autofree char *today = g_strdup_printf ("%08u", day), *tomorrow = g_strdup_printf ("%08u", day + 1);
  QzQuery *powers = qz_query_term (QZ_T_KIND "power", -1, 1);
  QzQuery *later = qz_query_range (QZ_SLOT_FROM, tomorrow, NULL);
  QzQuery *over = qz_query_pair (QZ_OP_AND_NOT, qz_query_range (QZ_SLOT_UNTIL, "0", NULL), qz_query_range (QZ_SLOT_UNTIL, today, NULL));

  if (g_str_equal (status, qz_status_name (QZ_STATUS_CURRENT)))
    return qz_query_pair (QZ_OP_AND_NOT, powers, qz_query_pair (QZ_OP_OR, later, over));
  if (g_str_equal (status, qz_status_name (QZ_STATUS_NOT_YET))) {
    qz_query_free (over);
    return qz_query_pair (QZ_OP_AND, powers, later);
  }
  if (g_str_equal (status, qz_status_name (QZ_STATUS_REPEALED)))
    return qz_query_pair (QZ_OP_AND_NOT, qz_query_pair (QZ_OP_AND, powers, over), later);
  qz_query_free (powers);
  qz_query_free (later);
  qz_query_free (over);
  return NULL;
}

/* The versions that have that status on the day; "unknown" is what belongs to no version at all. */
static QzQuery *
field_status (const char *value, const char *prefix, QzEngine *engine)
{
  const GPtrArray *all = qz_timeline_all (engine->timeline);
  gboolean unknown = g_str_equal (value, qz_status_name (QZ_STATUS_UNKNOWN));
  GPtrArray *with = g_ptr_array_new (), *without = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    const QzVersion *version = all->pdata[i];
    const char *status = qz_status_name (qz_version_status (version, engine->as_of));

    if (g_str_equal (status, value))
      g_ptr_array_add (with, term_query (QZ_T_VERSION, version->id));
    else if (unknown)
      g_ptr_array_add (without, term_query (QZ_T_VERSION, version->id));
  }
  QzQuery *versions = qz_query_join (QZ_OP_OR, with), *others = qz_query_join (QZ_OP_OR, without);
  if (unknown)
    return qz_query_pair (QZ_OP_AND_NOT, qz_query_all (), qz_query_pair (QZ_OP_OR, others, qz_query_term (QZ_T_KIND "power", -1, 1)));
  qz_query_free (others);
  return qz_query_pair (QZ_OP_OR, versions, powers_with_status (value, engine->as_of));
}

/* ---- the values a field takes: a slip of the pen is no empty result ---- */

static gboolean
takes_level (const char *value)
{
  return qz_rank_from_name (value) != QZ_RANK_UNKNOWN || g_str_equal (value, qz_rank_name (QZ_RANK_UNKNOWN));
}

static gboolean
takes_status (const char *value)
{
  for (QzStatus status = QZ_STATUS_UNKNOWN; status <= QZ_STATUS_NOT_YET; status++)
    if (g_str_equal (value, qz_status_name (status)))
      return TRUE;
  return FALSE;
}

static gboolean
takes_year (const char *value)
{
  return g_regex_match_simple ("^([0-9]{4}|[0-9]{4}\\.\\.([0-9]{4})?|\\.\\.[0-9]{4})$", value, 0, 0);
}

static gboolean
takes_kind (const char *value)
{
  return g_str_equal (value, "provision") || g_str_equal (value, "power") || g_str_equal (value, "instrument");
}

static gboolean
takes_mode (const char *value)
{
  return qz_mode_from_text (value) != QZ_MODE_UNKNOWN;
}

/* clang-format off */
static const Field fields[] = {
  { "law",       field_law,    QZ_T_TITLE,    NULL,         NULL },
  { "issuer",    field_folded, QZ_T_ISSUER,   NULL,         NULL },
  { "level",     field_exact,  QZ_T_RANK,     takes_level,  "constitution law administrative-regulation supervision-regulation local-regulation "
                                                            "department-rule local-rule judicial-interpretation normative-document case unknown" },
  { "status",    field_status, NULL,          takes_status, "current amended repealed not-yet-in-force unknown" },
  { "year",      field_year,   NULL,          takes_year,   "2021 2019..2021 2019.. ..2021" },
  { "kind",      field_exact,  QZ_T_KIND,     takes_kind,   "provision power instrument" },
  { "holder",    field_holder, QZ_T_HOLDER,   NULL,         NULL },
  { "mode",      field_mode,   QZ_T_MODE,     takes_mode,   "法定 授权 委托 交由 下放 相对集中 收回" },
  { "category",  field_folded, QZ_T_CATEGORY, NULL,         NULL },
  { "territory", field_exact,  QZ_T_PLACE,    NULL,         NULL },
};
/* clang-format on */

static const Field *
field_named (const char *text, gsize len)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].name) == len && strncmp (fields[i].name, text, len) == 0)
      return &fields[i];
  return NULL;
}

/* ---- parsing ---- */

typedef struct {
  const char *start, *at;
  guint       depth;
  gboolean    only_quoted;   /* “…” and nothing else: then these quotes too mean the exact phrase */
} Parser;

static gboolean
fail (const Parser *parser, const char *at, const char *what, GError **error)
{
  glong place = g_utf8_pointer_to_offset (parser->start, at) + 1;

  g_set_error (error, QZ_USAGE_ERROR, 0, _("检索式第 %ld 个字处：%s：%s"), place, what, parser->start);
  return FALSE;
}

static void
skip_space (Parser *parser)
{
  while (g_unichar_isspace (g_utf8_get_char (parser->at)) && *parser->at != '\0')
    parser->at = g_utf8_next_char (parser->at);
}

static gboolean
at_or (const Parser *parser)
{
  return strncmp (parser->at, "OR", 2) == 0 && (parser->at[2] == ' ' || parser->at[2] == '\t' || parser->at[2] == '(');
}

/* The length of an opening quote at TEXT, 0 when none; *CLOSE is what ends it. Inside a sentence “…” only
 * stresses a word (“一房多租”有效吗), so there it is plain punctuation. */
static gsize
quote_at (const Parser *parser, const char *text, const char **close)
{
  static const struct { const char *open, *close; } quotes[] = { { "\"", "\"" }, { "“", "”" }, { "「", "」" } };

  for (guint i = 0; i < (parser->only_quoted ? G_N_ELEMENTS (quotes) : 1); i++)
    if (g_str_has_prefix (text, quotes[i].open)) {
      *close = quotes[i].close;
      return strlen (quotes[i].open);
    }
  return 0;
}

static QzQueryTree *parse_or (Parser *parser, GError **error);

static QzQueryTree *
parse_phrase (Parser *parser, gsize open, const char *close, GError **error)
{
  const char *begin = parser->at + open, *end = strstr (begin, close);

  if (end == NULL) {
    fail (parser, parser->at, _("引号没有配对"), error);
    return NULL;
  }
  parser->at = end + strlen (close);
  g_autofree char *folded = qz_fold_text (begin, end - begin, QZ_FOLD_NUMERALS);
  g_strstrip (folded);
  if (*folded == '\0') {
    fail (parser, begin, _("引号里没有字"), error);
    return NULL;
  }
  return node_new (NODE_PHRASE, g_steal_pointer (&folded));
}

static QzQueryTree *
parse_group (Parser *parser, GError **error)
{
  const char *open = parser->at++;

  if (++parser->depth > DEPTH_MAX) {
    fail (parser, open, _("括号套得太深"), error);
    return NULL;
  }
  g_autoptr (QzQueryTree) tree = parse_or (parser, error);
  if (tree == NULL)
    return NULL;
  skip_space (parser);
  if (*parser->at != ')') {
    fail (parser, open, _("括号没有配对"), error);
    return NULL;
  }
  parser->at++;
  parser->depth--;
  return g_steal_pointer (&tree);
}

/* A run of characters up to white space, a parenthesis or a quote. */
static gsize
word_span (const Parser *parser, const char *text)
{
  const char *p = text, *close;

  while (*p != '\0' && *p != '(' && *p != ')' && !g_unichar_isspace (g_utf8_get_char (p)) && quote_at (parser, p, &close) == 0)
    p = g_utf8_next_char (p);
  return (gsize) (p - text);
}

static QzQueryTree *
parse_field (Parser *parser, const Field *field, gsize name_len, GError **error)
{
  const char *close = NULL, *name = parser->at;
  gsize open;
  g_autoptr (QzQueryTree) node = node_new (NODE_FIELD, NULL);

  parser->at += name_len + 1;
  node->field = field;
  open = quote_at (parser, parser->at, &close);
  if (open > 0) {
    const char *begin = parser->at + open, *end = strstr (begin, close);

    if (end == NULL) {
      fail (parser, parser->at, _("引号没有配对"), error);
      return NULL;
    }
    node->text = g_strndup (begin, (gsize) (end - begin));
    parser->at = end + strlen (close);
  } else {
    gsize span = word_span (parser, parser->at);

    node->text = g_strndup (parser->at, span);
    parser->at += span;
  }
  if (*node->text == '\0') {
    fail (parser, parser->at, _("字段后面没有值"), error);
    return NULL;
  }
  if (field->takes != NULL && !field->takes (node->text)) {
    g_autofree char *what = g_strdup_printf (_("%s: 没有“%s”这个值，可用 %s"), field->name, node->text, field->values);
    fail (parser, name, what, error);
    return NULL;
  }
  return g_steal_pointer (&node);
}

/* The length of what stands like the name of a field (titel:…) at the start of the SPAN bytes of TEXT, 0 when nothing does;
 * an address (http://…) does not. */
static gsize
like_field (const char *text, gsize span)
{
  gsize len = strspn (text, "abcdefghijklmnopqrstuvwxyz");

  return len > 1 && len + 1 < span && text[len] == ':' && text[len + 1] != '/' ? len : 0;
}

static void
fail_field (Parser *parser, gsize len, GError **error)
{
  GString *what = g_string_new (NULL);

  g_string_append_printf (what, _("没有 %.*s 这个字段，可用"), (int) len, parser->at);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (what, " %s", fields[i].name);
  fail (parser, parser->at, what->str, error);
  g_string_free (what, TRUE);
}

static QzQueryTree *
parse_primary (Parser *parser, GError **error)
{
  const char *close = NULL;
  gsize open = quote_at (parser, parser->at, &close), span;

  if (open > 0)
    return parse_phrase (parser, open, close, error);
  if (*parser->at == '(')
    return parse_group (parser, error);
  span = word_span (parser, parser->at);
  const char *colon = memchr (parser->at, ':', span);
  const Field *field = colon != NULL ? field_named (parser->at, (gsize) (colon - parser->at)) : NULL;
  if (field != NULL)
    return parse_field (parser, field, (gsize) (colon - parser->at), error);
  if (span == 0) {
    fail (parser, parser->at, _("多了一个右括号"), error);
    return NULL;
  }
  if (like_field (parser->at, span) > 0) {
    fail_field (parser, like_field (parser->at, span), error);
    return NULL;
  }
  QzQueryTree *words = node_new (NODE_WORDS, g_strndup (parser->at, span));
  parser->at += span;
  return words;
}

static QzQueryTree *
parse_and (Parser *parser, GError **error)
{
  g_autoptr (QzQueryTree) all = node_new (NODE_AND, NULL);

  for (skip_space (parser); *parser->at != '\0' && *parser->at != ')' && !at_or (parser); skip_space (parser)) {
    gboolean negated = *parser->at == '-' && parser->at[1] != '\0' && parser->at[1] != ' ' && parser->at[1] != '-';

    if (negated)
      parser->at++;
    QzQueryTree *one = parse_primary (parser, error);
    if (one == NULL)
      return NULL;
    if (negated) {
      QzQueryTree *not = node_new (NODE_NOT, NULL);
      /* -行政许可 leaves out what holds these very characters. */
      if (one->kind == NODE_WORDS) {
        one->kind = NODE_PHRASE;
        g_autofree char *typed = one->text;
        one->text = qz_fold_text (typed, -1, QZ_FOLD_NUMERALS);
      }
      g_ptr_array_add (not->children, one);
      one = not;
    }
    g_ptr_array_add (all->children, one);
  }
  if (all->children->len == 0) {
    fail (parser, parser->at, _("这里缺检索词"), error);
    return NULL;
  }
  return g_steal_pointer (&all);
}

static QzQueryTree *
parse_or (Parser *parser, GError **error)
{
  g_autoptr (QzQueryTree) any = node_new (NODE_OR, NULL);

  for (;;) {
    QzQueryTree *all = parse_and (parser, error);
    if (all == NULL)
      return NULL;
    g_ptr_array_add (any->children, all);
    skip_space (parser);
    if (!at_or (parser))
      return g_steal_pointer (&any);
    parser->at += 2;
  }
}

static QzQueryTree *
parse (const char *text, GError **error)
{
  gboolean only = (g_str_has_prefix (text, "“") && g_str_has_suffix (text, "”")) || (g_str_has_prefix (text, "「") && g_str_has_suffix (text, "」"));
  Parser parser = { text, text, 0, only };
  g_autoptr (QzQueryTree) tree = parse_or (&parser, error);

  if (tree == NULL)
    return NULL;
  if (*parser.at != '\0') {
    fail (&parser, parser.at, _("多了一个右括号"), error);
    return NULL;
  }
  return g_steal_pointer (&tree);
}

/* The nearest to TEXT that is a query: a quote or parenthesis closed or taken out, or an operator without anything at its
 * end; NULL when none of these is one. The caller's. */
static char *
repaired (const char *text)
{
  const char *open = strrchr (text, '('), *close = strrchr (text, ')');
  g_autofree char *bare = g_strchomp (g_strdup (text));
  char *tries[5] = { NULL };
  char *right = NULL;

  if (g_str_has_suffix (bare, " OR"))
    bare[strlen (bare) - 3] = '\0';
  tries[0] = g_strconcat (text, "\"", NULL);
  tries[1] = g_strconcat (text, ")", NULL);
  if (close != NULL)
    tries[2] = g_strdup_printf ("%.*s%s", (int) (close - text), text, close + 1);
  if (open != NULL)
    tries[3] = g_strdup_printf ("%.*s%s", (int) (open - text), text, open + 1);
  tries[4] = g_strdup (bare);
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++) {
    g_autoptr (QzQueryTree) tree = right == NULL && tries[i] != NULL && *tries[i] != '\0' ? parse (tries[i], NULL) : NULL;
    if (tree != NULL)
      right = g_steal_pointer (&tries[i]);
    g_free (tries[i]);
  }
  return right;
}

QzQueryTree *
qz_query_parse (const char *text, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  QzQueryTree *tree = parse (text, &wrong);

  if (tree != NULL)
    return tree;
  g_autofree char *right = repaired (text);
  if (right != NULL)
    g_set_error (error, wrong->domain, wrong->code, _("%s；可以写成：%s"), wrong->message, right);
  else
    g_propagate_error (error, g_steal_pointer (&wrong));
  return NULL;
}

QzQueryTree *
qz_query_plain (const char *text)
{
  return node_new (NODE_WORDS, g_strdup (text));
}

/* ---- to the index ---- */

static QzQuery *
both (QzQuery *one, QzQuery *other)
{
  return one == NULL ? other : other == NULL ? one : qz_query_pair (QZ_OP_AND, one, other);
}

/* The sides of a conjunction: words rank, and one of them is there unless a phrase is; fields only narrow, so that a
 * narrowed search finds part of what the words alone find. */
static QzQuery *
compile_and (const QzQueryTree *tree, QzEngine *engine)
{
  GPtrArray *ranked = g_ptr_array_new ();
  QzQuery *must = NULL, *narrow = NULL, *never = NULL, *query;

  for (guint i = 0; i < tree->children->len; i++) {
    const QzQueryTree *child = tree->children->pdata[i];

    if (child->kind == NODE_NOT) {
      QzQuery *one = qz_query_tree_compile (child->children->pdata[0], engine);

      never = never == NULL ? one : one == NULL ? never : qz_query_pair (QZ_OP_OR, never, one);
      continue;
    }
    QzQuery *one = qz_query_tree_compile (child, engine);
    if (one == NULL)
      continue;
    if (child->kind == NODE_WORDS)
      g_ptr_array_add (ranked, one);
    else if (child->kind == NODE_FIELD)
      narrow = both (narrow, one);
    else
      must = both (must, one);
    if (child->kind == NODE_PHRASE) {
      QzQuery *words = qz_retrieve_words (engine, child->text, FALSE);
      if (words != NULL)
        g_ptr_array_add (ranked, words);
    }
  }
  if (must != NULL && ranked->len > 0)
    query = qz_query_pair (QZ_OP_AND_MAYBE, must, qz_query_join (QZ_OP_OR, ranked));
  else if (ranked->len > 0)
    query = qz_query_join (QZ_OP_OR, ranked);
  else {
    g_ptr_array_unref (ranked);
    query = must;
  }
  query = both (narrow, query);
  if (query == NULL && never != NULL)
    query = qz_query_all ();
  return never != NULL ? qz_query_pair (QZ_OP_AND_NOT, query, never) : query;
}

static QzQuery *
compile_or (const QzQueryTree *tree, QzEngine *engine)
{
  QzQuery *any = NULL;

  for (guint i = 0; i < tree->children->len; i++) {
    QzQuery *one = qz_query_tree_compile (tree->children->pdata[i], engine);
    any = any == NULL ? one : one == NULL ? any : qz_query_pair (QZ_OP_OR, any, one);
  }
  return any;
}

QzQuery *
qz_query_tree_compile (const QzQueryTree *tree, QzEngine *engine)
{
  switch (tree->kind) {
  case NODE_WORDS:
    return qz_retrieve_words (engine, tree->text, FALSE);
  case NODE_PHRASE:
    return qz_query_holds (QZ_SLOT_TEXT, tree->text);
  case NODE_FIELD:
    return tree->field->compile (tree->text, tree->field->prefix, engine);
  case NODE_OR:
    return compile_or (tree, engine);
  default:
    return compile_and (tree, engine);
  }
}

/* ---- what was typed ---- */

static void
collect_text (const QzQueryTree *tree, GString *text)
{
  if (tree->kind == NODE_NOT || tree->kind == NODE_FIELD)
    return;
  if (tree->text != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", tree->text);
  for (guint i = 0; i < tree->children->len; i++)
    collect_text (tree->children->pdata[i], text);
}

char *
qz_query_tree_text (const QzQueryTree *tree)
{
  GString *text = g_string_new (NULL);

  collect_text (tree, text);
  return g_string_free (text, FALSE);
}

gboolean
qz_query_tree_plain (const QzQueryTree *tree)
{
  if (tree->kind != NODE_WORDS && tree->kind != NODE_AND && tree->kind != NODE_OR)
    return FALSE;
  for (guint i = 0; i < tree->children->len; i++)
    if (!qz_query_tree_plain (tree->children->pdata[i]))
      return FALSE;
  return TRUE;
}

/* ---- highlights ---- */

static void
add_highlight (QzTermKind kind, const char *term, gsize len, gsize start, gsize end, gpointer user_data)
{
  if (kind == QZ_TERM_WORD && g_utf8_strlen (term, (gssize) len) >= 2)
    g_ptr_array_add (user_data, g_strndup (term, len));
}

static void
collect_highlights (const QzQueryTree *tree, NodeKind kind, QzEngine *engine, GPtrArray *into)
{
  if (tree->kind == NODE_NOT)
    return;
  if (tree->kind == kind && kind == NODE_PHRASE)
    g_ptr_array_add (into, g_strdup (tree->text));
  if (tree->kind == kind && kind == NODE_WORDS)
    qz_segment_words (engine->segmenter, tree->text, -1, add_highlight, into);
  for (guint i = 0; i < tree->children->len; i++)
    collect_highlights (tree->children->pdata[i], kind, engine, into);
}

GPtrArray *
qz_query_tree_highlights (const QzQueryTree *tree, QzEngine *engine)
{
  GPtrArray *highlights = g_ptr_array_new_with_free_func (g_free);

  collect_highlights (tree, NODE_PHRASE, engine, highlights);
  collect_highlights (tree, NODE_WORDS, engine, highlights);
  return highlights;
}
