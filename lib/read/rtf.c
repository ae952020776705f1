/* Rich Text Format 1.9: groups, control words, bytes in the code page of the font. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "lib/read/draft.h"
#include "lib/read/read.h"
#include "lib/read/table_row.h"
#include <quanze/text.h>

#define MAX_DEPTH 256
#define MAX_FONTS 4096
#define MAX_WORD 32
#define HEADING_BYTES 240

/* What a group takes over from the one around it. */
typedef struct {
  gboolean skip, hidden, centered, in_table, fonts;
  int      font, unicode_skip, outline;
} Group;

typedef struct {
  const char *at, *end;
  QzDraft    *draft;
  Group       groups[MAX_DEPTH];
  int         depth;
  int         beyond;        /* groups nested too deep, skipped */
  int         skip_next;     /* characters that stand in for a \\u */
  gunichar    lead;          /* first half of a surrogate pair */
  const char *page;          /* code page of the document */
  const char *encoding;      /* of the bytes gathered */
  GHashTable *charsets;      /* font → code page, static */
  GByteArray *bytes;         /* not yet decoded */
  GString    *text;
  GPtrArray  *cell, *cells;
} Rtf;

static Group *
top (Rtf *rtf)
{
  return &rtf->groups[rtf->depth];
}

/* ---- characters ---- */

static void
flush_bytes (Rtf *rtf)
{
  gsize len = 0;
  g_autofree char *text = NULL;
  if (rtf->bytes->len == 0)
    return;
  text = g_convert_with_fallback ((const char *) rtf->bytes->data, rtf->bytes->len, "UTF-8",
                                  rtf->encoding != NULL ? rtf->encoding : "GB18030", "?", NULL, &len, NULL);
  if (text != NULL)
    g_string_append_len (rtf->text, text, len);
  else
    g_string_append (rtf->text, "\xEF\xBF\xBD");
  g_byte_array_set_size (rtf->bytes, 0);
}

static const char *
code_page (int number)
{
  static const struct {
    int         number;
    const char *name;
  } pages[] = { { 936, "GB18030" }, { 54936, "GB18030" }, { 950, "BIG5" }, { 932, "CP932" }, { 949, "CP949" },
                { 1250, "CP1250" }, { 1251, "CP1251" },   { 1252, "CP1252" }, { 65001, "UTF-8" } };
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].number == number)
      return pages[i].name;
  return NULL;
}

static const char *
charset_page (int charset)
{
  switch (charset)
    {
    case 134:
      return "GB18030";
    case 136:
      return "BIG5";
    case 128:
      return "CP932";
    case 129:
      return "CP949";
    case 0:
      return "CP1252";
    default:
      return NULL;
    }
}

static gboolean
is_silent (Rtf *rtf)
{
  return rtf->beyond > 0 || top (rtf)->skip || top (rtf)->hidden || top (rtf)->fonts;
}

static void
add_byte (Rtf *rtf, guint8 byte)
{
  const char *encoding;
  if (rtf->skip_next > 0)
    {
      rtf->skip_next--;
      return;
    }
  if (is_silent (rtf))
    return;
  encoding = g_hash_table_lookup (rtf->charsets, GINT_TO_POINTER (top (rtf)->font));
  if (encoding == NULL)
    encoding = rtf->page;
  if (encoding != rtf->encoding && rtf->bytes->len > 0)
    flush_bytes (rtf);
  rtf->encoding = encoding;
  g_byte_array_append (rtf->bytes, &byte, 1);
}

static void
add_unicode (Rtf *rtf, gunichar c)
{
  rtf->skip_next = top (rtf)->unicode_skip;
  if (is_silent (rtf))
    return;
  flush_bytes (rtf);
  if (c >= 0xD800 && c < 0xDC00)
    rtf->lead = c;
  else if (c >= 0xDC00 && c < 0xE000)
    {
      if (rtf->lead != 0)
        g_string_append_unichar (rtf->text, 0x10000 + ((rtf->lead - 0xD800) << 10) + (c - 0xDC00));
      rtf->lead = 0;
    }
  else if (c >= ' ' && c < 0xFFFE)
    g_string_append_unichar (rtf->text, c);
}

static void
add_literal (Rtf *rtf, const char *text)
{
  if (is_silent (rtf))
    return;
  flush_bytes (rtf);
  g_string_append (rtf->text, text);
}

/* ---- paragraphs and rows ---- */

static GPtrArray *
new_cell (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static void
end_row (Rtf *rtf)
{
  if (rtf->cell->len > 0)
    {
      g_ptr_array_add (rtf->cells, rtf->cell);
      rtf->cell = new_cell ();
    }
  if (rtf->cells->len > 0)
    qz_table_row_add (rtf->draft, rtf->cells);
  g_ptr_array_set_size (rtf->cells, 0);
}

static void
end_paragraph (Rtf *rtf)
{
  Group *group = top (rtf);
  QzBlock like = { .kind = QZ_BLOCK_LINE, .centered = group->centered };
  if (is_silent (rtf))
    return;
  flush_bytes (rtf);
  if (!group->in_table && (rtf->cells->len > 0 || rtf->cell->len > 0))
    end_row (rtf);
  if (rtf->text->str[qz_text_space_span (rtf->text->str)] == '\0')
    ;
  else if (group->in_table)
    g_ptr_array_add (rtf->cell, g_strdup (rtf->text->str));
  else
    {
      if (group->outline >= 0 && group->outline < 9 && rtf->text->len <= HEADING_BYTES && !g_str_has_suffix (rtf->text->str, "。"))
        {
          like.kind = QZ_BLOCK_HEADING;
          like.level = group->outline + 1;
        }
      qz_draft_add (rtf->draft, rtf->text->str, rtf->text->len, &like);
    }
  g_string_truncate (rtf->text, 0);
}

static void
end_cell (Rtf *rtf)
{
  if (is_silent (rtf))
    return;
  top (rtf)->in_table = TRUE;
  end_paragraph (rtf);
  g_ptr_array_add (rtf->cells, rtf->cell);
  rtf->cell = new_cell ();
}

/* ---- control words ---- */

typedef enum { SKIP, PARAGRAPH, LINE, CELL, ROW, TAB, PLAIN, PARAGRAPH_DEFAULT, CENTER, NOT_CENTER, IN_TABLE, HIDDEN, OUTLINE,
               FONT, UNICODE, UNICODE_SKIP, CODE_PAGE, FONT_TABLE, CHARSET, BINARY, LITERAL } Action;

static const struct {
  const char *word;
  Action      action;
  const char *literal;
} words[] = {
  { "par", PARAGRAPH, NULL },      { "sect", PARAGRAPH, NULL },     { "page", PARAGRAPH, NULL },   { "line", LINE, NULL },
  { "cell", CELL, NULL },          { "nestcell", CELL, NULL },      { "row", ROW, NULL },          { "nestrow", ROW, NULL },
  { "tab", TAB, NULL },            { "plain", PLAIN, NULL },        { "pard", PARAGRAPH_DEFAULT, NULL }, { "qc", CENTER, NULL },
  { "ql", NOT_CENTER, NULL },      { "qr", NOT_CENTER, NULL },      { "qj", NOT_CENTER, NULL },    { "intbl", IN_TABLE, NULL },
  { "v", HIDDEN, NULL },           { "deleted", HIDDEN, NULL },     { "outlinelevel", OUTLINE, NULL }, { "f", FONT, NULL },
  { "u", UNICODE, NULL },          { "uc", UNICODE_SKIP, NULL },    { "ansicpg", CODE_PAGE, NULL }, { "fonttbl", FONT_TABLE, NULL },
  { "fcharset", CHARSET, NULL },   { "bin", BINARY, NULL },         { "emdash", LITERAL, "—" },    { "endash", LITERAL, "–" },
  { "lquote", LITERAL, "‘" },      { "rquote", LITERAL, "’" },      { "ldblquote", LITERAL, "“" }, { "rdblquote", LITERAL, "”" },
  { "bullet", LITERAL, "•" },      { "colortbl", SKIP, NULL },      { "stylesheet", SKIP, NULL },  { "info", SKIP, NULL },
  { "pict", SKIP, NULL },          { "object", SKIP, NULL },        { "fldinst", SKIP, NULL },     { "footnote", SKIP, NULL },
  { "header", SKIP, NULL },        { "headerl", SKIP, NULL },       { "headerr", SKIP, NULL },     { "headerf", SKIP, NULL },
  { "footer", SKIP, NULL },        { "footerl", SKIP, NULL },       { "footerr", SKIP, NULL },     { "footerf", SKIP, NULL },
  { "listtable", SKIP, NULL },     { "listoverridetable", SKIP, NULL }, { "revtbl", SKIP, NULL },  { "filetbl", SKIP, NULL },
  { "annotation", SKIP, NULL },    { "bkmkstart", SKIP, NULL },     { "bkmkend", SKIP, NULL },     { "xe", SKIP, NULL },
  { "tc", SKIP, NULL },            { "nonesttables", SKIP, NULL },  { "themedata", SKIP, NULL },   { "datastore", SKIP, NULL },
};

static void
set_font (Rtf *rtf, int font)
{
  top (rtf)->font = font;
}

static void
set_charset (Rtf *rtf, int charset)
{
  const char *page = charset_page (charset);
  if (top (rtf)->fonts && page != NULL && g_hash_table_size (rtf->charsets) < MAX_FONTS)
    g_hash_table_replace (rtf->charsets, GINT_TO_POINTER (top (rtf)->font), (gpointer) page);
}

static void
skip_binary (Rtf *rtf, int n)
{
  rtf->at += CLAMP (n, 0, rtf->end - rtf->at);
}

static void
act (Rtf *rtf, guint index, gboolean has_value, int value)
{
  Group *group = top (rtf);
  switch (words[index].action)
    {
    case SKIP:
      group->skip = TRUE;
      break;
    case PARAGRAPH:
      end_paragraph (rtf);
      break;
    case LINE:
      add_literal (rtf, "\n");
      break;
    case CELL:
      end_cell (rtf);
      break;
    case ROW:
      end_row (rtf);
      break;
    case TAB:
      add_literal (rtf, "\t");
      break;
    case PLAIN:
      group->hidden = FALSE;
      break;
    case PARAGRAPH_DEFAULT:
      group->centered = group->in_table = FALSE;
      group->outline = -1;
      break;
    case CENTER:
      group->centered = TRUE;
      break;
    case NOT_CENTER:
      group->centered = FALSE;
      break;
    case IN_TABLE:
      group->in_table = TRUE;
      break;
    case HIDDEN:
      group->hidden = !has_value || value != 0;
      break;
    case OUTLINE:
      group->outline = value;
      break;
    case FONT:
      set_font (rtf, value);
      break;
    case UNICODE:
      add_unicode (rtf, (guint16) value);
      break;
    case UNICODE_SKIP:
      group->unicode_skip = CLAMP (value, 0, 8);
      break;
    case CODE_PAGE:
      rtf->page = code_page (value);
      break;
    case FONT_TABLE:
      group->fonts = TRUE;
      break;
    case CHARSET:
      set_charset (rtf, value);
      break;
    case BINARY:
      skip_binary (rtf, value);
      break;
    case LITERAL:
      add_literal (rtf, words[index].literal);
      break;
    }
}

/* A control word: letters, perhaps a number, perhaps one space that belongs to it. */
static void
read_word (Rtf *rtf)
{
  char word[MAX_WORD + 1];
  gsize n = 0;
  gboolean has_value, negative = FALSE;
  gint64 value = 0;
  while (rtf->at < rtf->end && g_ascii_isalpha (*rtf->at) && n < MAX_WORD)
    word[n++] = *rtf->at++;
  word[n] = '\0';
  if (rtf->at + 1 < rtf->end && *rtf->at == '-' && g_ascii_isdigit (rtf->at[1]))
    {
      negative = TRUE;
      rtf->at++;
    }
  has_value = rtf->at < rtf->end && g_ascii_isdigit (*rtf->at);
  for (; rtf->at < rtf->end && g_ascii_isdigit (*rtf->at); rtf->at++)
    value = MIN (value * 10 + (*rtf->at - '0'), G_MAXINT);
  if (rtf->at < rtf->end && *rtf->at == ' ')
    rtf->at++;
  if (rtf->beyond > 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i].word) == 0)
      {
        act (rtf, i, has_value, negative ? -value : value);
        return;
      }
}

/* What follows a backslash. */
static void
read_control (Rtf *rtf)
{
  char c = *rtf->at;
  if (g_ascii_isalpha (c))
    {
      read_word (rtf);
      return;
    }
  rtf->at++;
  if (c == '\'' && rtf->at + 1 < rtf->end && g_ascii_isxdigit (rtf->at[0]) && g_ascii_isxdigit (rtf->at[1]))
    {
      add_byte (rtf, g_ascii_xdigit_value (rtf->at[0]) << 4 | g_ascii_xdigit_value (rtf->at[1]));
      rtf->at += 2;
    }
  else if (c == '*')
    top (rtf)->skip = TRUE;
  else if (c == '\n' || c == '\r')
    end_paragraph (rtf);
  else if (c == '~')
    add_literal (rtf, " ");
  else if (c == '_')
    add_literal (rtf, "-");
  else if (strchr ("{}\\", c) != NULL)
    add_byte (rtf, c);
}

static void
open_group (Rtf *rtf)
{
  rtf->skip_next = 0;
  if (rtf->beyond > 0 || rtf->depth + 1 >= MAX_DEPTH)
    {
      rtf->beyond++;
      return;
    }
  rtf->groups[rtf->depth + 1] = rtf->groups[rtf->depth];
  rtf->depth++;
}

static void
close_group (Rtf *rtf)
{
  rtf->skip_next = 0;
  if (rtf->beyond > 0)
    rtf->beyond--;
  else if (rtf->depth > 0)
    rtf->depth--;
}

static void
read_all (Rtf *rtf)
{
  while (rtf->at < rtf->end)
    {
      char c = *rtf->at++;
      if (c == '{')
        open_group (rtf);
      else if (c == '}')
        close_group (rtf);
      else if (c == '\\' && rtf->at < rtf->end)
        read_control (rtf);
      else if (c != '\n' && c != '\r' && c != '\0')
        add_byte (rtf, c);
    }
}

QzSource *
qz_read_rtf (const char *path, const guint8 *bytes, gsize len, GError **error)
{
  Rtf *rtf = g_new0 (Rtf, 1);
  QzDraft *draft = rtf->draft = qz_draft_new ();
  rtf->at = (const char *) bytes;
  rtf->end = rtf->at + len;
  rtf->groups[0] = (Group) { .unicode_skip = 1, .outline = -1, .font = -1 };
  rtf->charsets = g_hash_table_new (NULL, NULL);
  rtf->bytes = g_byte_array_new ();
  rtf->text = g_string_new (NULL);
  rtf->cell = new_cell ();
  rtf->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  read_all (rtf);
  if (rtf->depth > 0)
    qz_draft_warn (draft, "truncated", draft->text->len, "文件在一个组的中间结束，可能被截断");
  rtf->depth = rtf->beyond = 0;
  end_paragraph (rtf);
  end_row (rtf);
  g_hash_table_unref (rtf->charsets);
  g_byte_array_unref (rtf->bytes);
  g_string_free (rtf->text, TRUE);
  g_ptr_array_unref (rtf->cell);
  g_ptr_array_unref (rtf->cells);
  g_free (rtf);
  return qz_draft_finish (draft, "rtf", NULL);
}
