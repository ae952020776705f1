/* The outline that `quanze tree` prints for people, and that the golden tests compare. */
#include "config.h"

#include <string.h>

#include <quanze/instrument.h>
#include <quanze/locale.h>
#include <quanze/numeral.h>

#define DEPTH_MAX 16

static const struct {
  QzLevel     level;
  const char *unit;
} units[] = { { QZ_LEVEL_PART, "编" },    { QZ_LEVEL_SUBPART, "分编" }, { QZ_LEVEL_CHAPTER, "章" },
              { QZ_LEVEL_SECTION, "节" }, { QZ_LEVEL_ARTICLE, "条" },   { QZ_LEVEL_PARAGRAPH, "款" },
              { QZ_LEVEL_ITEM, "项" },    { QZ_LEVEL_POINT, "目" },     { QZ_LEVEL_HEADING, "标题" } };

/* What is not printed is told: 第一款, and the number of an item that lost its own. */
static void
append_label (GString *out, const QzProvision *provision)
{
  g_autofree char *number = qz_numeral_format (provision->number);

  if (provision->num != NULL)
    g_string_append (out, provision->num);
  else if (provision->level == QZ_LEVEL_PARAGRAPH)
    g_string_append_printf (out, "第%s款", number);
  else if (provision->level == QZ_LEVEL_PREAMBLE)
    g_string_append (out, "序言");
  else if (provision->level == QZ_LEVEL_BLOCK)
    g_string_append (out, "〔其他文字〕");
  else if (provision->level == QZ_LEVEL_ANNEX)
    g_string_append (out, "附件");
  else
    for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
      if (units[i].level == provision->level)
        g_string_append_printf (out, "〔推定第%s%s〕", number, units[i].unit);
}

static gboolean
shows_eid (QzLevel level)
{
  return level != QZ_LEVEL_PARAGRAPH && level != QZ_LEVEL_ITEM && level != QZ_LEVEL_POINT;
}

static void
append_provision (GString *out, const QzProvision *provision, guint depth)
{
  g_string_append_printf (out, "%*s", (int) (depth * 2), "");
  append_label (out, provision);
  if (provision->heading != NULL)
    g_string_append_printf (out, "  %s", provision->heading);
  if (*provision->text != '\0') {
    g_auto (GStrv) rows = g_strsplit (provision->text, "\n", -1);
    g_autofree char *text = g_strjoinv (" ⏎ ", rows);
    g_string_append_printf (out, "  %s", text);
  }
  if (shows_eid (provision->level))
    g_string_append_printf (out, "  [%s]", provision->eid);
  g_string_append_c (out, '\n');
  for (guint i = 0; depth < DEPTH_MAX && i < provision->children->len; i++)
    append_provision (out, provision->children->pdata[i], depth + 1);
}

static void
append_field (GString *out, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (out, "%s  %s\n", label, value);
}

static void
append_day (GString *out, const char *label, QzDate day)
{
  g_autofree char *iso = qz_date_to_iso (day);
  append_field (out, label, iso);
}

static void
append_counts (GString *out, const guint *counts)
{
  gsize before = out->len;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (counts[units[i].level] > 0)
      g_string_append_printf (out, "%s%u%s", out->len > before ? " " : "", counts[units[i].level], units[i].unit);
  if (out->len > before)
    g_string_append_c (out, '\n');
}

static void
append_head (GString *out, const QzInstrument *instrument)
{
  append_field (out, _("名称"), instrument->title);
  append_field (out, _("文号"), instrument->number);
  append_field (out, _("制定机关"), instrument->issuer);
  append_field (out, _("适用地域"), instrument->territory);
  append_field (out, _("效力级别"), qz_rank_name (instrument->rank));
  append_day (out, _("首次公布"), instrument->promulgated);
  append_day (out, _("版本"), instrument->version);
  append_day (out, _("施行"), instrument->effective);
  for (guint i = 0; i < instrument->repeals->len; i++)
    append_field (out, _("废止"), instrument->repeals->pdata[i]);
  append_counts (out, instrument->counts);
  for (guint i = 0; i < instrument->defects->len; i++) {
    const QzDefect *defect = instrument->defects->pdata[i];
    g_string_append_printf (out, "! %s  %s\n", defect->code, defect->text);
  }
}

char *
qz_instrument_to_text (const QzInstrument *instrument)
{
  GString *out = g_string_new (NULL);

  append_head (out, instrument);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < instrument->body->children->len; i++)
    append_provision (out, instrument->body->children->pdata[i], 0);
  for (guint i = 0; i < instrument->annexes->len; i++)
    append_provision (out, instrument->annexes->pdata[i], 0);
  return g_string_free (out, FALSE);
}
