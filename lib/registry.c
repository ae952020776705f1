#include "config.h"

#include <quanze/power.h>
