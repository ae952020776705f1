#include "config.h"

#include <quanze/date.h>
