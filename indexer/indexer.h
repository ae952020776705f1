/* The stages of quanze-index. */
#ifndef QZ_INDEXER_H
#define QZ_INDEXER_H

#include <glib.h>

int qz_indexer_main (int argc, char **argv);

#endif
