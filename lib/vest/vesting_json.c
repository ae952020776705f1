#include "config.h"

#include <math.h>

#include "lib/vest/vesting_json.h"

static json_t *
string_or_null (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

/* 50000 as an integer, 1.5 as a real, an absent bound as null. */
static json_t *
amount (gboolean given, double value)
{
  if (!given)
    return json_null ();
  return value == floor (value) ? json_integer ((json_int_t) value) : json_real (value);
}

static json_t *
fine_to_json (const QzFine *fine)
{
  json_t *object = json_object ();

  json_object_set_new (object, "min", amount (fine->has_min, fine->min_value));
  json_object_set_new (object, "max", amount (fine->has_max, fine->max_value));
  json_object_set_new (object, "unit", string_or_null (fine->unit));
  json_object_set_new (object, "text", string_or_null (fine->text));
  return object;
}

static json_t *
strings (const GPtrArray *list)
{
  json_t *array = json_array ();

  for (guint i = 0; i < list->len; i++)
    json_array_append_new (array, json_string (list->pdata[i]));
  return array;
}

json_t *
qz_vesting_to_json (const QzVesting *vesting)
{
  json_t *object = json_object (), *fines = json_array ();

  for (guint i = 0; i < vesting->fines->len; i++)
    json_array_append_new (fines, fine_to_json (vesting->fines->pdata[i]));
  json_object_set_new (object, "eid", string_or_null (vesting->eid));
  json_object_set_new (object, "holder", string_or_null (vesting->holder));
  json_object_set_new (object, "holder_from", string_or_null (vesting->holder_from));
  json_object_set_new (object, "types", strings (vesting->types));
  json_object_set_new (object, "act", strings (vesting->acts));
  json_object_set_new (object, "condition", string_or_null (vesting->condition));
  json_object_set_new (object, "fines", fines);
  json_object_set_new (object, "negated", json_boolean (vesting->negated));
  json_object_set_new (object, "mode", string_or_null (qz_mode_name (vesting->mode)));
  json_object_set_new (object, "to", string_or_null (vesting->to));
  return object;
}
