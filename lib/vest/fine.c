#include "config.h"

#include <string.h>

#include <quanze/numeral.h>

#include "lib/vest/fine.h"

#define FINE_WORD "罚款"
/* How far back from 罚款 its range may start, in bytes. */
#define REACH 150

typedef struct {
  double      value;
  const char *unit;     /* NULL: printed with the next number (一至三倍) */
  gboolean    above, below;
  gboolean open; /* 至 and no number behind it: 100元至本人六个月收入 */
} Amount;

void
qz_fine_free (QzFine *fine)
{
  if (fine == NULL)
    return;
  g_free (fine->text);
  g_free (fine);
}

/* Where the stretch that speaks of this fine starts: behind the last 处, comma or earlier 罚款. */
static const char *
range_start (const char *text, const char *at)
{
  static const char *const starts[] = { "罚款", "处以", "处", "，", "；", "。", "警告或者", "：" };
  const char *floor = at - text > REACH ? at - REACH : text, *best = floor;

  while (best < at && ((guchar) *best & 0xc0) == 0x80)
    best++;
  for (const char *p = best; p < at; p = g_utf8_next_char (p))
    for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
      if (g_str_has_prefix (p, starts[i]) && p + strlen (starts[i]) <= at)
        best = p;
  return best;
}

static const char *
skip (const char *p, const char *word)
{
  return g_str_has_prefix (p, word) ? p + strlen (word) : p;
}

/* Reads 二千五百.5 at P: an integer with an optional decimal part behind a point. */
static gboolean
read_number (const char *p, const char **end, double *value)
{
  gint64 whole;

  if (!qz_numeral_parse (p, end, &whole))
    return FALSE;
  *value = (double) whole;
  if ((**end == '.' || g_str_has_prefix (*end, "．")) && g_ascii_isdigit ((*end)[**end == '.' ? 1 : 3])) {
    char *stop;
    g_autofree char *digits = g_strconcat ("0.", *end + (**end == '.' ? 1 : 3), NULL);
    *value += g_ascii_strtod (digits, &stop);
    *end += (**end == '.' ? 1 : 3) + (stop - digits - 2);
    if (g_str_has_prefix (*end, "万")) {
      *value *= 10000;
      *end += strlen ("万");
    }
  }
  return TRUE;
}

static gboolean
read_amount (const char *p, const char **end, Amount *amount)
{
  gboolean percent = g_str_has_prefix (p, "百分之");
  const char *q = percent ? p + strlen ("百分之") : p;

  memset (amount, 0, sizeof *amount);
  if (!read_number (q, &q, &amount->value))
    return FALSE;
  if (percent || *q == '%' || g_str_has_prefix (q, "％")) {
    amount->unit = "%";
    q = skip (skip (q, "%"), "％");
  } else if (g_str_has_prefix (q, "元") || g_str_has_prefix (q, "倍")) {
    amount->unit = g_str_has_prefix (q, "元") ? "元" : "倍";
    q += 3;
  } else if (!g_str_has_prefix (q, "至") && !g_str_has_prefix (q, "到") && !g_str_has_prefix (q, "以上") && *q != '-')
    return FALSE;
  q = skip (q, "人民币");
  amount->above = g_str_has_prefix (q, "以上");
  amount->below = g_str_has_prefix (q, "以下") || g_str_has_prefix (q, "以内");
  amount->open = amount->unit != NULL && (g_str_has_prefix (q, "至") || g_str_has_prefix (q, "到"));
  *end = q;
  return TRUE;
}

static QzFine *
fine_of (const Amount *amounts, guint n, gboolean not_over, const char *from, const char *to)
{
  QzFine *fine = g_new0 (QzFine, 1);
  const Amount *last = &amounts[n - 1];

  fine->unit = last->unit;
  fine->text = g_strndup (from, (gsize) (to - from));
  if (n >= 2) {
    fine->has_min = fine->has_max = TRUE;
    fine->min_value = amounts[n - 2].value;
    fine->max_value = last->value;
  } else if (last->below || not_over) {
    fine->has_max = TRUE;
    fine->max_value = last->value;
  } else if (last->above || last->open) {
    fine->has_min = TRUE;
    fine->min_value = last->value;
  } else {
    fine->has_min = fine->has_max = TRUE;
    fine->min_value = fine->max_value = last->value;
  }
  fine->min = (gint64) fine->min_value;
  fine->max = (gint64) fine->max_value;
  return fine;
}

/* The range in [FROM, TO), as printed from FROM to the 罚款 at WORD; NULL when it prints no amount. */
static QzFine *
read_range (const char *from, const char *to, const char *word)
{
  Amount amounts[8];
  guint n = 0;
  gboolean not_over = FALSE;

  for (const char *p = from; p < to && n < G_N_ELEMENTS (amounts);) {
    const char *end;

    not_over = not_over || g_str_has_prefix (p, "不超过") || g_str_has_prefix (p, "最高");
    if (read_amount (p, &end, &amounts[n]) && end <= to) {
      n++;
      p = end;
    } else
      p = g_utf8_next_char (p);
  }
  if (n == 0 || amounts[n - 1].unit == NULL)
    return NULL;
  /* A pair counts as one only in the same unit: 违法所得五千元以上的，…一倍 are two. */
  if (n >= 2 && g_strcmp0 (amounts[n - 2].unit, "%") == 0 && amounts[n - 2].above
      && g_str_equal (amounts[n - 1].unit, "倍")) {
    /* 百分之五十以上三倍以下: one range, in the unit of its upper bound */
    amounts[n - 2].value /= 100;
    amounts[n - 2].unit = amounts[n - 1].unit;
  }
  gboolean single = n >= 2 && amounts[n - 2].unit != NULL && amounts[n - 2].unit != amounts[n - 1].unit;
  return fine_of (single ? &amounts[n - 1] : amounts, single ? 1 : n, not_over, from, word + strlen (FINE_WORD));
}

/* 按每平方米五百元以上二千元以下处以|罚款: the rate stands before the verb. NULL when the words before AT are no such rate. */
static QzFine *
read_rate (const char *text, const char *at)
{
  static const char *const verbs[] = { "处以", "处" };
  const char *verb = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (verbs) && verb == NULL; i++)
    if ((gsize) (at - text) >= strlen (verbs[i]) && g_str_has_prefix (at - strlen (verbs[i]), verbs[i]))
      verb = at - strlen (verbs[i]);
  const char *from = verb != NULL ? skip (skip (range_start (text, verb), "，"), "；") : NULL;
  return from != NULL && g_str_has_prefix (from, "按") ? read_range (from, verb, at) : NULL;
}

GPtrArray *
qz_fines_find (const char *text, gsize len)
{
  GPtrArray *fines = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_fine_free);

  for (const char *p = g_strstr_len (text, (gssize) len, FINE_WORD); p != NULL;
       p = g_strstr_len (p + strlen (FINE_WORD), (gssize) (text + len - p - strlen (FINE_WORD)), FINE_WORD)) {
    QzFine *fine = read_range (range_start (text, p), p, p);

    if (fine == NULL)
      fine = read_rate (text, p);
    if (fine != NULL)
      g_ptr_array_add (fines, fine);
  }
  return fines;
}
