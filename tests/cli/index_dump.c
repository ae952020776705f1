/* index_dump DIR: all that an index holds, in an order that does not depend on how it came about:
 * records, terms with their record counts, metadata. For the tests that compare two indexes. */
#include <stdio.h>
#include <string.h>

#include <quanze/store.h>

static int
by_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
dump_records (QzReader *reader, GError **error)
{
  static const char *const kinds[] = { QZ_T_KIND "instrument", QZ_T_KIND "provision", QZ_T_KIND "power" };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
    g_autoptr (GPtrArray) list = qz_reader_list (reader, kinds[k], 0, 0, error);
    if (list == NULL)
      return FALSE;
    g_ptr_array_sort (list, by_text);
    for (guint i = 0; i < list->len; i++)
      printf ("record %s\n", (const char *) list->pdata[i]);
  }
  return TRUE;
}

static gboolean
dump_terms (QzReader *reader, GError **error)
{
  g_autoptr (GPtrArray) terms = qz_reader_terms (reader, "", 0, error);

  for (guint i = 0; terms != NULL && i < terms->len; i++)
    printf ("term %s %u\n", ((const QzTermCount *) terms->pdata[i])->term, ((const QzTermCount *) terms->pdata[i])->count);
  return terms != NULL;
}

static gboolean
dump_metadata (QzReader *reader, GError **error)
{
  g_autoptr (GPtrArray) keys = qz_reader_metadata_keys (reader, "", error);

  for (guint i = 0; keys != NULL && i < keys->len; i++) {
    if (((const char *) keys->pdata[i])[0] == '_')
      continue;   /* revision and the like */
    g_autofree char *value = qz_reader_get_metadata (reader, keys->pdata[i], NULL, error);
    printf ("metadata %s %s\n", (const char *) keys->pdata[i], value);
  }
  return keys != NULL;
}

int
main (int argc, char **argv)
{
  const char *const    dirs[] = { argc == 2 ? argv[1] : "", NULL };
  g_autoptr (GError)   error = NULL;
  g_autoptr (QzReader) reader = qz_reader_open (dirs, &error);

  if (reader != NULL && dump_records (reader, &error) && dump_terms (reader, &error) && dump_metadata (reader, &error))
    return 0;
  fprintf (stderr, "index_dump: %s\n", error->message);
  return 1;
}
