#include "config.h"

#include "search/command.h"

int
qz_cmd_info (QzContext *context, int argc, char **argv, GError **error)
{
  return QZ_EXIT_FAILED;
}
