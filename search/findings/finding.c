#include "config.h"

#include <stdio.h>
#include <string.h>

#include <quanze/locale.h>

#include "search/findings/finding.h"
#include "search/found.h"

/* Words longer than this are cut in text output; JSON has them whole. Code points. */
#define SHOWN_MAX 160

/* ---- names ---- */

static const struct {
  const char *name, *chinese, *color;
} SEVERITIES[QZ_N_SEVERITIES] = {
  [QZ_SEVERITY_ERROR] = { "error", N_("错误"), "\033[31m" },
  [QZ_SEVERITY_WARNING] = { "warning", N_("警告"), "\033[33m" },
  [QZ_SEVERITY_NOTE] = { "note", N_("提示"), "\033[36m" },
};

/* clang-format off */
static const struct {
  const char *name;
  QzSeverity  severity;
  const char *sentence;
} CODES[QZ_N_FINDINGS] = {
  [QZ_FINDING_NO_SUCH_INSTRUMENT] = { "no-such-instrument", QZ_SEVERITY_NOTE,    N_("所引文件未入库，无法核对") },
  [QZ_FINDING_NO_SUCH_PROVISION]  = { "no-such-provision",  QZ_SEVERITY_ERROR,   N_("所引文件中没有这一条款") },
  [QZ_FINDING_RENUMBERED]         = { "renumbered",         QZ_SEVERITY_ERROR,   N_("所引内容现在是另一条") },
  [QZ_FINDING_QUOTE_DRIFT]        = { "quote-drift",        QZ_SEVERITY_WARNING, N_("引文与条文不一致") },
  [QZ_FINDING_REPEALED]           = { "repealed",           QZ_SEVERITY_ERROR,   N_("所引文件已经废止或者失效") },
  [QZ_FINDING_NOT_IN_FORCE]       = { "not-in-force",       QZ_SEVERITY_ERROR,   N_("所引文件当日尚未施行") },
  [QZ_FINDING_OLDER_VERSION]      = { "older-version",      QZ_SEVERITY_WARNING, N_("所引的是旧的文本") },
  [QZ_FINDING_NO_BASIS]           = { "no-basis",           QZ_SEVERITY_ERROR,   N_("没有写明依据") },
  [QZ_FINDING_BASIS_TOO_LOW]      = { "basis-too-low",      QZ_SEVERITY_ERROR,   N_("依据的效力层级不足以设定该权力") },
  [QZ_FINDING_COERCION_ENTRUSTED] = { "coercion-entrusted", QZ_SEVERITY_ERROR,   N_("行政强制措施权不得委托（行政强制法第十七条第一款）") },
  [QZ_FINDING_SUBDELEGATED]       = { "subdelegated",       QZ_SEVERITY_ERROR,   N_("受委托的权力不得再委托（行政处罚法第二十条第四款）") },
  [QZ_FINDING_GRANT_EXPIRED]      = { "grant-expired",      QZ_SEVERITY_ERROR,   N_("下放或者委托的期限已经届满") },
  [QZ_FINDING_RECALLED]           = { "recalled",           QZ_SEVERITY_ERROR,   N_("该权力已经收回") },
  [QZ_FINDING_OUT_OF_TERRITORY]   = { "out-of-territory",   QZ_SEVERITY_ERROR,   N_("所引地方性规定不适用于该地域") },
  [QZ_FINDING_SUPERIOR_CHANGED]   = { "superior-changed",   QZ_SEVERITY_NOTE,    N_("上位法后来修改过，所引规定可能需要重新核对") },
  [QZ_FINDING_MODE_UNSUPPORTED]   = { "mode-unsupported",   QZ_SEVERITY_ERROR,   N_("登记的行使方式没有依据支持") },
  [QZ_FINDING_GRANT_WITHOUT_BASIS] = { "grant-without-basis", QZ_SEVERITY_ERROR, N_("写有下放方式，没有写明下放或者委托的决定") },
  [QZ_FINDING_GRANT_INCOMPLETE]   = { "grant-incomplete",   QZ_SEVERITY_WARNING, N_("委托缺少应当载明的内容（行政处罚法第二十条第二款）") },
  [QZ_FINDING_GRANTOR_NOT_HOLDER] = { "grantor-not-holder", QZ_SEVERITY_WARNING, N_("交出权力的机关并不是依据所定的行使主体") },
  [QZ_FINDING_PROCEDURE]          = { "procedure",          QZ_SEVERITY_NOTE,    N_("程序事项需要核对") },
  [QZ_FINDING_DUPLICATE_HOLDER]   = { "duplicate-holder",   QZ_SEVERITY_WARNING, N_("同一事项登记了几个行使主体") },
  [QZ_FINDING_DUTY_WITHOUT_POWER] = { "duty-without-power", QZ_SEVERITY_WARNING, N_("有责任而没有相应的权力") },
  [QZ_FINDING_POWER_WITHOUT_DUTY] = { "power-without-duty", QZ_SEVERITY_NOTE,    N_("有权力而没有写明责任") },
  [QZ_FINDING_DANGLING_INTERNAL]  = { "dangling-internal",  QZ_SEVERITY_WARNING, N_("文件内部所指的条款不存在") },
  [QZ_FINDING_FINE_OUT_OF_RANGE]  = { "fine-out-of-range",  QZ_SEVERITY_ERROR,   N_("罚款数额不在所引条款的幅度以内") },
  [QZ_FINDING_LIGHTER_LAW]        = { "lighter-law",        QZ_SEVERITY_NOTE,    N_("行为时和决定时的规定不同，从旧兼从轻（行政处罚法第三十七条）") },
  [QZ_FINDING_CITATION_FORM]      = { "citation-form",      QZ_SEVERITY_NOTE,    N_("引用的写法不合规范") },
};
/* clang-format on */

const char *
qz_severity_name (QzSeverity severity)
{
  return SEVERITIES[severity].name;
}

const char *
qz_severity_chinese (QzSeverity severity)
{
  return _ (SEVERITIES[severity].chinese);
}

gboolean
qz_severity_from_name (const char *name, QzSeverity *severity)
{
  for (guint i = 0; name != NULL && i < QZ_N_SEVERITIES; i++)
    if (strcmp (SEVERITIES[i].name, name) == 0 || strcmp (SEVERITIES[i].chinese, name) == 0) {
      *severity = i;
      return TRUE;
    }
  return FALSE;
}

const char *
qz_finding_code_name (QzFindingCode code)
{
  return CODES[code].name;
}

gboolean
qz_finding_code_from_name (const char *name, QzFindingCode *code)
{
  for (guint i = 0; name != NULL && i < QZ_N_FINDINGS; i++)
    if (strcmp (CODES[i].name, name) == 0) {
      *code = i;
      return TRUE;
    }
  return FALSE;
}

QzSeverity
qz_finding_code_severity (QzFindingCode code)
{
  return CODES[code].severity;
}

const char *
qz_finding_code_sentence (QzFindingCode code)
{
  return _ (CODES[code].sentence);
}

/* ---- one finding ---- */

QzFinding *
qz_finding_new (QzFindingCode code)
{
  QzFinding *finding = g_new0 (QzFinding, 1);

  finding->code = code;
  finding->severity = CODES[code].severity;
  return finding;
}

void
qz_finding_free (QzFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->power);
  g_free (finding->subject);
  g_free (finding->at.path);
  g_free (finding->at.sheet);
  g_free (finding->at.words);
  g_free (finding->citation);
  g_free (finding->id);
  g_free (finding->says);
  g_free (finding->found);
  g_free (finding->suggest);
  g_free (finding);
}

static json_t *
place_json (const QzFinding *finding)
{
  json_t *at;

  if (finding->at.path == NULL)
    return json_null ();
  g_autofree char *path = g_utf8_make_valid (finding->at.path, -1); /* names of files are bytes */
  at = json_object ();
  json_object_set_new (at, "path", json_string (path));
  json_object_set_new (at, "start", finding->at.span ? json_integer ((json_int_t) finding->at.start) : json_null ());
  json_object_set_new (at, "end", finding->at.span ? json_integer ((json_int_t) finding->at.end) : json_null ());
  if (finding->at.row > 0) {
    json_object_set_new (at, "sheet", qz_json_string (finding->at.sheet));
    json_object_set_new (at, "row", json_integer (finding->at.row));
  }
  return at;
}

json_t *
qz_finding_to_json (const QzFinding *finding)
{
  const struct {
    const char *key, *value;
  } rest[] = { { "citation", finding->citation }, { "id", finding->id }, { "says", finding->says },
               { "found", finding->found },       { "suggest", finding->suggest } };
  json_t *out = json_pack ("{s:s, s:s, s:s}", "schema", "quanze.finding/1", "code", CODES[finding->code].name, "severity",
                           SEVERITIES[finding->severity].name);

  json_object_set_new (out, "power", qz_json_string (finding->power));
  json_object_set_new (out, "at", place_json (finding));
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    json_object_set_new (out, rest[i].key, qz_json_string (rest[i].value));
  return out;
}

/* ---- many ---- */

static int
by_severity (gconstpointer a, gconstpointer b)
{
  const QzFinding *x = *(QzFinding *const *) a, *y = *(QzFinding *const *) b;

  return x->severity != y->severity ? (x->severity < y->severity ? -1 : 1) : (x->code > y->code) - (x->code < y->code);
}

static void
print_line (json_t *object)
{
  json_dumpf (object, stdout, JSON_COMPACT);
  putchar ('\n');
  json_decref (object);
}

void
qz_findings_print (const GPtrArray *findings, json_t *head)
{
  json_t *items = json_array ();

  for (guint i = 0; i < findings->len; i++)
    if (head == NULL)
      print_line (qz_finding_to_json (findings->pdata[i]));
    else
      json_array_append_new (items, qz_finding_to_json (findings->pdata[i]));
  if (head != NULL) {
    json_t *all = json_pack ("{s:s, s:i}", "schema", "quanze.findings/1", "total", (int) findings->len);
    json_object_update (all, head);
    json_object_set (all, "items", items);
    json_decref (head);
    print_line (all);
  }
  json_decref (items);
}

void
qz_findings_sort (GPtrArray *findings)
{
  g_ptr_array_sort (findings, by_severity); /* GLib sorts pointers stably */
}

/* Up to MAX code points of TEXT on one line. */
static char *
shown (const char *text)
{
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    if (++n > SHOWN_MAX) {
      g_string_append (out, "…");
      break;
    }
    if (*p == '\n' || *p == '\r' || *p == '\t')
      g_string_append_c (out, ' ');
    else
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
  }
  return g_string_free (out, FALSE);
}

static void
append_line (GString *out, const char *label, const char *text)
{
  g_autofree char *line = text != NULL ? shown (text) : NULL;

  if (line != NULL)
    g_string_append_printf (out, "      %s：%s\n", label, line);
}

/* What findings must share to be shown as one. */
static char *
fold_key (const QzFinding *finding)
{
  const char *parts[] = { finding->citation, finding->says, finding->found, finding->suggest };
  GString *key = g_string_new (NULL);

  if (finding->power == NULL) /* places of a document are never folded */
    g_string_append_printf (key, "%" G_GSIZE_FORMAT "\x1f", finding->at.start);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (key, "%s\x1f", parts[i] != NULL ? parts[i] : "");
  return g_string_free (key, FALSE);
}

/* 第 12 行“…”: a line is what a person finds a place by; code points where it is not known. */
static void
append_place (GString *out, const QzFinding *finding)
{
  g_autofree char *words = finding->at.words != NULL ? shown (finding->at.words) : NULL;

  if (finding->at.line == 0) {
    g_string_append_printf (out, _("      · 第 %u–%u 字"), (guint) finding->at.start + 1, (guint) finding->at.end);
    return;
  }
  g_string_append_printf (out, _("      · 第 %u 行"), finding->at.line);
  if (words != NULL)
    g_string_append_printf (out, "“%s”", words);
}

static void
append_item (GString *out, const QzFinding *finding)
{
  if (finding->power != NULL)
    g_string_append_printf (out, "      · %s", finding->subject != NULL ? finding->subject : finding->power);
  else if (finding->at.span)
    append_place (out, finding);
  else
    return;
  if (finding->at.row > 0)
    g_string_append_printf (out, _("（%s 第 %u 行）"), finding->at.sheet != NULL ? finding->at.sheet : "", finding->at.row);
  g_string_append_c (out, '\n');
}

/* ALIKE: QzFinding*, all of one fold key. */
static void
append_alike (GString *out, const GPtrArray *alike, guint max_items)
{
  const QzFinding *first = alike->pdata[0];
  const char *head = first->citation != NULL ? first->citation : first->found;
  g_autofree char *line = shown (head != NULL ? head : qz_finding_code_sentence (first->code));

  g_string_append_printf (out, "    %s", line);
  if (alike->len > 1)
    g_string_append_printf (out, _("（%u 项）"), alike->len);
  g_string_append_c (out, '\n');
  append_line (out, _("写的是"), first->says);
  append_line (out, _("查得"), first->citation != NULL ? first->found : NULL);
  append_line (out, _("可改为"), first->suggest);
  for (guint i = 0; i < alike->len; i++) {
    if (max_items > 0 && i == max_items) {
      g_string_append_printf (out, _("      · 另有 %u 项\n"), alike->len - i);
      break;
    }
    append_item (out, alike->pdata[i]);
  }
}

/* The findings from FROM to TO, all of one code and severity, folded in the order of each first one. */
static void
append_code (GString *out, const GPtrArray *findings, guint from, guint to, guint max_items)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = from; i < to; i++) {
    char *key = fold_key (findings->pdata[i]);
    GPtrArray *alike = g_hash_table_lookup (groups, key);
    if (alike == NULL) {
      alike = g_ptr_array_new ();
      g_ptr_array_add (order, alike);
      g_hash_table_insert (groups, key, alike);
    } else {
      g_free (key);
    }
    g_ptr_array_add (alike, findings->pdata[i]);
  }
  for (guint i = 0; i < order->len; i++)
    append_alike (out, order->pdata[i], max_items);
}

char *
qz_findings_to_text (const GPtrArray *findings, guint max_items, gboolean color)
{
  GString *out = g_string_new (NULL);

  for (guint from = 0, to; from < findings->len; from = to) {
    const QzFinding *first = findings->pdata[from];
    for (to = from + 1; to < findings->len && by_severity (&findings->pdata[from], &findings->pdata[to]) == 0;)
      to++;
    g_string_append_printf (out, "%s%s%s%s %s（%s，%u）\n", out->len > 0 ? "\n" : "", color ? SEVERITIES[first->severity].color : "",
                            qz_severity_chinese (first->severity), color ? "\033[0m" : "", qz_finding_code_sentence (first->code),
                            CODES[first->code].name, to - from);
    append_code (out, findings, from, to, max_items);
  }
  return g_string_free (out, FALSE);
}
