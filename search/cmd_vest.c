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
#include "search/powers/resting.h"

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

/* Under a power, what the registry of the index makes of it on the day: the item, who holds it, by which paper. */
static void
print_resting (const json_t *list)
{
  const json_t *item;
  size_t i;

  json_array_foreach (list, i, item) {
    const json_t *grant = json_object_get (item, "grant"), *recall = json_object_get (grant, "recalled");
    const char *mode = qz_json_text (item, "mode"), *held_by = qz_json_text (item, "held_by");

    printf ("    %s %s：%s（%s，%s）", qz_json_text (item, "id"), qz_json_text (item, "name"), held_by != NULL ? held_by : _("（未写明）"),
            mode != NULL ? gettext (qz_mode_word (mode)) : "", qz_status_word (qz_json_text (item, "status")));
    if (qz_json_text (grant, "citation") != NULL)
      printf ("  %s", qz_json_text (grant, "citation"));
    if (qz_json_text (recall, "citation") != NULL)
      printf (_("，由%s收回"), qz_json_text (recall, "citation"));
    putchar ('\n');
  }
}

static void
print_text (const QzVesting *vesting)
{
  printf ("%s  %s", vesting->eid, vesting->holder != NULL ? vesting->holder : _("（未写明）"));
  if (vesting->to != NULL)
    printf (" → %s（%s）", vesting->to, gettext (qz_mode_chinese (vesting->mode)));
  fputs ("：", stdout);
  for (guint i = 0; i < vesting->types->len; i++)
    printf ("%s%s", i > 0 ? "、" : "", (const char *) vesting->types->pdata[i]);
  for (guint i = 0; i < vesting->fines->len; i++)
    printf ("  %s", ((const QzFine *) vesting->fines->pdata[i])->text);
  putchar ('\n');
}

/* What is printed of a file: its text and title key, and the index that its powers are looked up in (NULL: none). */
typedef struct {
  const QzContext *context;
  const char      *text, *key;
  const QzLexicon *lexicon;
  QzEngine        *engine;
  QzPowerView     *view;
} Printing;

static gboolean
print_one (const Printing *printing, const QzVesting *vesting, gsize start, gsize end, GError **error)
{
  json_t *resting = printing->engine != NULL ? qz_resting_json (printing->engine, printing->view, printing->key, vesting, error) : NULL;

  if (printing->engine != NULL && resting == NULL)
    return FALSE;
  if (printing->context->format == QZ_FORMAT_TEXT) {
    print_text (vesting);
    print_resting (resting);
    json_decref (resting);
    return TRUE;
  }
  json_t *object = json_pack ("{s:s, s:I, s:I}", "schema", "quanze.vesting/1", "start", (json_int_t) start, "end", (json_int_t) end);
  json_t *rest = qz_vesting_to_json (vesting);
  json_object_update (object, rest);
  json_decref (rest);
  resolve_holder (object, vesting, printing->lexicon);
  if (resting != NULL)
    json_object_set_new (object, "powers", resting);
  json_dumpf (object, stdout, JSON_COMPACT);
  putchar ('\n');
  json_decref (object);
  return TRUE;
}

static gboolean
print_all (const Printing *printing, GPtrArray *vestings, GError **error)
{
  g_autofree gsize *starts = g_new (gsize, vestings->len + 1), *ends = g_new (gsize, vestings->len + 1);

  to_code_points (printing->text, vestings, starts, ends);
  for (guint i = 0; i < vestings->len; i++)
    if (!print_one (printing, vestings->pdata[i], starts[i], ends[i], error))
      return FALSE;
  return TRUE;
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
  g_autoptr (QzEngine) engine = lexicon != NULL && context->dbs_given ? qz_engine_open_with (context, lexicon, error) : NULL;
  g_autoptr (QzPowerView) view = engine != NULL ? qz_power_view_new (engine) : NULL;
  if (lexicon == NULL || (context->dbs_given && engine == NULL))
    return QZ_EXIT_FAILED;
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  g_autoptr (GPtrArray) vestings = qz_vestings_parse (instrument, source->text, lexicon);
  qz_vestings_add_grants (vestings, instrument, lexicon);
  g_autofree char *key = qz_title_key (instrument->title != NULL ? instrument->title : "");
  const Printing printing = { context, source->text, key, lexicon, engine, view };
  if (!print_all (&printing, vestings, error))
    return QZ_EXIT_FAILED;
  return vestings->len > 0 ? QZ_EXIT_OK : QZ_EXIT_NOTHING;
}
