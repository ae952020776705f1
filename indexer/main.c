#include "config.h"

#include "indexer/indexer.h"

int
main (int argc, char **argv)
{
  return qz_indexer_main (argc, argv);
}
