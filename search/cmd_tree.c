#include "config.h"

#include <stdio.h>

#include <quanze/instrument.h>
#include <quanze/locale.h>

#include "search/command.h"

#define DEPTH_MAX 16

static void
print_provision (const QzProvision *provision, guint depth)
{
  printf ("%*s%s", (int) (depth * 2), "", provision->eid);
  if (provision->num != NULL)
    printf ("  %s", provision->num);
  if (provision->heading != NULL)
    printf ("  %s", provision->heading);
  if (*provision->text != '\0') {
    g_auto (GStrv) rows = g_strsplit (provision->text, "\n", -1);
    g_autofree char *text = g_strjoinv (" ⏎ ", rows);
    printf ("  %s", text);
  }
  printf ("\n");
  for (guint i = 0; depth < DEPTH_MAX && i < provision->children->len; i++)
    print_provision (provision->children->pdata[i], depth + 1);
}

static void
print_day (const char *label, QzDate day)
{
  g_autofree char *iso = qz_date_to_iso (day);
  if (iso != NULL)
    printf ("%s\t%s\n", label, iso);
}

static void
print_field (const char *label, const char *value)
{
  if (value != NULL)
    printf ("%s\t%s\n", label, value);
}

static void
print_head (const QzInstrument *instrument)
{
  static const struct {
    QzLevel     level;
    const char *unit;
  } units[] = { { QZ_LEVEL_PART, "编" },    { QZ_LEVEL_SUBPART, "分编" },  { QZ_LEVEL_CHAPTER, "章" },
                { QZ_LEVEL_SECTION, "节" }, { QZ_LEVEL_ARTICLE, "条" },    { QZ_LEVEL_PARAGRAPH, "款" },
                { QZ_LEVEL_ITEM, "项" },    { QZ_LEVEL_POINT, "目" },      { QZ_LEVEL_HEADING, "标题" } };

  printf ("%s\n", instrument->title);
  print_field (_("文号"), instrument->number);
  print_field (_("制定机关"), instrument->issuer);
  print_field (_("适用地域"), instrument->territory);
  print_field (_("效力级别"), qz_rank_name (instrument->rank));
  print_day (_("首次公布"), instrument->promulgated);
  print_day (_("版本"), instrument->version);
  print_day (_("施行"), instrument->effective);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (instrument->counts[units[i].level] > 0)
      printf ("%u%s ", instrument->counts[units[i].level], units[i].unit);
  printf ("\n");
  for (guint i = 0; i < instrument->defects->len; i++) {
    const QzDefect *defect = instrument->defects->pdata[i];
    printf ("! %s  %s\n", defect->code, defect->text);
  }
}

static void
print_outline (const QzInstrument *instrument)
{
  print_head (instrument);
  printf ("\n");
  for (guint i = 0; i < instrument->body->children->len; i++)
    print_provision (instrument->body->children->pdata[i], 0);
  for (guint i = 0; i < instrument->annexes->len; i++)
    print_provision (instrument->annexes->pdata[i], 0);
}

int
qz_cmd_tree (QzContext *context, int argc, char **argv, GError **error)
{
  if (!qz_command_parse (context, "tree", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc != 1) {
    g_set_error (error, qz_usage_error_quark (), 0, _("tree 要一个文件，给了 %d 个"), argc);
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzSource) source = qz_source_read (argv[0], error);
  if (source == NULL)
    return QZ_EXIT_FAILED;
  g_autoptr (QzInstrument) instrument = qz_instrument_parse (source);
  if (context->format == QZ_FORMAT_JSON || context->format == QZ_FORMAT_JSONL) {
    g_autofree char *json = qz_instrument_to_json (instrument, source);
    puts (json);
  } else {
    print_outline (instrument);
  }
  return QZ_EXIT_OK;
}
