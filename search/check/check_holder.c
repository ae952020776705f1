/* Whether who signs may act in its own name: what the registry in the index says of the clause, and what the document
 * itself says of an entrustment (行政处罚法20第3款: 以委托行政机关名义). */
#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "lib/vest/body.h"
#include "search/check/check.h"
#include "search/powers/power_list.h"

#define REACH 90u /* bytes between 受 and 委托 */

typedef struct {
  QzCheck *check;
  const QzCheckCited *cited;
  QzPowerView *view;
  gboolean done;
  GError *error;
} Look;

/* ---- the registry ---- */

static void
add_recalled (const Look *look, const QzFound *power)
{
  QzFinding *finding = qz_check_add_cited (look->check, QZ_FINDING_RECALLED, look->cited);
  const char *until = qz_found_string (power, "valid_to"), *name = qz_found_string (power, "name");

  finding->found = g_strdup_printf (_ ("权责清单的事项“%s”行使到%s为止，决定日已经不能行使"),
                                    name != NULL ? name : power->id, until != NULL ? until : _ ("（未写日期）"));
}

static void
add_entrusted (const Look *look, const QzFound *power)
{
  QzFinding *finding = qz_check_add_cited (look->check, QZ_FINDING_MODE_UNSUPPORTED, look->cited);
  const char *from = qz_found_string (power, "from_department"), *name = qz_found_string (power, "name");

  finding->says = g_strdup_printf (_ ("以%s的名义"), look->check->paper->issuer);
  finding->found
    = g_strdup_printf (_ ("权责清单的事项“%s”依法属于委托，应当以委托机关的名义作出（行政处罚法第二十条第三款）"),
                       name != NULL ? name : power->id);
  finding->suggest = from != NULL ? g_strdup (from) : NULL;
}

static gboolean
look_at (const QzFound *power, gpointer user_data)
{
  Look *look = user_data;
  const char *category = qz_found_string (power, "category"), *holder = qz_found_string (power, "holder");
  const char *reason = NULL;
  QzMode mode;

  if (category == NULL || strstr (category, "处罚") == NULL || holder == NULL
      || strstr (look->check->paper->issuer, holder) == NULL)
    return TRUE;
  if (qz_found_status (power, look->check->paper->decided.day) == QZ_STATUS_REPEALED) {
    add_recalled (look, power);
    look->done = TRUE;
    return FALSE;
  }
  if (!qz_power_view_mode (look->view, power, &mode, &reason, &look->error))
    return FALSE;
  if (mode == QZ_MODE_ENTRUSTED) {
    add_entrusted (look, power);
    look->done = TRUE;
  }
  return !look->done;
}

/* The items of the issuer that rest on what CITED cites. */
static gboolean
ask_registry (Look *look, GError **error)
{
  const QzCheckLaw *law = look->cited->law;

  for (guint i = 0; i < look->cited->targets->len && !look->done; i++) {
    QzAddress address = g_array_index (look->cited->targets, QzAddress, i);
    QzPowerFilter filter = { .category = (char *)"处罚" };
    address.paragraph = address.item = address.point = 0;
    g_autofree char *citation = qz_citation_format (law->title, &address);
    filter.law = citation;
    if (!qz_power_list_records (look->check->engine, &filter, look_at, look, error))
      return FALSE;
    if (look->error != NULL) {
      g_propagate_error (error, g_steal_pointer (&look->error));
      return FALSE;
    }
  }
  return TRUE;
}

/* ---- the document's own words ---- */

/* 受某局委托 or 某局委托…: the organ, when it is not the issuer. The caller's. */
static char *
principal_of (const QzCheck *check, gsize *start, gsize *end)
{
  const char *text = check->source->text;

  for (const char *p = strstr (text, "受"); p != NULL; p = strstr (p + 3, "受")) {
    const char *rest = p + strlen ("受"), *entrust = g_strstr_len (rest, (gssize)MIN (strlen (rest), REACH), "委托");
    if (entrust == NULL || (gsize)(entrust - rest) < 9)
      continue;
    g_autoptr (GArray) bodies = qz_bodies_find (rest, (gsize)(entrust - rest), check->engine->lexicon);
    for (guint i = 0; i < bodies->len; i++) {
      const QzBodySpan *body = &g_array_index (bodies, QzBodySpan, i);
      g_autofree char *name = g_strndup (rest + body->start, body->end - body->start);
      if (!body->organ || body->start != 0 || rest + body->end != entrust
          || strstr (check->paper->issuer, name) != NULL)
        continue;
      *start = (gsize)(p - text);
      *end = (gsize)(entrust - text) + strlen ("委托");
      return g_steal_pointer (&name);
    }
  }
  return NULL;
}

static void
check_words (QzCheck *check)
{
  gsize start = 0, end = 0;
  g_autofree char *principal = principal_of (check, &start, &end);
  QzFinding *finding;

  if (principal == NULL)
    return;
  finding = qz_check_add (check, QZ_FINDING_MODE_UNSUPPORTED, start, end);
  finding->says = g_strdup_printf (_ ("以%s的名义"), check->paper->issuer);
  finding->found = g_strdup_printf (_ ("受%s委托，应当以委托机关的名义作出（行政处罚法第二十条第三款）"), principal);
  finding->suggest = g_steal_pointer (&principal);
}

gboolean
qz_check_holder (QzCheck *check, GError **error)
{
  g_autoptr (QzPowerView) view = qz_power_view_new (check->engine);
  Look look = { .check = check, .view = view };

  if ((check->paper->kind != QZ_PAPER_DECISION && check->paper->kind != QZ_PAPER_SPOT) || check->paper->issuer == NULL)
    return TRUE;
  for (guint i = 0; i < check->cited->len && !look.done; i++) {
    look.cited = check->cited->pdata[i];
    if (look.cited->basis && !look.cited->law->procedural && look.cited->targets->len > 0
        && !ask_registry (&look, error))
      return FALSE;
  }
  if (!look.done)
    check_words (check);
  return TRUE;
}
