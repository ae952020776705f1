#include "config.h"

#include <stdio.h>

#include <jansson.h>
#include <quanze/bodies.h>
#include <quanze/locale.h>
#include <quanze/text.h>
#include <quanze/vesting.h>

#include "lib/vest/vesting_json.h"
#include "search/body_name.h"
#include "search/command.h"

/* Start and end of every vesting as code points, in order. Offsets must ascend, so starts and ends go apart. */
static void
to_code_points (const char *text, GPtrArray *vestings, gsize *starts, gsize *ends)
{
  for (guint i = 0; i < vestings->len; i++) {
    const QzVesting *vesting = vestings->pdata[i];
    starts[i] = vesting->start;
    ends[i] = vesting->end;
  }
  qz_text_to_code_points (text, starts, vestings->len);
  for (guint i = 0; i < vestings->len; i++)
    ends[i] = starts[i] + (gsize) g_utf8_strlen (text + ((QzVesting *) vestings->pdata[i])->start, (gssize) (ends[i] - ((QzVesting *) vestings->pdata[i])->start));
}

/* nation province city county town, as far as the name says. */
static json_t *
levels_json (const char *name)
{
  static const struct {
    guint level;
    const char *name;
  } levels[] = { { QZ_BODY_NATION, "nation" },
                 { QZ_BODY_PROVINCE, "province" },
                 { QZ_BODY_CITY, "city" },
                 { QZ_BODY_COUNTY, "county" },
                 { QZ_BODY_TOWN, "town" } };
  guint said = name != NULL ? qz_body_levels (name) : 0;
  json_t *list = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if ((said & levels[i].level) != 0)
      json_array_append_new (list, json_string (levels[i].name));
  return list;
}

/* Which levels the holder's name takes in, and what an old name is called today. */
static void
resolve_holder (json_t *object, const QzVesting *vesting, const QzLexicon *lexicon)
{
  g_autofree char *now = vesting->holder != NULL ? qz_body_present (lexicon, vesting->holder, NULL) : NULL;

  json_object_set_new (object, "levels", levels_json (vesting->holder));
  json_object_set_new (object, "holder_now", now != NULL ? json_string (now) : json_null ());
  json_object_set_new (object, "bodies", qz_body_name_json (lexicon, vesting->holder));
}

static void
print_text (const QzVesting *vesting)
{
  printf ("%s  %s", vesting->eid, vesting->holder != NULL ? vesting->holder : _("（未写明）"));
  if (vesting->to != NULL)
    printf (" → %s（%s）", vesting->to, qz_mode_chinese (vesting->mode));
  fputs ("：", stdout);
  for (guint i = 0; i < vesting->types->len; i++)
    printf ("%s%s", i > 0 ? "、" : "", (const char *) vesting->types->pdata[i]);
  for (guint i = 0; i < vesting->fines->len; i++)
    printf ("  %s", ((const QzFine *) vesting->fines->pdata[i])->text);
  putchar ('\n');
}

static void
print_all (const QzContext *context, const char *text, GPtrArray *vestings, const QzLexicon *lexicon)
{
  g_autofree gsize *starts = g_new (gsize, vestings->len + 1), *ends = g_new (gsize, vestings->len + 1);

  to_code_points (text, vestings, starts, ends);
  for (guint i = 0; i < vestings->len; i++) {
    if (context->format == QZ_FORMAT_TEXT) {
      print_text (vestings->pdata[i]);
      continue;
    }
    json_t *object = json_pack ("{s:s, s:I, s:I}", "schema", "quanze.vesting/1", "start", (json_int_t) starts[i], "end", (json_int_t) ends[i]);
    json_t *rest = qz_vesting_to_json (vestings->pdata[i]);
    json_object_update (object, rest);
    json_decref (rest);
    resolve_holder (object, vestings->pdata[i], lexicon);
    json_dumpf (object, stdout, JSON_COMPACT);
    putchar ('\n');
    json_decref (object);
  }
}

int
qz_cmd_vest (QzContext *context, int argc, char **argv, GError **error)
{
  if (!qz_command_parse (context, "vest", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc != 1) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("请给一个文件"));
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzSource) source = qz_source_read (argv[0], error);
  g_autoptr (QzLexicon) lexicon = source != NULL ? qz_context_lexicon (context, error) : NULL;
  if (lexicon == NULL)
    return QZ_EXIT_FAILED;
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  g_autoptr (GPtrArray) vestings = qz_vestings_parse (instrument, source->text, lexicon);
  qz_vestings_add_grants (vestings, instrument, lexicon);
  print_all (context, source->text, vestings, lexicon);
  return vestings->len > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}
