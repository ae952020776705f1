#include "config.h"

#include <quanze/sheet.h>
