#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/read/container.h"
#include "lib/read/draft.h"
#include "lib/read/read.h"
#include "lib/read/sniff.h"
#include <quanze/source.h>
#include <quanze/text.h>

G_DEFINE_QUARK (qz-source-error, qz_source_error)

#define EXPECTED "法规文本、网页、Office 文档、电子表格或 JSONL"

/* ---- spreadsheets ---- */

typedef GPtrArray *(*ReadSheets) (const char *path, const guint8 *bytes, gsize len, GError **error);

static QzSource *
read_sheets (ReadSheets read, const char *format, const char *path, const guint8 *bytes, gsize len, GError **error)
{
  GPtrArray *sheets = read (path, bytes, len, error);
  QzSource *source;
  if (sheets == NULL)
    return NULL;
  source = qz_draft_finish (qz_draft_new (), format, NULL);
  source->sheets = sheets;
  return source;
}

/* ---- containers ---- */

static QzSource *
refuse (const char *path, const char *found, GError **error)
{
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, "%s: 应为" EXPECTED "，实为%s", path, found);
  return NULL;
}

typedef struct {
  const char *part;
  const char *found;
} Tell;

static QzSource *
read_zip (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  static const Tell others[] = {
    { "ppt/presentation.xml", "PPTX 演示文稿" },
    { "xl/workbook.bin", "XLSB 二进制电子表格" },
    { "content.xml", "OpenDocument 文档 (ODT/ODS)" },
    { "META-INF/container.xml", "EPUB 电子书" },
    { "META-INF/MANIFEST.MF", "JAR 程序包" },
  };
  g_autofree char *main_part = NULL;
  g_autoptr (QzContainer) zip = qz_container_open_zip (path, bytes, len, error);
  if (zip == NULL)
    return NULL;
  main_part = qz_container_related (zip, "", "officeDocument");
  if (qz_container_has (zip, "xl/workbook.xml") || (main_part != NULL && g_str_has_prefix (main_part, "xl/")))
    return read_sheets (qz_read_xlsx, "xlsx", path, bytes, len, error);
  if (main_part != NULL && g_str_has_prefix (main_part, "word/"))
    return qz_read_docx (zip, main_part, error);
  if (qz_container_has (zip, "word/document.xml"))
    return qz_read_docx (zip, "word/document.xml", error);
  if (qz_container_has (zip, "OFD.xml"))
    return qz_read_ofd (zip, error);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (qz_container_has (zip, others[i].part))
      return refuse (path, others[i].found, error);
  return refuse (path, "ZIP 压缩包 (非 Office 文档)", error);
}

static QzSource *
read_ole (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  static const Tell others[] = {
    { "EncryptedPackage", "加密的 Office 文档" },
    { "PowerPoint Document", "PowerPoint 演示文稿" },
    { "__properties_version1.0", "Outlook 邮件" },
  };
  g_autoptr (QzContainer) ole = qz_container_open_ole (path, bytes, len, error);
  if (ole == NULL)
    return NULL;
  if (qz_container_has (ole, "WordDocument"))
    return qz_read_doc (ole, error);
  if (qz_container_has (ole, "Workbook") || qz_container_has (ole, "Book"))
    return read_sheets (qz_read_xls, "xls", path, bytes, len, error);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (qz_container_has (ole, others[i].part))
      return refuse (path, others[i].found, error);
  return refuse (path, "OLE 复合文档 (非 Word、Excel)", error);
}

/* ---- texts ---- */

static char *
decode (const char *path, const guint8 *bytes, gsize len, const char **encoding, GError **error)
{
  g_autofree char *hint = qz_sniff_charset (bytes, len);
  g_autoptr (GError) fault = NULL;
  char *text = qz_text_decode (bytes, len, hint, encoding, &fault);
  if (text != NULL)
    return text;
  if (g_error_matches (fault, QZ_TEXT_ERROR, QZ_TEXT_ERROR_ENCODING))
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_DAMAGED, "%s: 应为文本，%s", path, fault->message);
  else
    refuse (path, "二进制文件 (不明种类)", error);
  return NULL;
}

static gboolean
named (const char *path, const char *const *extensions)
{
  const char *dot = strrchr (path, '.');
  for (guint i = 0; dot != NULL && extensions[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0)
      return TRUE;
  return FALSE;
}

static const char *const markdown_names[] = { "md", "markdown", "mkd", NULL };
static const char *const csv_names[] = { "csv", "tsv", NULL };
static const char *const json_names[] = { "json", "geojson", NULL };
static const char *const record_names[] = { "jsonl", "ndjson", NULL };

/* Whether the first line is an object that has content. */
static gboolean
begins_with_record (const char *text)
{
  text += strspn (text, " \t\r\n");
  json_t *object = json_loadb (text, strcspn (text, "\n"), 0, NULL);
  gboolean is = json_is_string (json_object_get (object, "content"));
  json_decref (object);
  return is;
}

static gboolean
is_json (const char *text)
{
  json_t *value = json_loads (text, 0, NULL);
  json_decref (value);
  return value != NULL;
}

/* TEXT is taken over. */
static QzSource *
read_decoded (const char *path, char *text, const guint8 *bytes, gsize len, GError **error)
{
  g_autofree char *owned = text;
  QzTextKind kind = qz_sniff_text (text);
  if (named (path, record_names) || (kind == QZ_TEXT_JSON && begins_with_record (text)))
    return qz_read_records (path, text, error);
  if (kind == QZ_TEXT_JSON && qz_is_exchange_json (text))
    return read_sheets (qz_read_exchange_json, "json", path, (const guint8 *)text, strlen (text), error);
  if (kind == QZ_TEXT_XML && qz_is_exchange_xml (text))
    return read_sheets (qz_read_exchange_xml, "xml", path, bytes, len, error);
  if (kind == QZ_TEXT_JSON && (named (path, json_names) || is_json (text)))
    return refuse (path, " JSON 数据 (只收每行一条 {\"id\",\"name\",\"content\"} 的 JSONL)", error);
  if (kind == QZ_TEXT_HTML)
    return qz_read_html (path, text, error);
  if (kind == QZ_TEXT_MHTML)
    return qz_read_mhtml (path, bytes, len, error);
  if (kind == QZ_TEXT_XML)
    return refuse (path, " XML 数据", error);
  if (kind == QZ_TEXT_PLAIN && named (path, csv_names))
    return read_sheets (qz_read_csv, "csv", path, bytes, len, error);
  return qz_read_text (g_steal_pointer (&owned), named (path, markdown_names));
}

static QzSource *
read_text_kind (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  const char *encoding = NULL;
  QzSource *source;
  char *text = decode (path, bytes, len, &encoding, error);
  if (text == NULL)
    return NULL;
  source = read_decoded (path, text, bytes, len, error);
  if (source != NULL)
    source->encoding = encoding;
  return source;
}

/* ---- any file ---- */

static QzSource *
read_kind (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  const char *name = NULL;
  switch (qz_sniff_bytes (bytes, len, &name))
    {
    case QZ_KIND_ZIP:
      return read_zip (path, bytes, len, error);
    case QZ_KIND_OLE:
      return read_ole (path, bytes, len, error);
    case QZ_KIND_BIFF:
      return read_sheets (qz_read_xls, "xls", path, bytes, len, error);
    case QZ_KIND_TEXT:
      return read_text_kind (path, bytes, len, error);
    case QZ_KIND_PDF:
      return qz_read_pdf (path, bytes, len, error);
    case QZ_KIND_RTF:
      return qz_read_rtf (path, bytes, len, error);
    case QZ_KIND_OTHER:
      break;
    }
  return refuse (path, name, error);
}

static void
refuse_empty (const char *path, const char *found, GError **error)
{
  g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_EMPTY, "%s: 应为" EXPECTED "，%s", path, found);
}

QzSource *
qz_source_read_bytes (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  g_autoptr (QzSource) source = NULL;
  if (len == 0)
    {
      refuse_empty (path, "文件是空的", error);
      return NULL;
    }
  if (len > QZ_SOURCE_MAX_BYTES)
    {
      g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: 文件有 %" G_GSIZE_FORMAT " MiB，上限 %d MiB",
                   path, len >> 20, (int) (QZ_SOURCE_MAX_BYTES >> 20));
      return NULL;
    }
  source = read_kind (path, bytes, len, error);
  if (source == NULL)
    return NULL;
  source->path = g_strdup (path);
  if (source->blocks->len == 0 && source->sheets == NULL && source->imports == NULL)
    {
      refuse_empty (path, "里面没有文字", error);
      return NULL;
    }
  return g_steal_pointer (&source);
}

/* ---- files ---- */

static void
refuse_errno (const char *path, int code, GError **error)
{
  gboolean missing = code == ENOENT || code == ENOTDIR;
  g_set_error (error, QZ_SOURCE_ERROR, missing ? QZ_SOURCE_ERROR_MISSING : QZ_SOURCE_ERROR_UNREADABLE, "%s: %s（%s）",
               path, missing ? "没有这个文件" : "无法读取", g_strerror (code));
}

/* Opens PATH if it is a plain file of bearable size; -1. */
static int
open_plain (const char *path, gsize *size, GError **error)
{
  struct stat about;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0 || fstat (fd, &about) != 0)
    refuse_errno (path, errno, error);
  else if (S_ISDIR (about.st_mode))
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNREADABLE, "%s: 应为文件，实为目录", path);
  else if (!S_ISREG (about.st_mode))
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNREADABLE, "%s: 应为普通文件，实为设备、管道或套接字", path);
  else if ((guint64) about.st_size > QZ_SOURCE_MAX_BYTES)
    g_set_error (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_TOO_LARGE, "%s: 文件有 %" G_GUINT64_FORMAT " MiB，上限 %d MiB",
                 path, (guint64) about.st_size >> 20, (int) (QZ_SOURCE_MAX_BYTES >> 20));
  else
    {
      *size = about.st_size;
      return fd;
    }
  if (fd >= 0)
    close (fd);
  return -1;
}

QzSource *
qz_source_read (const char *path, GError **error)
{
  gsize size = 0, len = 0;
  int fd = open_plain (path, &size, error);
  if (fd < 0)
    return NULL;
  g_autofree guint8 *bytes = g_malloc (size + 1);
  while (len < size)
    {
      ssize_t got = read (fd, bytes + len, size - len);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          refuse_errno (path, errno, error);
          close (fd);
          return NULL;
        }
      if (got == 0)
        break;
      len += got;
    }
  close (fd);
  return qz_source_read_bytes (path, bytes, len, error);
}

void
qz_source_free (QzSource *source)
{
  if (source == NULL)
    return;
  g_free (source->path);
  g_free (source->text);
  g_clear_pointer (&source->blocks, g_array_unref);
  g_clear_pointer (&source->meta, g_hash_table_unref);
  g_clear_pointer (&source->sheets, g_ptr_array_unref);
  g_clear_pointer (&source->imports, g_ptr_array_unref);
  g_clear_pointer (&source->warnings, g_ptr_array_unref);
  g_free (source);
}
