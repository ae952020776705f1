#include "config.h"

#include <string.h>

#include <quanze/bodies.h>
#include <quanze/store.h>

#include "search/powers/resting.h"

/* No clause founds more items than this. */
#define RESTING_MAX 500

/* 处罚 of a 行政处罚 item; a kind that no registry category names is no objection. */
static gboolean
same_kind (const QzVesting *vesting, const char *category)
{
  static const char *const kinds[] = { "处罚", "许可", "强制", "检查", "征收", "给付", "确认", "奖励", "裁决" };
  gboolean known = FALSE;

  for (guint i = 0; category != NULL && i < G_N_ELEMENTS (kinds); i++) {
    if (strstr (category, kinds[i]) == NULL)
      continue;
    known = TRUE;
    for (guint j = 0; j < vesting->types->len; j++)
      if (g_str_equal (vesting->types->pdata[j], kinds[i]))
        return TRUE;
  }
  return !known;
}

static gboolean
is_same (const QzLexicon *lexicon, const char *vested, const char *body)
{
  return vested != NULL && body != NULL && (qz_holder_covers (vested, body) || qz_body_same (lexicon, vested, body));
}

/* Whether the body that VESTING names has the item, gave it, or gets it. */
static gboolean
is_between (const QzLexicon *lexicon, const QzVesting *vesting, const QzFound *power)
{
  const char *holder = qz_found_string (power, "holder"), *from = qz_found_string (power, "from_department");

  return vesting->holder == NULL || is_same (lexicon, vesting->holder, holder) || is_same (lexicon, vesting->holder, from)
         || is_same (lexicon, vesting->to, holder);
}

static json_t *
item_json (QzPowerView *view, const QzFound *power, GError **error)
{
  static const char *const kept[] = { "id", "name", "held_by", "mode", "status", "grant" };
  json_t *whole = qz_power_view_json (view, power, error), *item = whole != NULL ? json_object () : NULL;

  for (guint i = 0; item != NULL && i < G_N_ELEMENTS (kept); i++)
    json_object_set (item, kept[i], json_object_get (whole, kept[i]));
  json_decref (whole);
  return item;
}

/* The article that EID lies in: art_24 of art_24__para_1. The caller's. */
static char *
article_of (const char *eid)
{
  const char *below = strstr (eid, "__");

  return below != NULL ? g_strndup (eid, (gsize) (below - eid)) : g_strdup (eid);
}

json_t *
qz_resting_json (QzEngine *engine, QzPowerView *view, const char *key, const QzVesting *vesting, GError **error)
{
  g_autofree char *article = article_of (vesting->eid);
  g_autofree char *link = g_strconcat (QZ_T_LINK, key, "#", article, NULL), *term = qz_term_fit (link);
  g_autoptr (GPtrArray) citing = qz_found_with_term (engine, term, RESTING_MAX, error);
  json_t *list = citing != NULL ? json_array () : NULL;

  for (guint i = 0; list != NULL && i < citing->len; i++) {
    const QzFound *power = citing->pdata[i];

    if (g_strcmp0 (power->kind, "power") != 0 || !same_kind (vesting, qz_found_string (power, "category"))
        || !is_between (engine->lexicon, vesting, power))
      continue;
    json_t *item = item_json (view, power, error);
    if (item == NULL)
      g_clear_pointer (&list, json_decref);
    else
      json_array_append_new (list, item);
  }
  return list;
}
