#include "config.h"

#include <string.h>

#include "lib/read/sniff.h"

typedef struct {
  guint       at;     /* where the mark stands */
  guint       len;
  const char *mark;
  QzKind      kind;
  const char *name;
} Mark;

#define MARK(at, text, kind, name)                                                                                      \
  {                                                                                                                    \
    at, sizeof (text) - 1, text, kind, name                                                                            \
  }

static const Mark marks[] = {
  MARK (0, "PK\3\4", QZ_KIND_ZIP, "ZIP 压缩包"),
  MARK (0, "PK\5\6", QZ_KIND_OTHER, "空的 ZIP 压缩包"),
  MARK (0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", QZ_KIND_OLE, "OLE 复合文档"),
  MARK (0, "{\\rtf", QZ_KIND_RTF, "RTF 文档"),
  MARK (0, "\x09\x08\x10\x00\x00\x06\x05\x00", QZ_KIND_BIFF, "Excel 工作表流"),
  MARK (0, "\x09\x08\x08\x00\x00\x05\x05\x00", QZ_KIND_BIFF, "Excel 工作表流"),
  MARK (0, "\x89PNG\r\n", QZ_KIND_OTHER, "PNG 图像"),
  MARK (0, "\xFF\xD8\xFF", QZ_KIND_OTHER, "JPEG 图像"),
  MARK (0, "GIF87a", QZ_KIND_OTHER, "GIF 图像"),
  MARK (0, "GIF89a", QZ_KIND_OTHER, "GIF 图像"),
  MARK (0, "II*\0", QZ_KIND_OTHER, "TIFF 图像"),
  MARK (0, "MM\0*", QZ_KIND_OTHER, "TIFF 图像"),
  MARK (8, "WEBP", QZ_KIND_OTHER, "WebP 图像"),
  MARK (4, "ftyp", QZ_KIND_OTHER, "MP4/HEIF 媒体"),
  MARK (0, "ID3", QZ_KIND_OTHER, "MP3 音频"),
  MARK (0, "RIFF", QZ_KIND_OTHER, "RIFF 媒体"),
  MARK (0, "OggS", QZ_KIND_OTHER, "Ogg 媒体"),
  MARK (0, "\x1F\x8B\x08", QZ_KIND_OTHER, "gzip 压缩文件"),
  MARK (0, "BZh", QZ_KIND_OTHER, "bzip2 压缩文件"),
  MARK (0, "\xFD" "7zXZ", QZ_KIND_OTHER, "xz 压缩文件"),
  MARK (0, "\x28\xB5\x2F\xFD", QZ_KIND_OTHER, "zstd 压缩文件"),
  MARK (0, "7z\xBC\xAF\x27\x1C", QZ_KIND_OTHER, "7-Zip 压缩包"),
  MARK (0, "Rar!\x1A\x07", QZ_KIND_OTHER, "RAR 压缩包"),
  MARK (257, "ustar", QZ_KIND_OTHER, "tar 归档"),
  MARK (0, "\x7F" "ELF", QZ_KIND_OTHER, "ELF 程序"),
  MARK (0, "MZ\x90", QZ_KIND_OTHER, "Windows 程序"),
  MARK (0, "SQLite format 3", QZ_KIND_OTHER, "SQLite 数据库"),
  MARK (0, "%!PS", QZ_KIND_OTHER, "PostScript 文件"),
  MARK (0, "AT&TFORM", QZ_KIND_OTHER, "DjVu 文档"),
  MARK (0, "CAJ", QZ_KIND_OTHER, "CAJ 文档"),
  MARK (0, "\xDB\xA5", QZ_KIND_OTHER, "Word 2.0 文档"),
  MARK (0, "\x31\xBE\x00\x00", QZ_KIND_OTHER, "Windows Write 文档"),
};

/* A PDF may have rubbish before its mark (ISO 32000-1, annex H.3.4.1). */
#define PDF_REACH 1024

QzKind
qz_sniff_bytes (const guint8 *bytes, gsize len, const char **name)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (len >= marks[i].at + marks[i].len && memcmp (bytes + marks[i].at, marks[i].mark, marks[i].len) == 0)
      {
        *name = marks[i].name;
        return marks[i].kind;
      }
  if (memmem (bytes, MIN (len, PDF_REACH), "%PDF-", 5) != NULL)
    {
      *name = "PDF 文档";
      return QZ_KIND_PDF;
    }
  *name = "文本";
  return QZ_KIND_TEXT;
}

/* Elements that begin a page or a piece of one. */
static const char *const page_tags[] = { "!doctype html", "html", "head", "body", "meta", "title", "link", "script",
                                         "style", "table", "div", "p", "span", "font", "center", "h1", "h2", "h3",
                                         "br", "a", "base", "iframe", "ul", "section", "article", "!--[if", "%@" };

static gboolean
begins_tag (const char *text, const char *tag)
{
  gsize len = strlen (tag);
  return *text == '<' && g_ascii_strncasecmp (text + 1, tag, len) == 0 && !g_ascii_isalnum (text[1 + len]);
}

static const char *
skip_space (const char *text)
{
  for (;; text++)
    if (strncmp (text, "\xEF\xBB\xBF", 3) == 0)
      text += 2;
    else if (!g_ascii_isspace (*text))
      return text;
}

/* Behind any <!-- … --> and white space. */
static const char *
skip_comments (const char *text)
{
  for (;;)
    {
      const char *close;
      text = skip_space (text);
      if (strncmp (text, "<!--", 4) != 0 || (close = strstr (text, "-->")) == NULL)
        return text;
      text = close + 3;
    }
}

/* How far <html may stand behind some stray text. */
#define PAGE_REACH 4096

static gboolean
is_page (const char *text)
{
  const char *at = skip_comments (text);
  for (guint i = 0; i < G_N_ELEMENTS (page_tags); i++)
    if (begins_tag (at, page_tags[i]))
      return TRUE;
  for (gsize i = 0; i < PAGE_REACH && text[i] != '\0'; i++)
    if (begins_tag (text + i, "html") || begins_tag (text + i, "!doctype html"))
      return TRUE;
  return FALSE;
}

static gboolean
is_mhtml (const char *text)
{
  static const char *const headers[] = { "MIME-Version:", "From: ", "Content-Type: multipart/related", "Subject: " };
  g_autofree char *head = g_strndup (text, PAGE_REACH);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (g_ascii_strncasecmp (head, headers[i], strlen (headers[i])) == 0)
      return strcasestr (head, "\nContent-Type:") != NULL || strcasestr (head, "\nMIME-Version:") != NULL;
  return FALSE;
}

QzTextKind
qz_sniff_text (const char *text)
{
  const char *at = skip_space (text);
  if (*at == '{' || *at == '[')
    return QZ_TEXT_JSON;
  if (g_ascii_strncasecmp (at, "<?xml", 5) == 0 || g_ascii_strncasecmp (at, "<!DOCTYPE", 9) == 0)
    return is_page (at) ? QZ_TEXT_HTML : QZ_TEXT_XML;
  if (is_mhtml (at))
    return QZ_TEXT_MHTML;
  return is_page (at) ? QZ_TEXT_HTML : QZ_TEXT_PLAIN;
}

/* What follows NAME= in TAG, up to a quote, space or bracket. */
static char *
value_after (const char *tag, const char *name)
{
  const char *at = strcasestr (tag, name);
  gsize len;
  if (at == NULL)
    return NULL;
  at += strlen (name);
  at += strspn (at, " =\"'");
  len = strcspn (at, " \"'/>;?");
  return len > 0 && len <= 32 ? g_strndup (at, len) : NULL;
}

char *
qz_sniff_charset (const guint8 *bytes, gsize len)
{
  g_autofree char *head = len > 0 ? g_strndup ((const char *) bytes, MIN (len, PAGE_REACH)) : g_strdup ("");
  char *found = NULL;
  if (strncmp (skip_space (head), "<?xml", 5) == 0)
    {
      g_autofree char *declaration = g_strndup (head, strcspn (head, ">"));
      found = value_after (declaration, "encoding");
    }
  for (const char *at = head; found == NULL && (at = strcasestr (at, "<meta")) != NULL; at += 5)
    {
      g_autofree char *tag = g_strndup (at, strcspn (at, ">"));
      found = value_after (tag, "charset");
    }
  return found;
}
