/* Line markers: 第三条, （一）, 1. — what stands at the head of a line and numbers it. */
#ifndef LIB_MARKER_H
#define LIB_MARKER_H

#include <quanze/instrument.h>

G_BEGIN_DECLS

typedef enum {
  QZ_MARK_NONE,
  QZ_MARK_PART, QZ_MARK_SUBPART, QZ_MARK_CHAPTER, QZ_MARK_SECTION,   /* 第一编 第一分编 第一章 第一节 */
  QZ_MARK_ARTICLE,       /* 第一条, 第一百二十条之一 */
  QZ_MARK_HAN,           /* 一、 */
  QZ_MARK_HAN_PAREN,     /* （一） */
  QZ_MARK_DIGIT,         /* 1. 1、 1． */
  QZ_MARK_DIGIT_PAREN,   /* （1） 1） */
  QZ_MARK_CIRCLED,       /* ① */
  QZ_MARK_LETTER         /* a) */
} QzMarkKind;
#define QZ_N_MARKS (QZ_MARK_LETTER + 1)

typedef struct {
  QzMarkKind kind;
  guint      number, suffix;
  gsize      num_len;    /* bytes of the printed number, from the head of the line */
  gsize      text_at;    /* bytes to the first word behind it */
  gboolean   spaced;     /* white space, or nothing more, behind the number */
  gboolean   damaged;    /* read in spite of a wrong character or a space in it */
} QzMarker;

/* Reads the marker that TEXT (NUL-terminated UTF-8, of which LEN bytes are the line) starts
 * with. FALSE, kind QZ_MARK_NONE, when there is none. What follows may still make it a mere
 * mention: the order of numbers in the document decides, see line.h. */
gboolean qz_marker_read (const char *text, gsize len, QzMarker *marker);

static inline gboolean
qz_mark_is_division (QzMarkKind kind)
{
  return kind >= QZ_MARK_PART && kind <= QZ_MARK_SECTION;
}

static inline gboolean
qz_mark_is_list (QzMarkKind kind)
{
  return kind >= QZ_MARK_HAN;
}

/* Whether WORDS begin as those behind a mention do: 第三条规定的…, 第三条、第四条, 第三条第二款. Behind
 * white space (SPACED) fewer words say so. */
gboolean qz_marker_reads_as_mention (const char *words, gsize len, gboolean spaced);

G_END_DECLS

#endif
