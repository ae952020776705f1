#include "config.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile-zip.h>
#include <gsf/gsf-input-memory.h>
#include <libxml/parser.h>
#include <string.h>

#include "lib/read/container.h"

#define ZIP_TRAILER_SIZE 22
#define ZIP_ENTRY_SIZE 46

/* libgsf tells the world of every damaged block; here a damaged file is an error like any other. */
static void
say_nothing (const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer user_data)
{
}

static void
start_libraries (void)
{
  static gsize once;
  if (g_once_init_enter (&once))
    {
      static const char *const domains[] = { NULL, "libgsf", "libgsf:msole", "libgsf:zip" }; /* some come without a domain */
      gsf_init ();
      xmlInitParser ();
      for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
        g_log_set_handler (domains[i], G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL, say_nothing, NULL);
      g_once_init_leave (&once, 1);
    }
}

static guint32
number (const guint8 *at, guint n)
{
  guint32 value = 0;
  for (guint i = n; i-- > 0;)
    value = value << 8 | at[i];
  return value;
}

/* The trailer of a zip, which stands at its end before a comment; NULL when it has none. */
static const guint8 *
find_trailer (const guint8 *bytes, gsize len)
{
  gsize reach = MIN (len, 65535 + ZIP_TRAILER_SIZE);
  for (gsize back = ZIP_TRAILER_SIZE; back <= reach; back++)
    if (memcmp (bytes + len - back, "PK\5\6", 4) == 0)
      return bytes + len - back;
  return NULL;
}

static gboolean
is_moment (guint16 time, guint16 date)
{
  return g_date_valid_dmy (date & 31, (date >> 5) & 15, 1980 + (date >> 9)) && (time >> 11) < 24 && ((time >> 5) & 63) < 60
         && (time & 31) < 30;
}

/* Gives every entry whose time of change is none the first of 1980. libgsf complains aloud of them, and common
 * writers of workbooks leave that field empty. Returns a copy, the caller's, or NULL when all is well. */
static guint8 *
mend_times (const guint8 *bytes, gsize len, const guint8 *trailer)
{
  guint8 *copy = NULL;
  gsize at = number (trailer + 16, 4);
  for (guint n = number (trailer + 10, 2); n > 0 && at + ZIP_ENTRY_SIZE <= len && memcmp (bytes + at, "PK\1\2", 4) == 0; n--)
    {
      const guint8 *entry = bytes + at;
      if (!is_moment (number (entry + 12, 2), number (entry + 14, 2)))
        {
          if (copy == NULL)
            copy = g_memdup2 (bytes, len);
          memcpy (copy + at + 12, "\0\0\x21\0", 4);
        }
      at += ZIP_ENTRY_SIZE + number (entry + 28, 2) + number (entry + 30, 2) + number (entry + 32, 2);
    }
  return copy;
}

static QzContainer *
container_new (const char *path, gsize len, GsfInfile *root)
{
  QzContainer *container = g_new0 (QzContainer, 1);
  container->root = root;
  container->path = g_strdup (path);
  container->len = len;
  return container;
}

QzContainer *
qz_container_open_zip (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  const guint8 *trailer = find_trailer (bytes, len);
  guint entries = trailer != NULL ? number (trailer + 10, 2) : 0;
  if (trailer == NULL)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED,
                   "%s: 应为 ZIP 容器，没有找到其末尾的目录：文件被截断 (%" G_GSIZE_FORMAT " 字节)", path, len);
      return NULL;
    }
  /* libgsf builds its tree in quadratic time: a million entries must not reach it. */
  if (entries > QZ_CONTAINER_MAX_ENTRIES)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: ZIP 容器有 %u 个条目，上限 %d", path,
                   entries, QZ_CONTAINER_MAX_ENTRIES);
      return NULL;
    }
  start_libraries ();
  guint8 *copy = mend_times (bytes, len, trailer);
  g_autoptr (GsfInput) input = gsf_input_memory_new (copy != NULL ? copy : bytes, len, FALSE);
  g_autoptr (GError) fault = NULL;
  GsfInfile *root = gsf_infile_zip_new (input, &fault);
  if (root != NULL)
    {
      QzContainer *container = container_new (path, len, root);
      container->copy = copy;
      return container;
    }
  g_free (copy);
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 应为 ZIP 容器，目录损坏（%s）", path,
               fault != NULL ? fault->message : "?");
  return NULL;
}

QzContainer *
qz_container_open_ole (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  start_libraries ();
  g_autoptr (GsfInput) input = gsf_input_memory_new (bytes, len, FALSE);
  g_autoptr (GError) fault = NULL;
  GsfInfile *root = gsf_infile_msole_new (input, &fault);
  if (root != NULL)
    return container_new (path, len, root);
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 应为 OLE 复合文档，已损坏或被截断（%s）", path,
               fault != NULL ? fault->message : "?");
  return NULL;
}

void
qz_container_free (QzContainer *container)
{
  if (container == NULL)
    return;
  g_clear_object (&container->root);
  g_free (container->copy);
  g_free (container->path);
  g_free (container);
}

/* The child NAME of FOLDER; names of OPC parts and OLE streams do not tell case apart. */
static GsfInput *
child_of (GsfInfile *folder, const char *name)
{
  int n;
  GsfInput *child = gsf_infile_child_by_name (folder, name);
  if (child != NULL)
    return child;
  n = gsf_infile_num_children (folder);
  for (int i = 0; i < n; i++)
    {
      const char *other = gsf_infile_name_by_index (folder, i);
      if (other != NULL && g_ascii_strcasecmp (other, name) == 0)
        return gsf_infile_child_by_index (folder, i);
    }
  return NULL;
}

static GsfInput *
find_part (const QzContainer *container, const char *name)
{
  g_auto (GStrv) steps = g_strsplit (*name == '/' ? name + 1 : name, "/", 16);
  GsfInput *at = g_object_ref (GSF_INPUT (container->root));
  for (guint i = 0; steps[i] != NULL && at != NULL; i++)
    {
      GsfInput *child = GSF_IS_INFILE (at) ? child_of (GSF_INFILE (at), steps[i]) : NULL;
      g_object_unref (at);
      at = child;
    }
  return at;
}

gboolean
qz_container_has (const QzContainer *container, const char *name)
{
  g_autoptr (GsfInput) part = find_part (container, name);
  return part != NULL;
}

GBytes *
qz_container_part (const QzContainer *container, const char *name, GError **error)
{
  g_autoptr (GsfInput) part = find_part (container, name);
  gsf_off_t size;
  guint8 *bytes;
  if (part == NULL)
    return NULL;
  size = gsf_input_size (part);
  if (size < 0 || (gsize) size > QZ_CONTAINER_MAX_PART)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: 部件 %s 展开后超过上限 %d MiB",
                   container->path, name, (int) (QZ_CONTAINER_MAX_PART >> 20));
      return NULL;
    }
  if (size > 1 << 20 && (gsize) size / QZ_CONTAINER_MAX_RATIO > container->len)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: 部件 %s 展开后是文件本身的 %d 倍以上，疑为压缩炸弹",
                   container->path, name, QZ_CONTAINER_MAX_RATIO);
      return NULL;
    }
  bytes = g_malloc (size + 1);
  bytes[size] = 0;
  if (size > 0 && gsf_input_read (part, size, bytes) == NULL)
    {
      g_free (bytes);
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 部件 %s 损坏或被截断", container->path, name);
      return NULL;
    }
  return g_bytes_new_take (bytes, size);
}

xmlDoc *
qz_xml_parse (const char *path, const char *what, const void *bytes, gsize len, GError **error)
{
  xmlParserCtxt *parser;
  xmlDoc *doc;
  start_libraries ();
  parser = xmlNewParserCtxt ();
  doc = xmlCtxtReadMemory (parser, bytes, MIN (len, G_MAXINT), NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
  if (doc == NULL)
    {
      g_autofree char *why = g_strdup (parser->lastError.message != NULL ? parser->lastError.message : "?");
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: %s 第 %d 行不是合格的 XML（%s）", path, what,
                   parser->lastError.line, g_strstrip (why));
    }
  else if (doc->intSubset != NULL)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: %s 含有 DTD，Office 文档不得含有", path, what);
      xmlFreeDoc (g_steal_pointer (&doc));
    }
  xmlFreeParserCtxt (parser);
  return doc;
}

xmlDoc *
qz_container_xml (const QzContainer *container, const char *name, GError **error)
{
  gsize len;
  const void *data;
  g_autoptr (GBytes) bytes = qz_container_part (container, name, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &len);
  return qz_xml_parse (container->path, name, data, len, error);
}

/* word/document.xml + ../media/x → media/x; a leading / starts at the root. */
static char *
resolve_target (const char *part, const char *target)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  const char *slash = strrchr (part, '/');
  g_autofree char *joined =
    *target == '/' ? g_strdup (target + 1)
                   : g_strdup_printf ("%.*s%s", slash != NULL ? (int) (slash + 1 - part) : 0, part, target);
  g_auto (GStrv) split = g_strsplit (joined, "/", 32);
  for (guint i = 0; split[i] != NULL; i++)
    if (strcmp (split[i], "..") == 0)
      g_ptr_array_set_size (steps, MAX ((int) steps->len - 1, 0));
    else if (*split[i] != '\0' && strcmp (split[i], ".") != 0)
      g_ptr_array_add (steps, g_strdup (split[i]));
  g_ptr_array_add (steps, NULL);
  return g_strjoinv ("/", (char **) steps->pdata);
}

/* The target of the first relationship whose attribute NAME is, or as a type ends in, VALUE. */
static char *
find_related (const QzContainer *container, const char *part, const char *name, const char *value)
{
  const char *slash = strrchr (part, '/');
  g_autofree char *rels = g_strdup_printf ("%.*s_rels/%s.rels", slash != NULL ? (int) (slash + 1 - part) : 0, part,
                                           slash != NULL ? slash + 1 : part);
  g_autoptr (xmlDoc) doc = qz_container_xml (container, rels, NULL);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  char *found = NULL;
  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL && found == NULL; node = node->next)
    {
      xmlChar *is = xmlGetProp (node, BAD_CAST name);
      xmlChar *target = xmlGetProp (node, BAD_CAST "Target");
      const char *slash_is = is != NULL ? strrchr ((const char *) is, '/') : NULL;
      const char *last = slash_is != NULL ? slash_is + 1 : (const char *) is;
      if (last != NULL && target != NULL && strcmp (last, value) == 0)
        found = resolve_target (part, (const char *) target);
      xmlFree (is);
      xmlFree (target);
    }
  return found;
}

char *
qz_container_related (const QzContainer *container, const char *part, const char *type)
{
  return find_related (container, part, "Type", type);
}

char *
qz_container_target (const QzContainer *container, const char *part, const char *id)
{
  return find_related (container, part, "Id", id);
}
