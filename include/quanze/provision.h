/* Provisions: the tree of an instrument's text, and their addresses (eid).
 *
 * An eid follows Akoma Ntoso: part_1 编, subpart_1 分编, chp_2 章, sec_1 节,
 * art_24 条 (第一百二十条之一 = art_120-1), para_1 款, item_2 项, point_1 目,
 * hd_1 a numbered heading (一、) where there are no articles, below it
 * hd_1__hd_2 （二）; annex_1 an annex. Articles are addressed from the article
 * down (art_24__para_1__item_2), whatever chapter holds them. Words always lie in
 * paragraphs: an article or heading holds them only through its children, so
 * that a one-paragraph article still has para_1; below headings hd_1__para_1.
 *
 * An eid is unique in its document. Where the print repeats a number, the second
 * bearer is art_5~2 and a defect tells it.
 */
#ifndef QUANZE_PROVISION_H
#define QUANZE_PROVISION_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  QZ_LEVEL_PART, QZ_LEVEL_SUBPART, QZ_LEVEL_CHAPTER, QZ_LEVEL_SECTION, QZ_LEVEL_ARTICLE,
  QZ_LEVEL_PARAGRAPH, QZ_LEVEL_ITEM, QZ_LEVEL_POINT, QZ_LEVEL_HEADING, QZ_LEVEL_ANNEX,
  QZ_LEVEL_PREAMBLE,  /* text before the first numbered provision: eid "preamble"; its paragraphs are not counted */
  QZ_LEVEL_BLOCK      /* text that is no provision: what follows an unnumbered heading of a document without
                         articles, the list of attachments, signatures; eid block_1, not counted */
} QzLevel;
#define QZ_N_LEVELS (QZ_LEVEL_BLOCK + 1)

typedef struct QzProvision QzProvision;
struct QzProvision {
  QzLevel      level;
  guint        number;      /* 24; from 1; 0 where the print gives none */
  guint        suffix;      /* 1 of 第一百二十条之一; else 0 */
  gboolean     inferred;    /* not printed: a lost heading, an unnumbered item */
  char        *eid;
  char        *num;         /* as printed: 第二十四条, （一）, 一、; NULL for paragraphs */
  char        *heading;     /* of parts to sections, hd_N, annexes, of an article that prints one; else NULL */
  char        *text;        /* its own official words, without num and without its children's; "" when none */
  gsize        start, end;  /* bytes in QzSource.text, num included, children included */
  gsize        text_start;  /* where text starts in QzSource.text */
  gsize        text_end;    /* behind its last word there; a text of several lines has line ends in between */
  GPtrArray   *children;    /* QzProvision*, owned */
  QzProvision *parent;      /* borrowed */
};

QzProvision *qz_provision_new (QzLevel level, guint number, guint suffix);
void         qz_provision_free (QzProvision *provision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzProvision, qz_provision_free)

/* Appends CHILD, which PARENT owns from then on. */
void qz_provision_add (QzProvision *parent, QzProvision *child);

/* "provision" kind names as JSON gives them: part subpart chapter section article paragraph item point heading annex
 * preamble block. */
const char *qz_level_name (QzLevel level);

/* The name in an eid: part subpart chp sec art para item point hd annex preamble block. */
const char *qz_level_eid_name (QzLevel level);

/* The whole official text of PROVISION and what is below it, a line each, with
 * printed numbers of what is below it and of items and points, without the article's own number. The caller's. */
char *qz_provision_full_text (const QzProvision *provision);

/* The provision below ROOT (itself included) with that eid; borrowed, NULL when none. */
const QzProvision *qz_provision_find (const QzProvision *root, const char *eid);

/* ---- addresses ---- */

typedef struct {
  gint article, suffix, paragraph, item, point;   /* 0 = not given */
  gint heading[3];                                /* hd_N__hd_M__… */
  gint part, subpart, chapter, section, annex;
} QzAddress;

/* art_24__para_1__item_2, as the caller's string; NULL when every field is 0. */
char    *qz_address_to_eid (const QzAddress *address);
/* A mark of repetition (~2) is passed over. FALSE, *ADDRESS untouched, for what is no such eid. */
gboolean qz_address_from_eid (const char *eid, QzAddress *address);
/* Whether the place EID is OUTER or stands below it (art_7__para_1 in art_7). Pure. */
gboolean qz_eid_within (const char *eid, const char *outer);
/* 第二十四条第一款第二项, as one cites it. The caller's; "" when every field is 0. */
char    *qz_address_to_chinese (const QzAddress *address);

G_END_DECLS

#endif
