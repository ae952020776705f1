#include "config.h"

#include <quanze/lexicon.h>
