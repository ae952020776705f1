/* The pilot county's registry, read from the CSV and from a workbook made of it here: the
 * same items, field by field. The workbook has what spreadsheets have: a merged title row,
 * days as serial numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>
#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-memory.h>
#include <gsf/gsf-utils.h>
#include <quanze/power.h>

#define TITLE "棠宁县禾渡镇扩权强乡权力事项清单（2024年12月更新）"

static QzLexicon *lexicon;

static char *
registry_path (void)
{
  return g_build_filename (g_getenv ("QUANZE_SRC") != NULL ? g_getenv ("QUANZE_SRC") : ".", "corpus", "registry", "hedu-powers.csv", NULL);
}

static QzSource *
read_csv (void)
{
  g_autofree char *path = registry_path ();
  g_autoptr (GError) error = NULL;
  QzSource *source = qz_source_read (path, &error);

  assert_null (error);
  assert_non_null (source);
  return source;
}

static QzRegistry *
parse (const QzSource *source)
{
  g_autoptr (GError) error = NULL;
  QzRegistry *registry = qz_registry_parse (source, lexicon, &error);

  assert_null (error);
  assert_non_null (registry);
  return registry;
}

/* ---- the workbook ---- */

/* Days since 1899-12-30, as a workbook counts them; 0 when TEXT is no day. */
static guint
serial_of (const char *text)
{
  QzDate date;
  GDate day;

  if (text == NULL || ! qz_date_parse_iso (text, &date))
    return 0;
  g_date_set_dmy (&day, date % 100, date / 100 % 100, date / 10000);
  return g_date_get_julian (&day) - 693594;
}

static void
add_cell (GString *xml, guint row, guint column, const char *text)
{
  guint serial = serial_of (text);

  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (xml, "<c r=\"%c%u\" ", 'A' + column, row + 1);
  if (serial != 0) {
    g_string_append_printf (xml, "s=\"1\"><v>%u</v></c>", serial);
    return;
  }
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (xml, "t=\"inlineStr\"><is><t>%s</t></is></c>", escaped);
}

static char *
worksheet (const QzSheet *sheet)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                               "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");

  for (guint row = 0; row < sheet->n_rows; row++) {
    g_string_append_printf (xml, "<row r=\"%u\">", row + 1);
    for (guint column = 0; column < sheet->n_columns; column++)
      add_cell (xml, row, column, qz_sheet_cell (sheet, row, column));
    g_string_append (xml, "</row>");
  }
  g_string_append_printf (xml, "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:%c1\"/></mergeCells></worksheet>", 'A' + sheet->n_columns - 1);
  return g_string_free (xml, FALSE);
}

static void
add_part (GsfOutfile *folder, const char *name, const char *text)
{
  GsfOutput *part = gsf_outfile_new_child (folder, name, FALSE);

  assert_true (gsf_output_write (part, strlen (text), (const guint8 *) text));
  assert_true (gsf_output_close (part));
  g_object_unref (part);
}

static GsfOutfile *
add_folder (GsfOutfile *parent, const char *name)
{
  return GSF_OUTFILE (gsf_outfile_new_child (parent, name, TRUE));
}

static void
close_folder (GsfOutfile *folder)
{
  assert_true (gsf_output_close (GSF_OUTPUT (folder)));
  g_object_unref (folder);
}

static void
add_parts (GsfOutfile *zip, const char *sheet)
{
  static const char main_ns[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  static const char links[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  static const char package[] = "http://schemas.openxmlformats.org/package/2006";
  static const char types[] = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  g_autofree char *content = g_strdup_printf (
    "<Types xmlns=\"%s/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"%s.sheet.main+xml\"/>"
    "<Override PartName=\"/xl/styles.xml\" ContentType=\"%s.styles+xml\"/>"
    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"%s.worksheet+xml\"/></Types>", package, types, types, types);
  g_autofree char *root = g_strdup_printf ("<Relationships xmlns=\"%s/relationships\"><Relationship Id=\"r1\" Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", package, links);
  g_autofree char *book = g_strdup_printf ("<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"权力事项\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>", main_ns, links);
  g_autofree char *styles = g_strdup_printf ("<styleSheet xmlns=\"%s\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>", main_ns);
  g_autofree char *book_links = g_strdup_printf (
    "<Relationships xmlns=\"%s/relationships\"><Relationship Id=\"r1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"r2\" Type=\"%s/styles\" Target=\"styles.xml\"/></Relationships>", package, links, links);
  GsfOutfile *rels, *xl, *inner;

  add_part (zip, "[Content_Types].xml", content);
  rels = add_folder (zip, "_rels");
  add_part (rels, ".rels", root);
  close_folder (rels);
  xl = add_folder (zip, "xl");
  add_part (xl, "workbook.xml", book);
  add_part (xl, "styles.xml", styles);
  inner = add_folder (xl, "_rels");
  add_part (inner, "workbook.xml.rels", book_links);
  close_folder (inner);
  inner = add_folder (xl, "worksheets");
  add_part (inner, "sheet1.xml", sheet);
  close_folder (inner);
  close_folder (xl);
}

static QzSource *
read_workbook_of (const QzSheet *sheet)
{
  GsfOutput *memory = gsf_output_memory_new ();
  g_autoptr (GError) error = NULL;
  GsfOutfile *zip = gsf_outfile_zip_new (memory, &error);
  g_autofree char *xml = worksheet (sheet);
  QzSource *source;

  assert_null (error);
  add_parts (zip, xml);
  close_folder (zip);
  source = qz_source_read_bytes ("hedu-powers.xlsx", gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)), (gsize) gsf_output_size (memory), &error);
  assert_null (error);
  assert_non_null (source);
  g_object_unref (memory);
  return source;
}

/* ---- tests ---- */

static guint
count_mode (const QzRegistry *registry, QzMode mode)
{
  guint n = 0;

  for (guint i = 0; i < registry->powers->len; i++)
    n += ((const QzPower *) registry->powers->pdata[i])->mode_declared == mode;
  return n;
}

static void
test_figures (void **state)
{
  g_autoptr (QzSource) source = read_csv ();
  g_autoptr (QzRegistry) registry = parse (source);
  guint internal = 0, recalled = 0;

  (void) state;
  assert_string_equal (registry->title, TITLE);
  assert_int_equal (registry->powers->len, 70);
  assert_int_equal (count_mode (registry, QZ_MODE_ENTRUSTED), 27);
  assert_int_equal (count_mode (registry, QZ_MODE_AUTHORIZED), 26);
  assert_int_equal (count_mode (registry, QZ_MODE_DEVOLVED), 17);
  for (guint i = 0; i < registry->powers->len; i++) {
    const QzPower *power = registry->powers->pdata[i];
    assert_string_equal (power->holder, "禾渡镇人民政府");
    assert_int_equal (power->row, i + 3);
    internal += power->internal;
    recalled += power->valid_to == 20240630;
  }
  assert_int_equal (internal, 17);
  assert_int_equal (recalled, 3);
  assert_int_equal (registry->defects->len, 0);
}

static void
test_workbook (void **state)
{
  g_autoptr (QzSource) csv = read_csv ();
  g_autoptr (QzSource) xlsx = read_workbook_of (csv->sheets->pdata[0]);
  g_autoptr (QzRegistry) a = parse (csv);
  g_autoptr (QzRegistry) b = parse (xlsx);
  static const struct { const char *name; gsize at; } fields[] = {
#define FIELD(f) { #f, G_STRUCT_OFFSET (QzPower, f) }
    FIELD (code), FIELD (name), FIELD (category), FIELD (holder), FIELD (office), FIELD (window), FIELD (from_department), FIELD (scope),
    FIELD (limits), FIELD (duties), FIELD (accountability), FIELD (basis_text), FIELD (grant), FIELD (remark)
#undef FIELD
  };

  (void) state;
  assert_string_equal (xlsx->format, "xlsx");
  assert_string_equal (b->title, a->title);
  assert_int_equal (b->powers->len, a->powers->len);
  for (guint i = 0; i < a->powers->len; i++) {
    const QzPower *p = a->powers->pdata[i], *q = b->powers->pdata[i];
    for (guint j = 0; j < G_N_ELEMENTS (fields); j++) {
      const char *x = G_STRUCT_MEMBER (char *, p, fields[j].at), *y = G_STRUCT_MEMBER (char *, q, fields[j].at);
      if (g_strcmp0 (x, y) != 0)
        fail_msg ("%s, %s: %s != %s", p->code, fields[j].name, x, y);
    }
    assert_int_equal (p->mode_declared, q->mode_declared);
    assert_int_equal (p->internal, q->internal);
    assert_int_equal (p->row, q->row);
    assert_int_equal (p->valid_from, q->valid_from);
    assert_int_equal (p->valid_to, q->valid_to);
  }
}

static int
open_lexicon (void **state)
{
  (void) state;
  gsf_init ();
  lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  return lexicon == NULL;
}

static int
close_lexicon (void **state)
{
  (void) state;
  qz_lexicon_free (lexicon);
  gsf_shutdown ();
  return 0;
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_figures), cmocka_unit_test (test_workbook) };

  return cmocka_run_group_tests (tests, open_lexicon, close_lexicon);
}
