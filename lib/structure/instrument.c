#include "config.h"

#include <string.h>

#include <quanze/fold.h>
#include <quanze/text.h>

#include "lib/structure/front.h"
#include "lib/structure/structure.h"
#include "lib/structure/version.h"

static const char *const rank_names[] = {
  [QZ_RANK_UNKNOWN] = "unknown",
  [QZ_RANK_CONSTITUTION] = "constitution",
  [QZ_RANK_LAW] = "law",
  [QZ_RANK_ADMIN_REGULATION] = "administrative-regulation",
  [QZ_RANK_SUPERVISION_REGULATION] = "supervision-regulation",
  [QZ_RANK_LOCAL_REGULATION] = "local-regulation",
  [QZ_RANK_DEPARTMENT_RULE] = "department-rule",
  [QZ_RANK_LOCAL_RULE] = "local-rule",
  [QZ_RANK_JUDICIAL] = "judicial-interpretation",
  [QZ_RANK_NORMATIVE] = "normative-document",
  [QZ_RANK_CASE] = "case",
};

const char *
qz_rank_name (QzRank rank)
{
  g_return_val_if_fail (rank < G_N_ELEMENTS (rank_names), NULL);
  return rank_names[rank];
}

QzRank
qz_rank_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rank_names); i++)
    if (g_strcmp0 (name, rank_names[i]) == 0)
      return (QzRank) i;
  return QZ_RANK_UNKNOWN;
}

static QzInstrument *
instrument_new (void)
{
  QzInstrument *instrument = g_new0 (QzInstrument, 1);

  instrument->dates = g_array_new (FALSE, FALSE, sizeof (QzDate));
  instrument->front = g_ptr_array_new_with_free_func (g_free);
  instrument->repeals = g_ptr_array_new_with_free_func (g_free);
  instrument->annexes = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_provision_free);
  instrument->defects = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_defect_free);
  return instrument;
}

void
qz_instrument_free (QzInstrument *instrument)
{
  if (instrument == NULL)
    return;
  g_free (instrument->title);
  g_free (instrument->key);
  g_free (instrument->number);
  g_free (instrument->issuer);
  g_free (instrument->territory);
  g_free (instrument->last_article);
  g_array_unref (instrument->dates);
  g_ptr_array_unref (instrument->front);
  g_ptr_array_unref (instrument->repeals);
  g_ptr_array_unref (instrument->annexes);
  g_ptr_array_unref (instrument->defects);
  qz_provision_free (instrument->body);
  g_free (instrument);
}

QzInstrument *
qz_instrument_parse (const QzSource *source)
{
  QzInstrument *instrument = instrument_new ();
  guint first = qz_front_read (instrument, source);
  g_autoptr (QzLines) lines = qz_lines_new (source, first, instrument->defects);

  instrument->key = qz_title_key (instrument->title);
  qz_structure_build (instrument, lines);
  qz_version_read (instrument, source);
  if (lines->is_case) {
    g_clear_pointer (&instrument->territory, g_free);
    instrument->rank = QZ_RANK_CASE;
  }
  return instrument;
}

char *
qz_instrument_id (const char *key, QzDate version)
{
  g_autofree char *day = qz_date_to_iso (version);
  return g_strconcat (key, "@", day != NULL ? day : "-", NULL);
}
