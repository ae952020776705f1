/* quanze-index: the command. */
#ifndef QZ_INDEXER_H
#define QZ_INDEXER_H

/* An exit code (quanze/exit.h). Ends by the signal that interrupted it. */
int qz_indexer_main (int argc, char **argv);

#endif
