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

/* Entries that cannot come from one issuer differ in this; NULL: the text does not tell, and it may be of the
 * first that does. */
static const char *
issuer_class (const QzEntry *entry, const char *first)
{
  return entry->territory != NULL ? entry->territory : first;
}

static const char *
first_class (const GPtrArray *list, gboolean *several)
{
  const char *first = NULL;

  *several = FALSE;
  for (guint i = 0; i < list->len; i++) {
    const char *class = issuer_class (list->pdata[i], NULL);
    if (first == NULL)
      first = class;
    else if (class != NULL && !g_str_equal (class, first))
      *several = TRUE;
  }
  return first;
}

/* Those of LIST that may have ENTRY's issuer, without repeated contents. */
static GPtrArray *
same_issuer (const QzManifest *manifest, const GPtrArray *list, const QzEntry *entry, const char *first)
{
  GPtrArray  *same = g_ptr_array_new ();
  const char *own = issuer_class (entry, first);

  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (issuer_class (list->pdata[i], first), own) == 0 && same_content_before (manifest, list->pdata[i]) == NULL)
      g_ptr_array_add (same, list->pdata[i]);
  return same;
}

/* What stands in brackets behind a title that several issuers use. */
static char *
issuer_qualifier (const GPtrArray *same, const char *class)
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

/* ---- versions, parts, twins ---- */

/* Files of one title and version whose texts share less than this are different documents (a city's 通知 of
 * the same day), and not two files of one; without a date (pages made from one form) they must share more. */
#define SAME_DOCUMENT 0.25
#define SAME_UNDATED 0.8
/* A file without a date whose text is, but for misprints, that of a dated version is of that version. */
#define SAME_VERSION 0.95

static gboolean
articles_overlap (const QzEntry *a, const QzEntry *b)
{
  return a->first == 0 || b->first == 0 || (a->first <= b->last && b->first <= a->last);
}

static guint
articles_in (const QzEntry *entry)
{
  return entry->first > 0 ? entry->last - entry->first + 1 : 0;
}

/* One file holds the whole of a code, the other a part of it. A part of which sketches tell nothing must be very small
 * beside the whole. */
#define PART_RATIO 2
#define TINY_RATIO 20
#define SAME_PART 0.5

static gboolean
is_part_of (const QzEntry *part, const QzEntry *whole)
{
  guint small = articles_in (part), large = articles_in (whole);

  if (small == 0 || large < PART_RATIO * small || part->first < whole->first || part->last > whole->last)
    return FALSE;
  double held = qz_sketch_containment (&part->sketch, &whole->sketch);
  return held < 0 ? large >= TINY_RATIO * small : held >= SAME_PART;
}

/* The dated version of which ENTRY, which has no date, is another file. */
static const QzEntry *
version_of_undated (const GPtrArray *same, const QzEntry *entry)
{
  const QzEntry *best = NULL;
  double         most = SAME_VERSION;

  for (guint i = 0; entry->version == QZ_DATE_UNKNOWN && i < same->len; i++) {
    const QzEntry *other = same->pdata[i];
    if (other->version == QZ_DATE_UNKNOWN)
      continue;
    double alike = qz_sketch_similarity (&entry->sketch, &other->sketch);
    if (alike > most || (alike == most && best == NULL)) {
      best = other;
      most = alike;
    }
  }
  return best;
}

/* Files of one version fall into clusters: the parts of one document each, the first the head. */
typedef struct {
  GPtrArray *clusters;    /* GPtrArray of QzEntry* */
  GPtrArray *duplicates;  /* QzEntry*, pairwise: a file and the one that it repeats */
} Clusters;

static gboolean
join_cluster (Clusters *c, GPtrArray *cluster, QzEntry *entry)
{
  for (guint i = 0; i < cluster->len; i++) {
    QzEntry *member = cluster->pdata[i];
    if (!articles_overlap (member, entry))
      continue;
    double needed = entry->version != QZ_DATE_UNKNOWN ? SAME_DOCUMENT : SAME_UNDATED;
    if (qz_sketch_similarity (&member->sketch, &entry->sketch) < needed && !is_part_of (member, entry)
        && !is_part_of (entry, member))
      return FALSE;
    g_ptr_array_add (c->duplicates, entry);
    g_ptr_array_add (c->duplicates, member);
    return TRUE;
  }
  g_ptr_array_add (cluster, entry);
  return TRUE;
}

static void
clusters_build (Clusters *c, const GPtrArray *same, QzDate version)
{
  c->clusters = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  c->duplicates = g_ptr_array_new ();
  for (guint i = 0; i < same->len; i++) {
    QzEntry *entry = same->pdata[i];
    gboolean joined = FALSE;
    if (entry->version != version || version_of_undated (same, entry) != NULL)
      continue;
    for (guint k = 0; !joined && k < c->clusters->len; k++)
      joined = join_cluster (c, c->clusters->pdata[k], entry);
    if (joined)
      continue;
    g_ptr_array_add (c->clusters, g_ptr_array_new ());
    g_ptr_array_add (c->clusters->pdata[c->clusters->len - 1], entry);
  }
}

static QzEntry *
repeated_by (const Clusters *c, const QzEntry *entry)
{
  for (guint i = 0; i < c->duplicates->len; i += 2)
    if (c->duplicates->pdata[i] == entry)
      return c->duplicates->pdata[i + 1];
  return NULL;
}

static int
by_articles (gconstpointer a, gconstpointer b)
{
  const QzEntry *x = *(QzEntry *const *) a, *y = *(QzEntry *const *) b;

  return x->first < y->first ? -1 : x->first > y->first;
}

/* The place of ENTRY among the clusters of its version. Twins behind the first cluster get a mark of their own. */
static void
decide_place (QzDecision *d, const Clusters *c, const QzEntry *entry)
{
  for (guint k = 0; k < c->clusters->len; k++) {
    GPtrArray *cluster = c->clusters->pdata[k];
    if (!g_ptr_array_find (cluster, entry, NULL))
      continue;
    if (k > 0) {
      g_free (d->qualifier);
      d->qualifier = g_strndup (((const QzEntry *) cluster->pdata[0])->term + 1, 6);
    }
    if (cluster->len > 1) {
      d->part = TRUE;
      d->parts = g_ptr_array_ref (cluster);
      g_ptr_array_sort (d->parts, by_articles);
    }
  }
}

static void
decide_version (QzDecision *d, const GPtrArray *same, const QzEntry *entry)
{
  const QzEntry *dated = version_of_undated (same, entry);
  Clusters       c;

  clusters_build (&c, same, dated != NULL ? dated->version : entry->version);
  const QzEntry *standing = dated != NULL ? dated : entry;
  QzEntry       *repeated = repeated_by (&c, standing);
  if (repeated != NULL)
    d->duplicate_of = repeated;
  else if (dated != NULL)
    d->duplicate_of = (QzEntry *) dated;
  else
    decide_place (d, &c, entry);
  g_ptr_array_unref (c.clusters);
  g_ptr_array_unref (c.duplicates);
}

static void
decide_instrument (QzDecision *d, const QzManifest *manifest, const QzEntry *entry)
{
  GPtrArray *list = g_hash_table_lookup (manifest->by_key, entry->key);
  gboolean   several;

  if (list == NULL)
    return;
  const char *first = first_class (list, &several);
  g_autoptr (GPtrArray) same = same_issuer (manifest, list, entry, first);
  if (several)
    d->qualifier = issuer_qualifier (same, issuer_class (entry, first));
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
