/* Declared is not legal: what the mode that a registry declares is worth.
 *
 * 授权 needs 法律、法规 that give the power to the holder itself (行政处罚法19, 行政许可法23; coercive measures
 * 法律、行政法规: 行政强制法70). A document of a government or department cannot authorise in this sense: without
 * 法律、法规或者规章 it counts as entrustment (行诉解释20第3款). What the index does not hold is not held against
 * the registry: the declared mode stays, and the reason says that it could not be checked.
 */
#ifndef QUANZE_MODE_H
#define QUANZE_MODE_H

#include <quanze/instrument.h>
#include <quanze/power.h>

G_BEGIN_DECLS

typedef enum { QZ_ACT_OTHER, QZ_ACT_PENALTY, QZ_ACT_LICENCE, QZ_ACT_COERCION } QzAct;

/* The kind of act that a category names: 行政处罚, 行政许可, 行政强制. */
QzAct qz_act_of_category (const char *category);

/* What a power rests on, as far as the index tells. */
typedef struct {
  QzMode   declared;
  QzAct    act;
  gboolean internal;      /* personnel, finance */
  gboolean handed_down;   /* the registry names who had it before */
  gboolean grant_named;   /* the registry names a decision, notice or letter that hands the power over */
  gboolean grant_held;    /* and the index holds it */
  QzRank   grant_rank;    /* of it; from its title where it is not held; UNKNOWN */
  gboolean vested;        /* a basis clause itself gives the power to the holder or holders of its kind */
  QzRank   vesting_rank;  /* the highest rank of such a clause; UNKNOWN where the index cannot tell */
  guint    n_basis;       /* instruments that the basis names */
  guint    n_unheld;      /* of which the index does not hold */
} QzModeGrounds;

/* The mode that GROUNDS support. *REASON: one sentence with the rule, static, Chinese, a message to translate where
 * people read it; NULL where the declared mode needs no remark. UNKNOWN stays UNKNOWN. Pure. */
QzMode qz_mode_supported (const QzModeGrounds *grounds, const char **reason);

/* Whether a body named in a clause (乡镇人民政府, 试点镇人民政府, 街道办事处) covers HOLDER (禾渡镇人民政府): equal,
 * or its kind. Bodies above the township are matched by name only; another township's name covers none. */
gboolean qz_holder_covers (const char *named, const char *holder);

G_END_DECLS

#endif
