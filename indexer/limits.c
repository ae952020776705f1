#include "config.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "indexer/limits.h"

#define MAX_WRITTEN (1ull << 30)   /* bytes of a file that an external program may leave in its scratch folder */

#if defined(__SANITIZE_ADDRESS__)
#define SHADOW_MEMORY 1   /* AddressSanitizer reserves terabytes of addresses */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SHADOW_MEMORY 1
#endif
#endif
#ifndef SHADOW_MEMORY
#define SHADOW_MEMORY 0
#endif

static void
limit (int what, rlim_t value)
{
  struct rlimit now;

  if (getrlimit (what, &now) != 0)
    return;
  if (now.rlim_max != RLIM_INFINITY && now.rlim_max < value)
    value = now.rlim_max;
  setrlimit (what, &(struct rlimit){ .rlim_cur = value, .rlim_max = value });
}

void
qz_limits_apply (guint megabytes)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, MAX_WRITTEN);
  if (!SHADOW_MEMORY)
    limit (RLIMIT_AS, (rlim_t) megabytes << 20);
}

void
qz_limits_start_clock (guint seconds)
{
  struct itimerval clock = { .it_value = { .tv_sec = seconds } };

  setitimer (ITIMER_PROF, &clock, NULL);
}
