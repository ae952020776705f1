#include "config.h"

#include <quanze/citation.h>
