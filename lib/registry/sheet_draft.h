/* A sheet being read: cells arrive in any order, its size is known at the end.
 *
 * Ceilings, for a file may lie about all of these: cells of the grid, bytes of text
 * (a shared string can be named by a million cells), merges.
 */
#ifndef QZ_SHEET_DRAFT_H
#define QZ_SHEET_DRAFT_H

#include <quanze/sheet.h>

G_BEGIN_DECLS

#define QZ_SHEET_MAX_CELLS (8u << 20)
#define QZ_SHEET_MAX_TEXT ((gsize) 128 << 20)
#define QZ_SHEET_MAX_MERGES (1u << 17)

typedef struct QzSheetDraft QzSheetDraft;

QzSheetDraft *qz_sheet_draft_new (const char *name);
void qz_sheet_draft_free (QzSheetDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSheetDraft, qz_sheet_draft_free)

/* Notes a cell. TEXT is copied; blank text is no cell. A later text of the same cell wins. */
void qz_sheet_draft_set (QzSheetDraft *draft, guint row, guint column, const char *text);
void qz_sheet_draft_merge (QzSheetDraft *draft, guint row, guint column, guint rows, guint columns);
/* Whether a ceiling has been passed, so that a reader may stop early. */
gboolean qz_sheet_draft_full (const QzSheetDraft *draft);

/* The sheet, the caller's; DRAFT may only be freed afterwards. QZ_SOURCE_ERROR_TOO_LARGE
 * past a ceiling; PATH is for the message. */
QzSheet *qz_sheet_draft_finish (QzSheetDraft *draft, const char *path, GError **error);

/* What a number cell shows: 3, 2.5; a date for a day format. CALENDAR_1904 as the workbook says. The caller's. */
char *qz_sheet_number_text (double number, const char *format, guint format_id, gboolean calendar_1904);

G_END_DECLS

#endif
