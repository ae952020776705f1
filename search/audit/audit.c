#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/audit/audit.h"

/* ---- findings ---- */

static char *
subject_of (const QzFound *power)
{
  const char *code = qz_found_string (power, "code"), *name = qz_found_string (power, "name"), *sub = qz_found_string (power, "subname");
  const char *holder = qz_found_string (power, "holder");
  GString *out = g_string_new (NULL);

  if (code != NULL)
    g_string_append_printf (out, "%s ", code);
  g_string_append (out, name != NULL ? name : power->id);
  if (sub != NULL)
    g_string_append_printf (out, "：%s", sub);
  if (holder != NULL)
    g_string_append_printf (out, "，%s", holder);
  for (char *p = out->str; *p != '\0'; p++)
    if (*p == '\n' || *p == '\r' || *p == '\t')
      *p = ' ';
  return g_string_free (out, FALSE);
}

QzFinding *
qz_audit_add_to (QzAudit *audit, const QzFound *power, QzFindingCode code)
{
  const json_t *source = json_object_get (power->head, "source");
  QzFinding *finding = qz_finding_new (code);

  finding->power = g_strdup (power->id);
  finding->subject = subject_of (power);
  finding->at.path = g_strdup (qz_json_text (source, "path"));
  finding->at.sheet = g_strdup (qz_json_text (source, "sheet"));
  finding->at.row = (guint) json_integer_value (json_object_get (source, "row"));
  g_ptr_array_add (audit->findings, finding);
  return finding;
}

QzFinding *
qz_audit_add (QzAudit *audit, QzFindingCode code)
{
  return qz_audit_add_to (audit, audit->power, code);
}

/* ---- the items ---- */

typedef struct {
  QzAudit  audit;
  GError **error;
  gboolean failed;
} Walk;

/* The registry says so, by dates or in words. */
static gboolean
is_over (const QzFound *power, QzStatus status)
{
  return status == QZ_STATUS_REPEALED || qz_power_view_ended (power) || qz_audit_declared (power) == QZ_MODE_RECALLED;
}

static gboolean
look_into (QzAudit *audit, GError **error)
{
  QzFound *kept;

  if (!qz_audit_basis (audit, error) || !qz_audit_rank (audit, error) || !qz_audit_grant (audit, error)
      || !qz_audit_letter (audit, error))
    return FALSE;
  qz_audit_procedure (audit);
  kept = qz_found_copy (audit->engine, audit->power, error);
  if (kept != NULL)
    g_ptr_array_add (audit->items, kept);
  return kept != NULL;
}

/* An item that has not begun on the day is not looked at; one that has ended only for that. */
static gboolean
look_at (const QzFound *power, gpointer user_data)
{
  Walk *walk = user_data;
  QzAudit *audit = &walk->audit;
  QzStatus status = qz_found_status (power, audit->engine->as_of);
  gboolean done;

  if (status == QZ_STATUS_NOT_YET)
    return TRUE;
  audit->power = power;
  audit->summary->items++;
  done = is_over (power, status) ? qz_audit_ended (audit, walk->error) : look_into (audit, walk->error);
  walk->failed = !done;
  return done;
}

GPtrArray *
qz_audit_run (QzEngine *engine, const QzPowerFilter *filter, QzAuditSummary *summary, GError **error)
{
  g_autoptr (QzLaws) laws = qz_laws_new (engine);
  g_autoptr (QzPowerView) view = qz_power_view_new (engine);
  g_autoptr (QzDeeds) deeds = qz_deeds_new (engine, laws);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_finding_free);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);
  Walk walk = { { engine, laws, view, deeds, findings, summary, items, NULL }, error, FALSE };

  memset (summary, 0, sizeof *summary);
  if (!qz_power_list_records (engine, filter, look_at, &walk, error) || walk.failed)
    return NULL;
  qz_audit_registry (&walk.audit);
  if (!qz_audit_balance (&walk.audit, error))
    return NULL;
  return g_steal_pointer (&findings);
}

json_t *
qz_audit_summary_json (const QzAuditSummary *s)
{
  return json_pack ("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "items", (int) s->items, "instruments",
                    (int) s->instruments, "uncovered", (int) s->uncovered, "citations", (int) s->citations, "quotes",
                    (int) s->quotes, "matched", (int) s->matched, "drifted", (int) s->drifted, "renumbered",
                    (int) s->renumbered, "older", (int) s->older, "missing", (int) s->missing, "repealed",
                    (int) s->repealed);
}

char *
qz_audit_summary_text (const QzAuditSummary *s)
{
  return g_strdup_printf (_("核对 %u 项，引用文件 %u 次，其中 %u 次的文件未入库。\n"
                            "引用条款 %u 处，附有引文的 %u 处：与条文一致 %u，不一致 %u，已改号 %u，出自旧文本 %u；"
                            "条款不存在 %u 处，文件已废止 %u 处。\n"),
                          s->items, s->instruments, s->uncovered, s->citations, s->quotes, s->matched, s->drifted, s->renumbered,
                          s->older, s->missing, s->repealed);
}
