#include "config.h"

#include <quanze/text.h>
