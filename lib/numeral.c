#include "config.h"

#include <quanze/numeral.h>
