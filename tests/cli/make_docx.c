/* make_docx TEXT DOCX: a paragraph a line, for tests that read one document in two formats. */
#include <gsf/gsf.h>
#include <gsf/gsf-outfile-zip.h>
#include <gsf/gsf-output-stdio.h>
#include <string.h>

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

static void
add_part (GsfOutput *folder, const char *name, const char *content)
{
  GsfOutput *part = gsf_outfile_new_child (GSF_OUTFILE (folder), name, FALSE);

  gsf_output_write (part, strlen (content), (const guint8 *)content);
  gsf_output_close (part);
  g_object_unref (part);
}

static void
add_in (GsfOutfile *zip, const char *folder, const char *name, const char *content)
{
  GsfOutput *inner = gsf_outfile_new_child (zip, folder, TRUE);

  add_part (inner, name, content);
  gsf_output_close (inner);
  g_object_unref (inner);
}

static char *
document_of (const char *text)
{
  GString *xml
    = g_string_new ("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *escaped = g_markup_escape_text (lines[i], -1);
    if (*escaped != '\0')
      g_string_append_printf (xml, "<w:p><w:r><w:t xml:space=\"preserve\">%s</w:t></w:r></w:p>", escaped);
  }
  g_string_append (xml, "</w:body></w:document>");
  return g_string_free (xml, FALSE);
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL, *document = NULL;
  GsfOutput *file
    = argc == 3 && g_file_get_contents (argv[1], &text, NULL, NULL) ? gsf_output_stdio_new (argv[2], NULL) : NULL;
  GsfOutfile *zip = file != NULL ? gsf_outfile_zip_new (file, NULL) : NULL;

  if (zip == NULL)
    return 1;
  document = document_of (text);
  add_in (zip, "_rels", ".rels",
          "<Relationships><Relationship Id=\"rId1\" Type=\"" REL
          "officeDocument\" Target=\"word/document.xml\"/></Relationships>");
  add_in (zip, "word", "document.xml", document);
  gsf_output_close (GSF_OUTPUT (zip));
  g_object_unref (zip);
  gsf_output_close (file);
  g_object_unref (file);
  return 0;
}
