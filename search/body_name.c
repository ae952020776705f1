#include "config.h"

#include <quanze/locale.h>

#include "search/body_name.h"

json_t *
qz_body_steps_json (const char *said, const char *now, const GArray *steps)
{
  json_t *list = json_array ();

  for (guint i = 0; i < steps->len; i++) {
    const QzBodyStep *step = &g_array_index (steps, QzBodyStep, i);
    json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "said", said, "now", now, "from",
                                            step->from, "to", step->to, "kind", step->kind, "since", step->since,
                                            "source", step->source));
  }
  return list;
}

json_t *
qz_body_name_json (const QzLexicon *lexicon, const char *name)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (QzBodyStep));
  g_autofree char *now = name != NULL ? qz_body_present (lexicon, name, steps) : NULL;

  return now != NULL ? qz_body_steps_json (name, now, steps) : json_array ();
}

char *
qz_body_name_text (const json_t *steps)
{
  GString *text = g_string_new (NULL);
  const json_t *step;
  size_t i;

  json_array_foreach (steps, i, step)
  {
    const char *since = json_string_value (json_object_get (step, "since")),
               *source = json_string_value (json_object_get (step, "source"));
    g_string_append_printf (text, _ ("“%s”即现在的“%s”"), json_string_value (json_object_get (step, "said")),
                            json_string_value (json_object_get (step, "now")));
    if (since != NULL && *since != '\0')
      g_string_append_printf (text, _ ("（%s→%s，%s，%s，%s）"), json_string_value (json_object_get (step, "from")),
                              json_string_value (json_object_get (step, "to")),
                              json_string_value (json_object_get (step, "kind")), since, source);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}
