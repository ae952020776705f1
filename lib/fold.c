#include "config.h"

#include <quanze/fold.h>
