/* Names of bodies (机关名称): what an old or short name is called today, which level acts, whether two names mean one body.
 *
 * The table is corpus/lexicon/bodies.tsv: one step of one reform a line, with its date and the instrument
 * that decided it. What the table does not hold is not guessed: the name stays as it is.
 */
#ifndef QUANZE_BODIES_H
#define QUANZE_BODIES_H

#include <glib.h>
#include <quanze/lexicon.h>

G_BEGIN_DECLS

typedef enum {
  QZ_BODY_NATION = 1 << 0,
  QZ_BODY_PROVINCE = 1 << 1,
  QZ_BODY_CITY = 1 << 2,     /* 设区的市, 自治州 */
  QZ_BODY_COUNTY = 1 << 3,   /* 县, 县级市, 市辖区 */
  QZ_BODY_TOWN = 1 << 4      /* 乡, 镇, 街道 */
} QzBodyLevel;

/* The levels NAME speaks of, as a set of QzBodyLevel; 0 when it does not say. 县级以上人民政府 takes in the State
 * Council, 县级以上地方人民政府 does not. A bare 市 is a city or a county-level city: both. */
guint qz_body_levels (const char *name);

/* One step from an older name to a newer one. All borrowed, valid as long as the lexicon; SINCE and SOURCE are "" for a
 * short name (简称). KIND: 更名 合并 划转 拆分 地方 简称. */
typedef struct {
  const char *from, *to;       /* the words of the name that changed: 工商行政管理, 市场监督管理; TO has | between several */
  const char *kind, *since, *source;
} QzBodyStep;

/* NAME as it is called today: 县级以上人民政府工商行政管理部门 → 县级以上人民政府市场监督管理部门; a list is
 * taken member by member. The caller's; NULL when the table knows no newer name. After a split (拆分) the
 * newer names stand side by side with 、. STEPS (may be NULL) gets QzBodyStep, in order. */
char *qz_body_present (const QzLexicon *lexicon, const char *name, GArray *steps);

/* Whether A and B name the same kind of body today, whatever level each states: 工商局 and 市场监督管理部门,
 * 水行政主管部门 and 市水务局. A list is the same as a name when one of its members is. */
gboolean qz_body_same (const QzLexicon *lexicon, const char *a, const char *b);

G_END_DECLS

#endif
