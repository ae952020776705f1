#include "config.h"

#include <quanze/segment.h>
