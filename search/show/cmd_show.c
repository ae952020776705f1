#include "config.h"

#include <stdio.h>

#include <quanze/locale.h>

#include "search/command.h"
#include "search/show/show_render.h"
#include "search/show/show_view.h"

/* The tree that FORMAT prints of PLACE: all of an instrument, the record of a provision; *OUTLINE NULL for what needs
 * none. FALSE on an index error. */
static gboolean
outline_of (QzEngine *engine, const QzPlace *place, QzFormat format, QzOutline **outline, GError **error)
{
  const QzFound *found = place->found;
  QzFound *copy;

  if (format == QZ_FORMAT_JSON || format == QZ_FORMAT_JSONL || g_str_equal (found->kind, "power"))
    return TRUE;
  if (g_str_equal (found->kind, "instrument")) {
    *outline = found->version != NULL ? qz_outline_of_version (engine, found->version, error) : NULL;
    return found->version == NULL || *outline != NULL;
  }
  copy = qz_found_copy (engine, found, error);
  *outline = copy != NULL ? qz_outline_of_record (copy) : NULL;
  return copy != NULL;
}

/* SHOWN in FORMAT; NULL on an index error. */
static char *
render (QzEngine *engine, const json_t *shown, const QzOutline *outline, QzFormat format, GError **error)
{
  switch (format) {
  case QZ_FORMAT_MARKDOWN:
    return qz_show_markdown (shown, outline);
  case QZ_FORMAT_AKN:
    return qz_show_akn (engine, shown, outline, error);
  case QZ_FORMAT_TEXT:
    return qz_show_text (shown, outline);
  default: {
    char *json = json_dumps (shown, JSON_COMPACT | JSON_REAL_PRECISION (6));
    char *line = g_strconcat (json, "\n", NULL);
    free (json);
    return line;
  }
  }
}

static int
show (QzContext *context, QzEngine *engine, const char *what, GError **error)
{
  g_autoptr (QzPlace) place = qz_locate (engine, what, error);
  g_autoptr (QzOutline) outline = NULL;
  g_autofree char *text = NULL;
  json_t *shown;

  if (place == NULL)
    return QZ_EXIT_FAILED;
  if (place->found == NULL) {
    fprintf (stderr, "quanze show: %s\n", place->why);
    return QZ_EXIT_NOTHING;
  }
  if (context->format == QZ_FORMAT_AKN && g_str_equal (place->found->kind, "power")) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("--format akn 只用于文件和条文，不用于事项"));
    return QZ_EXIT_USAGE;
  }
  shown = qz_show_view_json (engine, place, error);
  if (shown != NULL && outline_of (engine, place, context->format, &outline, error))
    text = render (engine, shown, outline, context->format, error);
  json_decref (shown);
  if (text == NULL)
    return QZ_EXIT_FAILED;
  fputs (text, stdout);
  return QZ_EXIT_OK;
}

int
qz_cmd_show (QzContext *context, int argc, char **argv, GError **error)
{
  if (!qz_command_parse (context, "show", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc == 0) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _ ("请给一个引用、标题或 ID，例如 行政处罚法第二十四条"));
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autofree char *what = g_strjoinv ("", argv);
  return show (context, engine, what, error);
}
