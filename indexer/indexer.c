#include "config.h"

#include "indexer/indexer.h"

int
qz_indexer_main (int argc, char **argv)
{
  return 5;
}
