#include "config.h"

#include <string.h>

#include "indexer/naming.h"

void
qz_decision_free (QzDecision *d)
{
  if (d == NULL)
    return;
  g_free (d->qualifier);
  g_free (d->fingerprint);
  g_clear_pointer (&d->parts, g_ptr_array_unref);
  g_clear_pointer (&d->taken, g_ptr_array_unref);
  g_free (d);
}

/* ---- equal contents ---- */

static QzEntry *
same_content_before (const QzManifest *manifest, const QzEntry *entry)
{
  GPtrArray *list = entry->hash != NULL ? g_hash_table_lookup (manifest->by_hash, entry->hash) : NULL;

  return list != NULL && list->len > 0 && list->pdata[0] != entry ? list->pdata[0] : NULL;
}

/* ---- issuers ---- */

/* Entries that cannot come from one issuer differ in this; NULL: the text does not tell, any may be its issuer's. */
static const char *
issuer_class (const QzEntry *entry)
{
  return entry->territory;
}

/* Those of LIST that are indexed under the same title by the issuer of ENTRY, without equal contents.
 * *CLASSES: how many issuers the title has; *NAME: of this one. */
static GPtrArray *
same_issuer (const QzManifest *manifest, const GPtrArray *list, const QzEntry *entry, guint *n_classes, const char **name)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new ();   /* const char*, in order of first path */
  GPtrArray            *same = g_ptr_array_new ();
  const char           *own = issuer_class (entry);

  for (guint i = 0; i < list->len; i++) {
    const char *class = issuer_class (list->pdata[i]);
    if (class != NULL && !g_ptr_array_find_with_equal_func (classes, class, g_str_equal, NULL))
      g_ptr_array_add (classes, (char *) class);
  }
  if (own == NULL && classes->len > 0)
    own = classes->pdata[0];
  *name = own;
  *n_classes = classes->len;
  for (guint i = 0; i < list->len; i++) {
    QzEntry    *other = list->pdata[i];
    const char *class = issuer_class (other);
    if (class == NULL && classes->len > 0)
      class = classes->pdata[0];
    if (g_strcmp0 (class, own) == 0 && same_content_before (manifest, other) == NULL)
      g_ptr_array_add (same, other);
    else if (g_strcmp0 (class, own) == 0 && other->issuer != NULL && *name == NULL)
      *name = other->issuer;
  }
  return same;
}

static char *
qualifier_of (const GPtrArray *same, const char *class)
{
  const char *name = class;
  GString    *qualifier = g_string_new (NULL);

  for (guint i = 0; i < same->len; i++)
    if (((const QzEntry *) same->pdata[i])->issuer != NULL) {
      name = ((const QzEntry *) same->pdata[i])->issuer;
      break;
    }
  for (const char *p = name; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_len (qualifier, p, g_utf8_next_char (p) - p);
  return g_string_free (qualifier, FALSE);
}

/* ---- versions and parts ---- */

static gboolean
overlap (const QzEntry *a, const QzEntry *b)
{
  return a->first == 0 || b->first == 0 || (a->first <= b->last && b->first <= a->last);
}

static QzEntry *
first_overlap (const GPtrArray *accepted, const QzEntry *entry)
{
  for (guint i = 0; i < accepted->len; i++)
    if (overlap (accepted->pdata[i], entry))
      return accepted->pdata[i];
  return NULL;
}

static int
by_articles (gconstpointer a, gconstpointer b)
{
  const QzEntry *x = *(QzEntry *const *) a, *y = *(QzEntry *const *) b;

  return x->first < y->first ? -1 : x->first > y->first;
}

static void
decide_version (QzDecision *d, const GPtrArray *same, const QzEntry *entry)
{
  GPtrArray *accepted = g_ptr_array_new ();

  for (guint i = 0; i < same->len; i++) {
    QzEntry *other = same->pdata[i];
    if (other->version != entry->version)
      continue;
    QzEntry *before = first_overlap (accepted, other);
    if (before == NULL)
      g_ptr_array_add (accepted, other);
    else if (other == entry)
      d->duplicate_of = before;
  }
  if (d->duplicate_of == NULL && accepted->len > 1) {
    g_ptr_array_sort (accepted, by_articles);
    d->part = TRUE;
    d->parts = accepted;
    return;
  }
  g_ptr_array_unref (accepted);
}

static void
decide_instrument (QzDecision *d, const QzManifest *manifest, const QzEntry *entry)
{
  GPtrArray  *list = g_hash_table_lookup (manifest->by_key, entry->key);
  guint       n_classes = 0;
  const char *class = NULL;

  if (list == NULL)
    return;
  g_autoptr (GPtrArray) same = same_issuer (manifest, list, entry, &n_classes, &class);
  if (n_classes > 1)
    d->qualifier = qualifier_of (same, class);
  decide_version (d, same, entry);
}

/* ---- names of registries and records ---- */

/* An instrument without a date has ids that imported records of that title would get too. */
static gboolean
taken_by_undated (const QzManifest *manifest, const char *key)
{
  GPtrArray *list = g_hash_table_lookup (manifest->by_key, key);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (((const QzEntry *) list->pdata[i])->version == QZ_DATE_UNKNOWN)
      return TRUE;
  return FALSE;
}

static void
decide_names (QzDecision *d, const QzManifest *manifest, const QzEntry *entry)
{
  gboolean records = g_strcmp0 (entry->kind, "records") == 0;

  for (guint i = 0; entry->names != NULL && entry->names[i] != NULL; i++) {
    GPtrArray *list = g_hash_table_lookup (manifest->by_name, entry->names[i]);
    if (!(list != NULL && list->len > 0 && list->pdata[0] != entry)
        && !(records && taken_by_undated (manifest, entry->names[i])))
      continue;
    if (d->taken == NULL)
      d->taken = g_ptr_array_new ();
    g_ptr_array_add (d->taken, entry->names[i]);
  }
  if (d->taken != NULL)
    d->qualifier = g_strndup (entry->term + 1, 6);
}

/* ---- the decision ---- */

static char *
fingerprint_of (const QzDecision *d)
{
  GString *print = g_string_new (d->qualifier);

  for (guint i = 0; d->parts != NULL && i < d->parts->len; i++) {
    const QzEntry *part = d->parts->pdata[i];
    g_string_append_printf (print, "|%s:%s", part->term, part->hash);
  }
  for (guint i = 0; d->taken != NULL && i < d->taken->len; i++)
    g_string_append_printf (print, "|%s", (const char *) d->taken->pdata[i]);
  if (print->len <= 200)
    return g_string_free (print, FALSE);
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, print->str, print->len);
  g_string_free (print, TRUE);
  return hash;
}

QzDecision *
qz_naming_decide (const QzManifest *manifest, const QzEntry *entry)
{
  QzDecision *d = g_new0 (QzDecision, 1);

  d->duplicate_of = same_content_before (manifest, entry);
  if (d->duplicate_of == NULL && g_strcmp0 (entry->kind, "instrument") == 0 && entry->key != NULL)
    decide_instrument (d, manifest, entry);
  else if (d->duplicate_of == NULL)
    decide_names (d, manifest, entry);
  d->fingerprint = d->duplicate_of == NULL ? fingerprint_of (d) : g_strdup ("");
  return d;
}
