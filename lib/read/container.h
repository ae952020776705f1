/* Zip packages and OLE compound files, through libgsf, under ceilings.
 *
 * BYTES are borrowed and must outlive the container. Names come from the file and are only
 * compared: none of them ever touches the file system. Errors are QzSourceErrors.
 */
#ifndef LIB_CONTAINER_H
#define LIB_CONTAINER_H

#include <gsf/gsf.h>
#include <libxml/tree.h>
#include <quanze/source.h>

G_BEGIN_DECLS

/* One part, unpacked. */
#define QZ_CONTAINER_MAX_PART ((gsize) 64 << 20)
/* A part above 1 MiB may be this many times the whole package. */
#define QZ_CONTAINER_MAX_RATIO 200
#define QZ_CONTAINER_MAX_ENTRIES 16384

typedef struct {
  GsfInfile *root;
  guint8    *copy;  /* of a package that had to be mended; NULL */
  char      *path;  /* for messages */
  gsize      len;   /* of the package */
} QzContainer;

QzContainer *qz_container_open_zip (const char *path, const guint8 *bytes, gsize len, GError **error);
QzContainer *qz_container_open_ole (const char *path, const guint8 *bytes, gsize len, GError **error);
void         qz_container_free (QzContainer *container);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzContainer, qz_container_free)

/* Whether a part NAME ("word/document.xml"; letter case is ignored) is there. */
gboolean qz_container_has (const QzContainer *container, const char *name);

/* The part's bytes. NULL without an error when there is no such part. */
GBytes *qz_container_part (const QzContainer *container, const char *name, GError **error);

/* The part as XML: no network, no entities, no DTD. NULL without an error when there is none. */
xmlDoc *qz_container_xml (const QzContainer *container, const char *name, GError **error);

/* The first target of relationship TYPE (its last word: "officeDocument") of PART ("" for the package),
 * as a part name. NULL when there is none. The caller's. */
char *qz_container_related (const QzContainer *container, const char *part, const char *type);

/* The same for the relationship with that ID (rId7). */
char *qz_container_target (const QzContainer *container, const char *part, const char *id);

/* BYTES as XML under the same rules; WHAT names it in messages. */
xmlDoc *qz_xml_parse (const char *path, const char *what, const void *bytes, gsize len, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GsfInput, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS

#endif
