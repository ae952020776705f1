#include "config.h"

#include <quanze/fold.h>
#include <quanze/locale.h>
#include <quanze/power.h>
#include <string.h>

static const struct {
  const char *name, *chinese;
} MODES[] = {
  [QZ_MODE_UNKNOWN] = { NULL, NULL },
  [QZ_MODE_STATUTORY] = { "statutory", N_ ("法定") },
  [QZ_MODE_AUTHORIZED] = { "authorized", N_ ("授权") },
  [QZ_MODE_ENTRUSTED] = { "entrusted", N_ ("委托") },
  [QZ_MODE_CONFERRED] = { "conferred", N_ ("交由") },
  [QZ_MODE_DEVOLVED] = { "devolved", N_ ("下放") },
  [QZ_MODE_CONCENTRATED] = { "concentrated", N_ ("相对集中") },
  [QZ_MODE_RECALLED] = { "recalled", N_ ("收回") },
};

const char *
qz_mode_name (QzMode mode)
{
  return (guint) mode < G_N_ELEMENTS (MODES) ? MODES[mode].name : NULL;
}

const char *
qz_mode_chinese (QzMode mode)
{
  return (guint) mode < G_N_ELEMENTS (MODES) ? MODES[mode].chinese : NULL;
}

const char *
qz_mode_word (const char *name)
{
  const char *word = qz_mode_chinese (qz_mode_from_text (name));

  return word != NULL ? word : name;
}

QzMode
qz_mode_from_text (const char *text)
{
  g_autofree char *folded = NULL;

  if (!text)
    return QZ_MODE_UNKNOWN;
  folded = qz_fold_text (text, -1, QZ_FOLD_PLAIN);
  g_strstrip (folded);
  for (guint i = 1; i < G_N_ELEMENTS (MODES); i++)
    if (strcmp (folded, MODES[i].name) == 0 || strcmp (folded, MODES[i].chinese) == 0)
      return (QzMode) i;
  return strcmp (folded, "赋权") == 0 ? QZ_MODE_CONFERRED : QZ_MODE_UNKNOWN;
}

QzPower *
qz_power_new (void)
{
  return g_new0 (QzPower, 1);
}

void
qz_power_free (QzPower *power)
{
  if (!power)
    return;
  char *owned[] = { power->id,         power->code,      power->name,   power->subname,        power->category,
                    power->holder,     power->office,    power->window, power->level,          power->from_department,
                    power->scope,      power->limits,    power->duties, power->accountability, power->remark,
                    power->duty_basis, power->grant,     power->status, power->basis_text,     power->sheet,
                    power->registry,   power->territory, power->origin };
  for (guint i = 0; i < G_N_ELEMENTS (owned); i++)
    g_free (owned[i]);
  g_free (power);
}

void
qz_registry_free (QzRegistry *registry)
{
  if (!registry)
    return;
  g_free (registry->title);
  g_free (registry->holder);
  g_clear_pointer (&registry->powers, g_ptr_array_unref);
  g_clear_pointer (&registry->defects, g_ptr_array_unref);
  g_free (registry);
}
