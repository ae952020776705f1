/* A power (权力事项): one item of a registry. */
#ifndef QUANZE_POWER_H
#define QUANZE_POWER_H

#include <glib.h>
#include <quanze/date.h>
#include <quanze/citation.h>
#include <quanze/lexicon.h>
#include <quanze/source.h>

G_BEGIN_DECLS

typedef enum {
  QZ_MODE_UNKNOWN, QZ_MODE_STATUTORY, QZ_MODE_AUTHORIZED, QZ_MODE_ENTRUSTED, QZ_MODE_CONFERRED,
  QZ_MODE_DEVOLVED, QZ_MODE_CONCENTRATED, QZ_MODE_RECALLED
} QzMode;
const char *qz_mode_name (QzMode mode);           /* JSON name; NULL for unknown */
const char *qz_mode_chinese (QzMode mode);        /* 法定 授权 委托 交由 下放 相对集中 收回 */
const char *qz_mode_word (const char *name);         /* the same for a JSON name, a message to translate; NAME itself when it is none */
QzMode      qz_mode_from_text (const char *text); /* either of them, folded; UNKNOWN otherwise */

typedef struct {
  char *id;               /* stable, no white space, unique in its source: the code, else FILE-STEM/SHEET#row */
  char *code;             /* 实施编码, else 基本编码, verbatim */
  char *name, *subname;
  char *category;         /* 行政许可, 行政处罚 … as the sheet prints it */
  char *holder;           /* 实施主体, 行使主体 */
  char *office, *window;  /* 承办机构, 窗口 */
  char *level;            /* 行使层级 as printed */
  QzMode mode_declared;   /* what the registry says; UNKNOWN when it is silent */
  gboolean internal;      /* personnel and finance: not an enforcement power */
  char *from_department;  /* 下放部门: who held it before */
  char *scope, *limits, *duties, *accountability, *remark;
  char *duty_basis;       /* 责任事项依据: what the duties rest on, never a basis of the power */
  char *grant;            /* title, number or citation of the grant as printed */
  char *status;           /* as printed */
  QzDate valid_from, valid_to;
  char *basis_text;       /* the basis cell, whole */
  char *sheet;
  guint row;              /* from 1, as the spreadsheet shows it */
  char *registry, *territory,
    *origin; /* of an item read back from an export: the registry, place and file it came from; else NULL */
} QzPower;

QzPower *qz_power_new (void);
void     qz_power_free (QzPower *power);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPower, qz_power_free)

/* One instrument of a basis cell: what it cites and the words it quotes. */
typedef struct {
  char      *title;         /* in the cell, without 《》; NULL where only a document number is given */
  GPtrArray *citations;     /* QzCitation* into the cell, in its order */
  GPtrArray *quotes;        /* char*, one a citation: the words given for it; NULL elements where none are */
  char      *quote;         /* all the words it quotes, a line a citation; NULL when it quotes none */
} QzBasis;
void qz_basis_free (QzBasis *basis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzBasis, qz_basis_free)

/* 【法律】《…》（dates）第X条：quote … → QzBasis*, one an instrument in the order first named; the caller's array.
 * An instrument named inside quoted words is no basis. Pure. */
GPtrArray *qz_basis_parse (const char *basis_text, const QzLexicon *lexicon);

/* A registry: every item of a spreadsheet source. */
typedef struct {
  char      *title;        /* of the workbook, from its title rows, else its file name */
  char      *holder;       /* the body whose registry it is, where the title says so */
  GPtrArray *powers;       /* QzPower* */
  GPtrArray *defects;      /* QzDefect*; `at` is the row, the text names the sheet. Codes: count-mismatch category-conflict
                              code-duplicate cell-error column-unknown holder-missing mode-unclear row-stray sheet-hidden sheet-other */
} QzRegistry;

/* LEXICON's table "registry_headers" says which header is which field. NULL with
 * QZ_SOURCE_ERROR_UNSUPPORTED when no sheet has a header row that looks like a registry's. */
QzRegistry *qz_registry_parse (const QzSource *source, const QzLexicon *lexicon, GError **error);
void        qz_registry_free (QzRegistry *registry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzRegistry, qz_registry_free)

G_END_DECLS

#endif
