#include "config.h"

#include <string.h>

#include <quanze/quote.h>

#include "search/audit/origin.h"
#include "search/place.h"
#include "search/find/retrieve.h"

#define STRETCH_MIN 8u   /* characters: fewer stand in many texts */
#define STRETCH_MAX 40u
#define LOOKED_AT 20u    /* provisions with the stretch */
#define SAME 0.9         /* share of the quote */

/* The longest stretch of letters in QUOTE, at most STRETCH_MAX of them; NULL when all are short. The caller's. */
static char *
stretch_of (const char *quote)
{
  const char *best = NULL, *start = quote;
  guint longest = STRETCH_MIN - 1, n = 0;

  for (const char *p = quote;; p = g_utf8_next_char (p)) {
    if (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)) && n < STRETCH_MAX) {
      start = n++ == 0 ? p : start;
      continue;
    }
    if (n > longest) {
      longest = n;
      best = start;
    }
    n = 0;
    if (*p == '\0')
      break;
  }
  return best != NULL ? g_strndup (best, (gsize) (g_utf8_offset_to_pointer (best, longest) - best)) : NULL;
}

QzFound *
qz_origin_of (QzEngine *engine, const char *quote, const char *except_key, const char *place, GError **error)
{
  g_autofree char *stretch = stretch_of (quote);
  g_autofree char *asked = stretch != NULL ? g_strdup_printf ("kind:provision \"%s\"", stretch) : NULL;
  g_autoptr (QzQueryTree) tree = asked != NULL ? qz_query_parse (asked, error) : NULL;
  g_autoptr (QzResults) results = tree != NULL ? qz_retrieve (engine, tree, &(QzRetrieving) { .limit = LOOKED_AT }, error) : NULL;

  for (guint i = 0; results != NULL && i < results->found->len; i++) {
    QzFound *found = results->found->pdata[i];
    if (g_strcmp0 (qz_found_string (found, "key"), except_key) == 0
        || (place != NULL && !qz_place_applies (qz_found_string (found, "territory"), place)) || qz_quote_match (quote, found->text) < SAME)
      continue;
    results->found->pdata[i] = NULL;
    return found;
  }
  return NULL;
}
