#include "config.h"

#include <xapian.h>

#include <quanze/index.h>
