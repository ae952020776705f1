#include "config.h"

#include <quanze/timeline.h>
