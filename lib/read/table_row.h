/* A row of a table in a word processor's document: cells of paragraphs → lines of a source. */
#ifndef LIB_TABLE_ROW_H
#define LIB_TABLE_ROW_H

#include "lib/read/draft.h"

G_BEGIN_DECLS

/* CELLS everywhere: GPtrArray of GPtrArray of char*, the paragraphs of each cell. */

/* The one filled cell of a row that is no row but a frame around text; borrowed; NULL. */
const GPtrArray *qz_table_row_frame (const GPtrArray *cells);

/* The cells joined by tabs, paragraphs by a space; no other tab or line break. The caller's. */
char *qz_table_row_join (const GPtrArray *cells);

/* Adds the row to DRAFT: one TABLE_ROW, or the lines of a frame. */
void qz_table_row_add (QzDraft *draft, const GPtrArray *cells);

G_END_DECLS

#endif
