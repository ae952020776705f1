#include "config.h"

#include <quanze/store.h>
