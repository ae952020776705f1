/* The processor's time of this process, which other work on the machine does not lengthen. */
#ifndef QZ_BENCH_CPU_H
#define QZ_BENCH_CPU_H

#include <time.h>

static inline double
cpu_seconds (void)
{
  struct timespec now;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

#endif
