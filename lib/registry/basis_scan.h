/* The heads of a basis cell: where it names an instrument, and where an article whose words follow.
 *
 * The form, as registries print it:
 *   【法律】《中华人民共和国某法》（2003年8月27日…通过，2019年…修正）
 *       第十二条第一款：words of the article
 *       第二十条、第二十一条
 *   【规章】《某办法》第三条 words …；《另一办法》第五条
 * An instrument named inside the words (依照《某法》的规定处罚) is no head. What tells the two apart is
 * what stands before the title (start, line, label, sentence end, list mark) and what follows it
 * (bracketed dates, an article with its colon, the line's end).
 */
#ifndef QZ_BASIS_SCAN_H
#define QZ_BASIS_SCAN_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { QZ_BASIS_INSTRUMENT, QZ_BASIS_ARTICLE } QzBasisHeadKind;

typedef struct {
  QzBasisHeadKind kind;
  gsize mark;       /* where the words before it end: the label, the line's number or the head itself */
  gsize start, end; /* the title with its brackets, or the article's number with its 款项 */
  gsize words;      /* where the words behind it start */
  gboolean bare;    /* 第二款： or 第（三）项：, of the article before */
  char *title;      /* of an instrument, without outer brackets and white space */
} QzBasisHead;

/* The heads of TEXT in order; element type QzBasisHead. The caller's. Linear in TEXT but for the
 * brackets it looks over, each at most 4 KiB. */
GArray *qz_basis_heads (const char *text);

/* The end of the article number at P (第五条、第六条第一款第（二）、（三）项), NULL when none starts there.
 * *ARTICLE is set when it names an article, not 款 or 项 alone. */
const char *qz_basis_address (const char *p, gboolean *article);

G_END_DECLS

#endif
