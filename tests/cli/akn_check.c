/* akn_check GRAMMAR < XML: whether it is well-formed, fits the RELAX NG grammar, names no eId twice, and has what its
 * local references (#…) point to. Says what is wrong, one line each; exit code 1 then. */
#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

static guint wrong;

static void
check_ids (const xmlNode *node, GHashTable *ids)
{
  for (; node != NULL; node = node->next) {
    char *eid = node->type == XML_ELEMENT_NODE ? (char *)xmlGetNoNsProp ((xmlNode *)node, BAD_CAST "eId") : NULL;
    if (eid != NULL && !g_hash_table_add (ids, eid)) {
      printf ("eId twice: %s\n", eid);
      wrong++;
    }
    check_ids (node->children, ids);
  }
}

static void
check_references (const xmlNode *node, GHashTable *ids)
{
  static const char *const names[] = { "href", "from", "upTo", "source", "includedIn" };

  for (; node != NULL; node = node->next) {
    for (guint i = 0; node->type == XML_ELEMENT_NODE && i < G_N_ELEMENTS (names); i++) {
      xmlChar *to = xmlGetNoNsProp ((xmlNode *)node, BAD_CAST names[i]);
      if (to != NULL && *to == '#' && !g_hash_table_contains (ids, (char *)to + 1)) {
        printf ("%s points nowhere: %s\n", node->name, to);
        wrong++;
      }
      xmlFree (to);
    }
    check_references (node->children, ids);
  }
}

/* Standard input; the caller's. */
static GString *
read_all (void)
{
  GString *all = g_string_new (NULL);
  char bytes[65536];
  size_t n;

  while ((n = fread (bytes, 1, sizeof bytes, stdin)) > 0)
    g_string_append_len (all, bytes, (gssize)n);
  return all;
}

/* The document against the grammar: 0 when it fits, or 2 with a complaint when there is no grammar to read. */
static int
fits (xmlDoc *doc, const char *path)
{
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (path);
  xmlRelaxNG *grammar = parser != NULL ? xmlRelaxNGParse (parser) : NULL;
  xmlRelaxNGValidCtxt *valid = grammar != NULL ? xmlRelaxNGNewValidCtxt (grammar) : NULL;

  if (valid == NULL) {
    puts ("no grammar");
  } else if (xmlRelaxNGValidateDoc (valid, doc) != 0) {
    puts ("does not fit the grammar");
    wrong++;
  }
  xmlRelaxNGFreeValidCtxt (valid);
  xmlRelaxNGFree (grammar);
  xmlRelaxNGFreeParserCtxt (parser);
  return valid != NULL ? 0 : 2;
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) text = read_all ();
  xmlDoc *doc = xmlReadMemory (text->str, (int)text->len, "stdin", NULL, XML_PARSE_NONET);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, xmlFree, NULL);
  int failed;

  if (doc == NULL || argc != 2) {
    puts (doc == NULL ? "not well-formed" : "which grammar?");
    xmlFreeDoc (doc);
    return 2;
  }
  failed = fits (doc, argv[1]);
  check_ids (xmlDocGetRootElement (doc), ids);
  check_references (xmlDocGetRootElement (doc), ids);
  xmlFreeDoc (doc);
  return failed != 0 ? failed : wrong > 0;
}
