/* WordprocessingML (ECMA-376 part 1, chapter 17): styles and numbering of a .docx. */
#ifndef LIB_DOCX_H
#define LIB_DOCX_H

#include <libxml/tree.h>
#include <quanze/source.h>

#include "lib/read/lists.h"

G_BEGIN_DECLS

/* What a paragraph's properties say; -1 where they are silent. */
typedef struct {
  int num_id, level;   /* of the list; num_id 0: none */
  int outline;         /* 0 to 8; 9 is body text */
  int centered;
  int hidden;          /* its style says so */
} QzDocxProps;

typedef struct QzDocxStyles QzDocxStyles;

/* STYLES (word/styles.xml) may be NULL; borrowed until the free. */
QzDocxStyles *qz_docx_styles_new (xmlDoc *styles);
void          qz_docx_styles_free (QzDocxStyles *styles);
/* The properties of <w:pPr> (may be NULL) with its style and what that is based on. */
QzDocxProps   qz_docx_props (const QzDocxStyles *styles, xmlNode *ppr);

/* The lists of word/numbering.xml, which may be NULL. */
QzLists *qz_docx_lists (xmlDoc *numbering);

/* Child and attribute by local name: Strict and Transitional differ in namespaces only. */
xmlNode *qz_docx_child (const xmlNode *node, const char *name);
gboolean qz_docx_is (const xmlNode *node, const char *name);
/* The value of attribute NAME as a number; OTHERWISE when absent. */
int      qz_docx_int (xmlNode *node, const char *name, int otherwise);
char    *qz_docx_attr (xmlNode *node, const char *name);
/* A toggle: absent node 0, <w:b/> 1, <w:b w:val="0"/> 0. */
gboolean qz_docx_toggle (xmlNode *node);

G_END_DECLS

#endif
