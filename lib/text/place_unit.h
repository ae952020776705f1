/* The units of a place's name: 山东省, 青岛市 of 山东省青岛市. */
#ifndef QZ_PLACE_UNIT_H
#define QZ_PLACE_UNIT_H

#include <glib.h>

/* Bytes of the first unit of a place name: 山东省 of 山东省青岛市; all of it where it has no inner unit. Pure. */
gsize qz_place_first_unit (const char *place);

#endif
