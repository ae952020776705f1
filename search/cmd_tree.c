#include "config.h"

#include <stdio.h>

#include <quanze/instrument.h>
#include <quanze/locale.h>

#include "search/command.h"

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
    g_autofree char *outline = qz_instrument_to_text (instrument);
    fputs (outline, stdout);
  }
  return QZ_EXIT_OK;
}
