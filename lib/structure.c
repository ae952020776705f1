#include "config.h"

#include <quanze/instrument.h>
