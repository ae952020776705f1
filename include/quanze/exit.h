/* Exit codes of both programs; a signal ends them as signals do. */
#ifndef QUANZE_EXIT_H
#define QUANZE_EXIT_H

enum {
  QZ_EXIT_OK = 0,
  QZ_EXIT_NOTHING = 1,   /* nothing found */
  QZ_EXIT_USAGE = 2,
  QZ_EXIT_REFUSED = 3,   /* part of the input was refused */
  QZ_EXIT_INDEX = 4,     /* missing, locked, damaged or of another schema */
  QZ_EXIT_FAILED = 5
};

#endif
