/* What only several items of a registry together show: one power with several holders, a receiver who hands on. */
#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/locale.h>

#include "search/audit/audit.h"

static const char *
text_of (const QzFound *power, const char *key)
{
  const char *text = qz_found_string (power, key);

  return text != NULL ? text : "";
}

/* What makes two rows one power: the source, the kind and the name. The caller's. */
static char *
power_key (const QzFound *power)
{
  const char *path = qz_json_text (json_object_get (power->head, "source"), "path");
  g_autofree char *whole = g_strjoin ("\x1f", path != NULL ? path : "", text_of (power, "category"),
                                      text_of (power, "name"), text_of (power, "subname"), NULL);

  return qz_fold_text (whole, -1, QZ_FOLD_PLAIN);
}

/* Rows of one power that tell their part apart by level, scope or who gave it are not double. */
static gboolean
is_apart (const QzFound *a, const QzFound *b)
{
  static const char *const COLUMNS[] = { "level", "scope" };

  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    if (strcmp (text_of (a, COLUMNS[i]), text_of (b, COLUMNS[i])) != 0)
      return TRUE;
  return FALSE;
}

static void
check_holders (QzAudit *audit, const QzFound *first, const QzFound *other)
{
  const char *a = qz_found_string (first, "holder"), *b = qz_found_string (other, "holder");
  QzFinding *finding;

  if (a == NULL || b == NULL || strcmp (a, b) == 0 || is_apart (first, other))
    return;
  finding = qz_audit_add_to (audit, other, QZ_FINDING_DUPLICATE_HOLDER);
  finding->says = g_strdup_printf (_("本行的实施主体是%s"), b);
  finding->found = g_strdup_printf (_("%s也登记为同一事项的实施主体，范围和层级没有区分（权责法定：地方各级人民代表大"
                                       "会和地方各级人民政府组织法第六十二条）"),
                                    a);
}

/* GIVEN has the power by entrustment, and its holder hands it on to the holder of ON. */
static void
check_handed_on (QzAudit *audit, const QzFound *given, const QzFound *on)
{
  const char *holder = qz_found_string (given, "holder"), *from = qz_found_string (on, "from_department");
  QzFinding *finding;

  if (qz_audit_declared (given) != QZ_MODE_ENTRUSTED || qz_audit_declared (on) != QZ_MODE_ENTRUSTED || holder == NULL
      || from == NULL || strcmp (holder, from) != 0)
    return;
  finding = qz_audit_add_to (audit, on, QZ_FINDING_SUBDELEGATED);
  finding->citation = g_strdup (qz_found_string (on, "grant"));
  finding->says = g_strdup_printf (_("由%s委托%s"), from, text_of (on, "holder"));
  finding->found = g_strdup_printf (
    _("%s自己是受委托的，不得再委托（行政处罚法第二十条第四款、行政许可法第二十四条第三款）"), holder);
}

void
qz_audit_registry (QzAudit *audit)
{
  g_autoptr (GHashTable) powers
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < audit->items->len; i++) {
    const QzFound *power = audit->items->pdata[i];
    char *key = power_key (power);
    GPtrArray *rows = g_hash_table_lookup (powers, key);
    if (rows == NULL) {
      rows = g_ptr_array_new ();
      g_hash_table_insert (powers, key, rows);
    } else {
      g_free (key);
    }
    if (rows->len > 0)
      check_holders (audit, rows->pdata[0], power);
    for (guint k = 0; k < rows->len; k++) {
      check_handed_on (audit, rows->pdata[k], power);
      check_handed_on (audit, power, rows->pdata[k]);
    }
    g_ptr_array_add (rows, (gpointer) power);
  }
}
