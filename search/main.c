#include "config.h"

#include "search/command.h"

int
main (int argc, char **argv)
{
  return qz_search_main (argc, argv);
}
