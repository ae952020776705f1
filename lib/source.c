#include "config.h"

#include <quanze/source.h>
