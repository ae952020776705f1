/* Tokens of citations: what can be told from the characters at one place, without context.
 *
 * Every reader here looks at valid, NUL-terminated UTF-8 at P and moves *END only on
 * success. Each looks ahead a bounded number of bytes, so a scan that tries them
 * at every character stays linear.
 */
#ifndef QZ_CITE_TOKEN_H
#define QZ_CITE_TOKEN_H

#include <glib.h>
#include <quanze/provision.h>

#define CITE_TITLE_MAX 1200   /* bytes of a title in brackets */
#define CITE_NUMBERS_MAX 32   /* numbers before one 条, 款, 项 */
#define CITE_STEPS_MAX 256    /* steps of one citation */

/* How a step follows the one before it. */
typedef enum {
  CITE_DEEPER,   /* 第一条第二款 */
  CITE_AND,      /* 第一条、第二条 */
  CITE_TO        /* 第一条至第三条 */
} CiteLink;

/* One numbered unit: 第一百二十条之一 is { ARTICLE, 120, 1 }. */
typedef struct {
  QzLevel  level;
  gint     number, suffix;
  CiteLink link;
} CiteStep;

gboolean cite_starts (const char *p, const char *word);
/* White space without line ends at P, at most MAX characters. */
const char *cite_skip_blanks (const char *p, guint max);
/* Whether one of the characters of SET stands at P. */
gboolean cite_char_in (const char *p, const char *set);
/* The character before P in a text that starts at TEXT; 0 at its start. */
gunichar cite_char_before (const char *text, const char *p);
gboolean cite_is_han (gunichar c);

/* Depth of a level in an address: 编 0 … 条 4, 款 5, 项 6, 目 7; an annex is above all. */
gint cite_depth (QzLevel level);

/* 第十条第一款第（二）项、第三款 → steps, appended to STEPS. With BRACKETS the first unit may lack 第: （二）项.
 * BASE is the level of what stands before (前款 → PARAGRAPH), -1 when nothing does. */
gboolean cite_units_at (const char *p, gboolean brackets, gint base, GArray *steps, const char **end);

/* 附件, 附件二, 附件1: *NUMBER is 1 when none is printed. */
gboolean cite_annex_at (const char *p, gint *number, const char **end);

/* A title in brackets, whatever their shape and nesting: 《…》 〈…〉 <…> ≪…≫. *INNER and *INNER_END are
 * the title without them. A title that is never closed ends where its line gives a reason to. */
gboolean cite_title_at (const char *p, const char **inner, const char **inner_end, const char **end);

/* Round brackets at P, closed on the same line within MAX bytes: *END is behind them. */
gboolean cite_parenthesis_at (const char *p, gsize max, const char **end);

/* 本法, 本实施细则 … *NOUN is 法, 细则 (static). TEXT is where the text starts. */
gboolean cite_self_at (const char *text, const char *p, const char **noun, const char **end);

/* 本条, 本款, 本章 … */
gboolean cite_own_at (const char *text, const char *p, QzLevel *level, const char **end);

/* 前款, 前两款, 前条, 上款: COUNT is 2 for 前两款, 0 for 前几款 and 前各款. */
gboolean cite_preceding_at (const char *text, const char *p, QzLevel *level, guint *count, const char **end);

/* 同法, 该条例, 上述办法: *NOUN is 法 (static). 该条, 该款, 同条: *NOUN is NULL and *LEVEL set.
 * 上述, 前述 before a unit: both unset, *LEVEL is ANNEX. */
gboolean cite_that_at (const char *text, const char *p, const char **noun, QzLevel *level, const char **end);

/* 〔2016〕12号 at its bracket. *START is where its letters start: 国发〔2016〕12号. */
gboolean cite_number_at (const char *text, const char *p, const char **start, const char **end);

/* The noun that ends the LEN bytes at NAME as a title of law does (法, 条例, …); static, NULL when none does. */
const char *cite_law_noun (const char *name, gsize len);

#endif
