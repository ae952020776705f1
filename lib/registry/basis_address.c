#include "config.h"

#include "lib/registry/basis_scan.h"

#include <quanze/numeral.h>
#include <quanze/text.h>
#include <string.h>

#define MAX_NUMBERS 64

static const struct {
  const char *word;
  gboolean article;
} UNITS[] = {
  { "条", TRUE }, { "款", FALSE }, { "项", FALSE }, { "目", FALSE }, { "章", FALSE }, { "节", FALSE }, { "编", FALSE },
};

/* Between the numbers of one unit (第一、二、三项), and between units (第五条和第六条). */
static const char *const JOINS[] = { "、", "，", ",", "和", "及", "以及", "与", "或者", "或", "至", "到", "-", "—", "～", "~", NULL };

static const char *
skip_spaces (const char *p, guint at_most)
{
  for (guint i = 0; i < at_most && *p != '\n'; i++) {
    gsize span = qz_text_space_span (p);
    if (!span)
      break;
    p += span;
  }
  return p;
}

static const char *
skip_word (const char *p, const char *word)
{
  gsize len = strlen (word);

  return strncmp (p, word, len) == 0 ? p + len : NULL;
}

static const char *
skip_join (const char *p)
{
  for (guint i = 0; JOINS[i]; i++) {
    const char *end = skip_word (p, JOINS[i]);
    if (end)
      return end;
  }
  return NULL;
}

/* 五, 12, （三）, (3). */
static const char *
one_number (const char *p)
{
  const char *end;
  gboolean open = FALSE;
  gint64 number;

  if (skip_word (p, "（")) {
    p += strlen ("（");
    open = TRUE;
  } else if (*p == '(') {
    p++;
    open = TRUE;
  }
  p = skip_spaces (p, 1);
  if (!qz_numeral_parse (p, &end, &number) || number <= 0 || number > 9999)
    return NULL;
  if (!open)
    return end;
  end = skip_spaces (end, 1);
  if (*end == ')')
    return end + 1;
  return skip_word (end, "）");
}

/* 第十条之一, 第一、二、三项, 第（三）项, 五项 (the last without 第 only behind another unit). */
static const char *
one_unit (const char *p, gboolean need_mark, gboolean *article)
{
  const char *at = skip_word (p, "第"), *end;

  if (!at && need_mark)
    return NULL;
  at = skip_spaces (at ? at : p, 1);
  for (guint i = 0; i < MAX_NUMBERS; i++) {
    const char *next;
    end = one_number (at);
    if (!end)
      return NULL;
    end = skip_spaces (end, 1);
    for (guint u = 0; u < G_N_ELEMENTS (UNITS); u++) {
      next = skip_word (end, UNITS[u].word);
      if (!next)
        continue;
      *article |= UNITS[u].article;
      if (UNITS[u].article && (at = skip_word (next, "之")) && (at = one_number (at)))
        return at;
      return next;
    }
    next = skip_join (end);
    if (!next)
      return NULL;
    at = skip_word (next, "第");
    at = skip_spaces (at ? at : next, 1);
  }
  return NULL;
}

/* Whether what stands at P closes a number: a colon, a stop, a break. */
static gboolean
closes (const char *p)
{
  return !*p || qz_text_space_span (p) || *p == ':' || skip_word (p, "：") || skip_word (p, "；") || skip_word (p, "。");
}

const char *
qz_basis_address (const char *p, gboolean *article)
{
  const char *end = one_unit (p, TRUE, article);

  for (guint i = 0; end && i < MAX_NUMBERS; i++) {
    const char *next, *join;
    gboolean mark_needed = FALSE;

    next = one_unit (end, FALSE, article);
    if (next) {
      end = next;
      continue;
    }
    join = skip_join (skip_spaces (end, 1));
    if (join) {
      next = one_unit (skip_spaces (join, 2), TRUE, article);
    } else {
      join = skip_spaces (end, 3); /* 第五条 第一款：, but not 第五条 第一款所列… */
      mark_needed = TRUE;
      next = join > end ? one_unit (join, TRUE, article) : NULL;
    }
    if (!next || (mark_needed && !closes (next)))
      break;
    end = next;
  }
  return end;
}
