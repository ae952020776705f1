#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>
#include <quanze/store.h>

#include "search/command.h"
#include "search/locate.h"

/* Back-links listed at most; the count is exact. */
#define LINKS_MAX 50

/* ---- what cites it ---- */

/* Records that link to the instrument KEY (EID NULL) or to its provision. */
static json_t *
back_links (QzEngine *engine, const char *key, const char *eid, gint64 *count, GError **error)
{
  g_autofree char *name = g_strconcat (QZ_T_LINK, key, eid != NULL ? "#" : NULL, eid, NULL);
  g_autofree char *term = qz_term_fit (name);
  g_autoptr (GPtrArray) records = qz_reader_list (engine->reader, term, 0, LINKS_MAX, error);
  json_t *list = json_array ();

  *count = records != NULL ? qz_reader_count (engine->reader, term, error) : -1;
  for (guint i = 0; *count >= 0 && i < records->len; i++) {
    char *copy = g_strdup (records->pdata[i]);
    g_autoptr (QzFound) citing = qz_found_new (engine, copy, strlen (copy), 0, NULL);
    g_autofree char *citation = citing != NULL ? qz_found_citation (citing) : NULL;

    if (citation != NULL)
      json_array_append_new (list, json_pack ("{s:s, s:s, s:s}", "id", citing->id, "kind", citing->kind, "citation", citation));
  }
  return list;
}

static json_t *
cited_by (QzEngine *engine, const QzPlace *place, gint64 *count, GError **error)
{
  const char *key = qz_found_string (place->found, "key");
  const char *eid = place->eid != NULL ? place->eid : qz_found_string (place->found, "eid");

  *count = 0;
  return key != NULL ? back_links (engine, key, eid, count, error) : json_array ();
}

/* ---- history ---- */

static json_t *
versions_to_json (QzEngine *engine, const char *key)
{
  g_autoptr (GPtrArray) versions = qz_timeline_versions (engine->timeline, key != NULL ? key : "");
  json_t *list = json_array ();

  for (guint i = 0; i < versions->len; i++) {
    const QzVersion *version = versions->pdata[i];

    json_array_append_new (list, json_pack ("{s:s, s:s, s:o, s:o}", "id", version->id, "status",
                                            qz_status_name (qz_version_status (version, engine->as_of)), "effective_from",
                                            qz_json_date (version->from), "effective_until", qz_json_date (version->until)));
  }
  return list;
}

/* ---- the text asked for ---- */

/* The unit's own stretch of the record's text; the caller's. */
static char *
text_of (const QzPlace *place)
{
  const json_t *unit;
  size_t i;

  if (place->eid != NULL)
    json_array_foreach (json_object_get (place->found->head, "units"), i, unit)
      if (g_strcmp0 (json_string_value (json_object_get (unit, "eid")), place->eid) == 0) {
        gsize start = (gsize) json_integer_value (json_object_get (unit, "start"));
        gsize end = (gsize) json_integer_value (json_object_get (unit, "end"));
        return g_strndup (place->found->text + start, end - start);
      }
  return g_strdup (place->found->text != NULL ? place->found->text : "");
}

static char *
citation_of (const QzPlace *place)
{
  const char *title = qz_found_string (place->found, "title");
  QzAddress address = { 0 };

  if (place->eid == NULL || title == NULL)
    return qz_found_citation (place->found);
  qz_address_from_eid (place->eid, &address);
  return qz_citation_format (title, &address);
}

/* ---- rendering ---- */

static json_t *
to_json (QzEngine *engine, const QzPlace *place, const char *text, json_t *back, gint64 n_back)
{
  json_t *out = json_object (), *base = qz_found_to_json (place->found, engine->as_of);
  g_autofree char *citation = citation_of (place);
  static const char *const extra[] = { "links", "units", "articles", "top", "counts", "front", "defects", "basis", "holder", "name", "subname", "category", "office", "window",
                                       "scope", "limits", "duties", "accountability", "grant", "mode_declared", "from_department", "basis_text", "source" };

  json_object_set_new (out, "schema", json_string ("quanze.show/1"));
  json_object_update (out, base);
  json_decref (base);
  json_object_set_new (out, "citation", json_string (citation));
  json_object_set_new (out, "text", json_string (text));
  for (guint i = 0; i < G_N_ELEMENTS (extra); i++) {
    json_t *value = json_object_get (place->found->head, extra[i]);
    if (value != NULL)
      json_object_set (out, extra[i], value);
  }
  json_object_set_new (out, "cited_by", json_pack ("{s:I, s:O}", "total", (json_int_t) n_back, "items", back));
  json_object_set_new (out, "versions", versions_to_json (engine, qz_found_string (place->found, "key")));
  return out;
}

static void
print_labelled (const char *label, const char *text)
{
  if (text != NULL && *text != '\0')
    printf ("%s%s\n", label, text);
}

static void
print_power (const QzFound *power)
{
  static const struct { const char *key, *label; } rows[] = {
    { "code", N_("编码：") }, { "category", N_("类型：") }, { "holder", N_("实施主体：") }, { "office", N_("承办机构：") },
    { "window", N_("办理窗口：") }, { "from_department", N_("下放部门：") }, { "scope", N_("行使范围：") },
    { "limits", N_("权限限制：") }, { "duties", N_("责任事项：") }, { "accountability", N_("监督方式：") },
    { "grant", N_("下放依据：") }, { "basis_text", N_("设定依据：") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    print_labelled (gettext (rows[i].label), qz_found_string (power, rows[i].key));
}

static void
print_versions (QzEngine *engine, const char *key)
{
  g_autoptr (GPtrArray) versions = qz_timeline_versions (engine->timeline, key != NULL ? key : "");

  if (versions->len < 2)
    return;
  puts (_("\n历史："));
  for (guint i = 0; i < versions->len; i++) {
    const QzVersion *version = versions->pdata[i];
    g_autofree char *from = qz_date_to_iso (version->from), *until = qz_date_to_iso (version->until);

    printf ("  %s  %s … %s  [%s]\n", version->id, from != NULL ? from : "?", until != NULL ? until : "",
            qz_status_name (qz_version_status (version, engine->as_of)));
  }
}

static void
print_text (QzEngine *engine, const QzPlace *place, const char *text, const json_t *back, gint64 n_back, gboolean markdown)
{
  g_autofree char *citation = citation_of (place);
  const QzFound *found = place->found;
  g_autofree char *from = found->version != NULL ? qz_date_to_iso (found->version->from) : NULL;
  const json_t *one;
  size_t i;

  printf ("%s%s", markdown ? "## " : "", citation);
  printf ("  [%s%s%s]\n\n", qz_status_name (qz_found_status (found, engine->as_of)), from != NULL ? _("，施行于 ") : "",
          from != NULL ? from : "");
  if (g_str_equal (found->kind, "power"))
    print_power (found);
  else
    printf ("%s\n", text);
  if (n_back > 0) {
    printf (_("\n引用它的有 %lld 处：\n"), (long long) n_back);
    json_array_foreach (back, i, one)
      printf ("  %s\n", json_string_value (json_object_get (one, "citation")));
  }
  print_versions (engine, qz_found_string (found, "key"));
}

/* ---- the command ---- */

static int
show (QzContext *context, QzEngine *engine, const char *what, GError **error)
{
  g_autoptr (QzPlace) place = qz_locate (engine, what, error);
  gint64 n_back = 0;

  if (place == NULL)
    return QZ_EXIT_FAILED;
  if (place->found == NULL) {
    fprintf (stderr, "quanze show: %s\n", place->why);
    return QZ_EXIT_NOTHING;
  }
  json_t *back = cited_by (engine, place, &n_back, error);
  if (n_back < 0) {
    json_decref (back);
    return QZ_EXIT_FAILED;
  }
  g_autofree char *text = text_of (place);
  if (context->format == QZ_FORMAT_JSON || context->format == QZ_FORMAT_JSONL) {
    json_t *out = to_json (engine, place, text, back, n_back);
    json_dumpf (out, stdout, JSON_COMPACT);
    putchar ('\n');
    json_decref (out);
  } else
    print_text (engine, place, text, back, n_back, context->format == QZ_FORMAT_MARKDOWN);
  json_decref (back);
  return QZ_EXIT_OK;
}

int
qz_cmd_show (QzContext *context, int argc, char **argv, GError **error)
{
  if (!qz_command_parse (context, "show", NULL, &argc, &argv, error))
    return QZ_EXIT_USAGE;
  if (argc == 0) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("请给一个引用、标题或 ID，例如 行政处罚法第二十四条"));
    return QZ_EXIT_USAGE;
  }
  if (context->format != QZ_FORMAT_TEXT && context->format != QZ_FORMAT_JSON && context->format != QZ_FORMAT_JSONL
      && context->format != QZ_FORMAT_MARKDOWN) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("show 现有的格式：text json markdown"));
    return QZ_EXIT_USAGE;
  }
  g_autoptr (QzEngine) engine = qz_engine_open (context, error);
  if (engine == NULL)
    return QZ_EXIT_INDEX;
  g_autofree char *what = g_strjoinv ("", argv);
  return show (context, engine, what, error);
}
