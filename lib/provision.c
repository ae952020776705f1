#include "config.h"

#include <quanze/provision.h>
