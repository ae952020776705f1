#include "config.h"

#include "search/command.h"

int
qz_search_main (int argc, char **argv)
{
  return QZ_EXIT_FAILED;
}
