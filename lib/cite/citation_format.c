#include "config.h"

#include <quanze/citation.h>

const char *
qz_citation_form_name (QzCitationForm form)
{
  static const char *const names[] = {
    [QZ_CITE_TITLE] = "title", [QZ_CITE_SELF] = "self",   [QZ_CITE_RELATIVE] = "relative",
    [QZ_CITE_SHORT] = "short", [QZ_CITE_NAKED] = "naked", [QZ_CITE_NUMBER] = "number",
  };
  return names[form];
}

const char *
qz_citation_status_name (QzCitationStatus status)
{
  static const char *const names[] = {
    [QZ_CITE_UNRESOLVED] = "unresolved",
    [QZ_CITE_RESOLVED] = "resolved",
    [QZ_CITE_NO_INSTRUMENT] = "no-such-instrument",
    [QZ_CITE_NO_PROVISION] = "no-such-provision",
    [QZ_CITE_AMBIGUOUS] = "ambiguous",
  };
  return names[status];
}

/* Titles inside the brackets turn theirs to 〈〉, as the standard for punctuation (GB/T 15834) asks. */
char *
qz_citation_format (const char *title, const QzAddress *address)
{
  GString *out = g_string_new ("《");
  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    g_string_append_unichar (out, c == 0x300a ? 0x3008 : c == 0x300b ? 0x3009 : c);
  }
  g_string_append (out, "》");
  if (address != NULL) {
    g_autofree char *printed = qz_address_to_chinese (address);
    g_string_append (out, printed);
  }
  return g_string_free (out, FALSE);
}
