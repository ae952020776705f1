/* Lines → open containers → the tree of provisions. */
#ifndef LIB_STRUCTURE_H
#define LIB_STRUCTURE_H

#include "lib/structure/line.h"

G_BEGIN_DECLS

/* Builds INSTRUMENT's body, annexes, counts and last_article from LINES; its title is set already. */
void qz_structure_build (QzInstrument *instrument, QzLines *lines);

G_END_DECLS

#endif
