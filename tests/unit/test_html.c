/* The HTML printer: whatever a text says, it stays text; and the messages that a page's words come from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <libxml/HTMLparser.h>

#include "search/messages.h"
#include "search/serve/html.h"

static const struct {
  const char *text, *escaped;
} TEXTS[] = {
  { "《土地管理法》第七十八条", "《土地管理法》第七十八条" },
  { "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;" },
  { "\" onmouseover=\"x", "&quot; onmouseover=&quot;x" },
  { "' & '", "&#39; &amp; &#39;" },
  { "&lt;", "&amp;lt;" },
  { "a\nb\tc", "a\nb\tc" },
  { "a\x01"
    "b\x7f",
    "a\xEF\xBF\xBD"
    "b\xEF\xBF\xBD" },
  { "甲\xE2\x80\xAE乙\xE2\x81\xA6丙", "甲乙丙" }, /* U+202E, U+2066: they would turn what follows */
  { "\xE2\x80\x9C引\xE2\x80\x9D", "“引”" },
  { "", "" },
};

static void
test_escape (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++) {
    GString *out = g_string_new (NULL);
    qz_html_escape (out, TEXTS[i].text, strlen (TEXTS[i].text));
    assert_string_equal (out->str, TEXTS[i].escaped);
    g_string_free (out, TRUE);
  }
}

static void
test_elements (void **state)
{
  QzHtml *html = qz_html_new ();
  gsize len;

  qz_html_open (html, "p", "class", "a\"b", "hidden", "", "title", NULL, NULL);
  qz_html_element (html, "a", "<b>", "href", "/?q=%22&x=1", NULL);
  qz_html_element (html, "i", NULL, NULL);
  qz_html_open (html, "input", "value", "", NULL);
  qz_html_printf (html, "%s %d", "<", 3);
  qz_html_open (html, "ul", NULL);
  qz_html_lines (html, " 一\n\n　二 \n");
  g_autofree char *text = qz_html_finish (html, &len); /* closes what is open */
  assert_string_equal (
    text, "<!DOCTYPE html>\n<p class=\"a&quot;b\" hidden><a href=\"/?q=%22&amp;x=1\">&lt;b&gt;</a><input value=\"\">"
          "&lt; 3<ul><p>一</p><p>　二</p></ul></p>\n");
  assert_int_equal (len, strlen (text));
}

static guint
count_elements (xmlNode *node, const char *name)
{
  guint n = 0;

  for (; node != NULL; node = node->next)
    n += (node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, name) == 0)
         + count_elements (node->children, name);
  return n;
}

/* A parser of the wild sees one paragraph and no script, whatever the text and attribute are. */
static void
test_hostile (void **state)
{
  static const char *const HOSTILE[]
    = { "</p><script>x()</script>", "\"><img src=x onerror=x()>", "<!--",           "]]>",
        "<![CDATA[<script>",        "</title><svg onload=x()>",   "javascript:x()", "\xF0\x9D\x94\x98<iframe>",
        "&#60;script&#62;" };

  for (guint i = 0; i < G_N_ELEMENTS (HOSTILE); i++) {
    QzHtml *html = qz_html_new ();
    gsize len;

    qz_html_element (html, "p", HOSTILE[i], "title", HOSTILE[i], NULL);
    g_autofree char *text = qz_html_finish (html, &len);
    htmlDocPtr doc
      = htmlReadMemory (text, (int)len, NULL, "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    xmlNode *root = xmlDocGetRootElement (doc);
    assert_int_equal (count_elements (root, "p"), 1);
    assert_int_equal (count_elements (root, "script") + count_elements (root, "img") + count_elements (root, "svg")
                        + count_elements (root, "iframe"),
                      0);
    xmlNode *p = root->children->children;
    xmlChar *content = xmlNodeGetContent (p), *title = xmlGetProp (p, (const xmlChar *)"title");
    assert_string_equal ((const char *)content, HOSTILE[i]);
    assert_string_equal ((const char *)title, HOSTILE[i]);
    xmlFree (content);
    xmlFree (title);
    xmlFreeDoc (doc);
  }
}

static void
test_messages (void **state)
{
  g_autofree char *folder
    = g_build_filename (g_getenv ("QUANZE_BUILD") != NULL ? g_getenv ("QUANZE_BUILD") : ".", "po", NULL);
  g_autofree char *file = g_build_filename (folder, "en", "LC_MESSAGES", "quanze.mo", NULL), *data = NULL;
  g_autofree char *work = g_dir_make_tmp ("quanze-XXXXXX", NULL),
                  *copy = g_build_filename (work, "en", "LC_MESSAGES", NULL);
  g_autofree char *damaged = g_build_filename (copy, "quanze.mo", NULL);
  gsize len;

  assert_null (qz_messages_open ("/nowhere", "en"));
  assert_string_equal (qz_messages_say (NULL, "委托"), "委托");
  if (!g_file_get_contents (file, &data, &len, NULL))
    skip (); /* built without gettext */
  g_autoptr (QzMessages) messages = qz_messages_open (folder, "en");
  assert_non_null (messages);
  assert_string_equal (qz_messages_say (messages, "实施主体"), "Holder");
  assert_string_equal (qz_messages_say (messages, "没有这一句"), "没有这一句");
  g_mkdir_with_parents (copy, 0700);
  for (gsize cut = 0; cut < len; cut += 1 + len / 97) { /* cut short anywhere: refused or read, never past its end */
    assert_true (g_file_set_contents (damaged, data, (gssize)cut, NULL));
    QzMessages *half = qz_messages_open (work, "en");
    qz_messages_say (half, "实施主体");
    qz_messages_free (half);
  }
}

int
main (void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_escape), cmocka_unit_test (test_elements),
                                      cmocka_unit_test (test_hostile), cmocka_unit_test (test_messages) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
