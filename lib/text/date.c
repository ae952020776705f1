#include "config.h"

#include <quanze/date.h>
#include <quanze/numeral.h>
#include <quanze/text.h>
#include <string.h>
#include <time.h>

gboolean
qz_date_valid (QzDate date)
{
  guint year = date / 10000, month = date / 100 % 100, day = date % 100;
  return year >= 1900 && year <= 2199 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

gboolean
qz_date_parse_iso (const char *text, QzDate *date)
{
  guint32 n = 0;
  gsize   i;

  for (i = 0; i < 10; i++)
    if (i == 4 || i == 7)
      {
        if (text[i] != '-')
          return FALSE;
      }
    else if (g_ascii_isdigit (text[i]))
      n = n * 10 + (guint32) (text[i] - '0');
    else
      return FALSE;
  if (text[i] != '\0' || !qz_date_valid (n))
    return FALSE;
  *date = n;
  return TRUE;
}

/* What may stand between the numbers, by kind of print. */
typedef struct {
  const char *after_year, *after_month;
  const char *after_day[2];   /* one of these; NULL: nothing */
} Print;

static const Print prints[] = {
  { "年", "月", { "日", "号" } },
  { "-", "-", { NULL, NULL } },
  { "－", "－", { NULL, NULL } },
  { ".", ".", { NULL, NULL } },
  { "．", "．", { NULL, NULL } },
  { "/", "/", { NULL, NULL } },
  { "／", "／", { NULL, NULL } },
};

/* A number at *P, white space around it skipped. */
static gboolean
take_number (const char **p, gint64 *value)
{
  const char *end;
  const char *start = *p + qz_text_space_span (*p);

  if (g_str_has_prefix (start, "元月"))   /* the first month */
    {
      *value = 1;
      *p = start + strlen ("元");
      return TRUE;
    }
  if (!qz_numeral_parse (start, &end, value))
    return FALSE;
  *p = end + qz_text_space_span (end);
  return TRUE;
}

static gboolean
take_word (const char **p, const char *word)
{
  if (word == NULL || !g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

/* A line end may not stand inside a date. */
static gboolean
on_one_line (const char *from, const char *to)
{
  for (; from < to; from++)
    if (*from == '\n' || *from == '\r')
      return FALSE;
  return TRUE;
}

gboolean
qz_date_parse_printed (const char *text, const char **end, QzDate *date)
{
  gint64      year, month, day, next;
  const char *rest;

  if (qz_text_space_span (text) > 0 || !qz_numeral_parse (text, &rest, &year) || year < 1900 || year > 2199)
    return FALSE;
  rest += qz_text_space_span (rest);
  for (gsize i = 0; i < G_N_ELEMENTS (prints); i++)
    {
      const Print *print = &prints[i];
      const char  *p = rest, *number_end;
      if (!take_word (&p, print->after_year) || !take_number (&p, &month) || !take_word (&p, print->after_month))
        continue;
      p += qz_text_space_span (p);
      if (!qz_numeral_parse (p, &number_end, &day) || month < 1 || month > 12 || day < 1 || day > 31)
        continue;
      p = number_end;
      if (print->after_day[0] != NULL)
        {
          p += qz_text_space_span (p);
          if (!take_word (&p, print->after_day[0]) && !take_word (&p, print->after_day[1]))
            continue;
        }
      else if (qz_numeral_parse (p, &number_end, &next))
        continue;
      QzDate found = (QzDate) (year * 10000 + month * 100 + day);
      if (!qz_date_valid (found) || !on_one_line (text, p))
        continue;
      *date = found;
      *end = p;
      return TRUE;
    }
  return FALSE;
}

char *
qz_date_to_iso (QzDate date)
{
  if (date == QZ_DATE_UNKNOWN)
    return NULL;
  return g_strdup_printf ("%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

static void
to_calendar (QzDate date, GDate *day)
{
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) (date % 100), (GDateMonth) (date / 100 % 100), (GDateYear) (date / 10000));
}

gint
qz_date_days_between (QzDate from, QzDate to)
{
  GDate first, last;

  if (!qz_date_valid (from) || !qz_date_valid (to))
    return 0;
  to_calendar (from, &first);
  to_calendar (to, &last);
  return g_date_days_between (&first, &last);
}

QzDate
qz_date_today (void)
{
  const char *pinned = g_getenv ("QUANZE_TODAY");
  QzDate      date;

  if (pinned != NULL && qz_date_parse_iso (pinned, &date))
    return date;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  return (QzDate) (g_date_time_get_year (now) * 10000 + g_date_time_get_month (now) * 100
                   + g_date_time_get_day_of_month (now));
}
