#include "config.h"

#include <string.h>

#include <jansson.h>
#include <quanze/store.h>
#include <quanze/timeline.h>

#include "lib/version/amendments.h"

/* A citation means the version in force on the day of the citing text. Where the index holds
 * only later ones the target says so: its number may have moved (60% of articles do between
 * two revisions). A law that grows by 之N articles keeps its numbers and needs no warning. */

typedef struct {
  GHashTable *articles;  /* eid */
  GPtrArray *tops;       /* eids of parts to sections and top headings */
  QzDate numbered_since; /* numbers are kept from this day on; 0: they are not */
  QzDate adopted;        /* first */
} Outline;

typedef struct {
  const QzTimeline *timeline;
  QzReader *reader;
  const char *self_id;
  QzDate citing_day, as_of;
  QzDate self_day;        /* the citing text's own version; 0 unknown */
  QzAmendments *amendments;
  GHashTable *outlines;   /* instrument id → Outline* */
  GHashTable *provisions; /* provision id → GHashTable of the eids in it; an empty one when there is no such record */
} Resolver;

static void
outline_free (gpointer data)
{
  Outline *outline = data;
  g_hash_table_unref (outline->articles);
  g_ptr_array_unref (outline->tops);
  g_free (outline);
}

/* ---- records ---- */

/* The head of the record ID; NULL without error when there is none. */
static json_t *
read_head (Resolver *r, const char *id, GError **error)
{
  gsize len;
  const char *text;
  g_autofree char *data = qz_reader_get (r->reader, id, &len, error);
  return data != NULL ? qz_store_head (data, len, &text, error) : NULL;
}

/* The day of the last complete revision (修订), which may renumber; else of the first adoption. */
static QzDate
numbering_day (const json_t *head)
{
  const json_t *line;
  size_t i;
  QzDate last = QZ_DATE_UNKNOWN, first = QZ_DATE_UNKNOWN;
  json_array_foreach (json_object_get (head, "front"), i, line)
  {
    const char *text = json_string_value (line), *end;
    QzDate day;
    if (text == NULL || !qz_date_parse_printed (text, &end, &day))
      continue;
    if (first == QZ_DATE_UNKNOWN)
      first = day;
    if (strstr (text, "修订") != NULL)
      last = day;
  }
  return last != QZ_DATE_UNKNOWN ? last : first;
}

static const Outline *
outline_of (Resolver *r, const char *instrument_id, GError **error)
{
  Outline *outline = g_hash_table_lookup (r->outlines, instrument_id);
  if (outline != NULL)
    return outline;
  g_autoptr (GError) own = NULL;
  json_t *head = read_head (r, instrument_id, &own);
  const json_t *entry;
  size_t i;
  gboolean inserted = FALSE;
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  outline = g_new0 (Outline, 1);
  outline->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  outline->tops = g_ptr_array_new_with_free_func (g_free);
  json_array_foreach (json_object_get (head, "articles"), i, entry) if (json_is_string (entry))
  {
    g_hash_table_add (outline->articles, g_strdup (json_string_value (entry)));
    inserted |= strchr (json_string_value (entry), '-') != NULL;
  }
  json_array_foreach (json_object_get (head, "top"), i, entry) if (json_is_string (json_object_get (entry, "eid")))
    g_ptr_array_add (outline->tops, g_strdup (json_string_value (json_object_get (entry, "eid"))));
  if (inserted)
    outline->numbered_since = numbering_day (head);
  const char *adopted = json_string_value (json_object_get (head, "promulgated"));
  if (adopted != NULL)
    qz_date_parse_iso (adopted, &outline->adopted);
  json_decref (head);
  g_hash_table_insert (r->outlines, g_strdup (instrument_id), outline);
  return outline;
}

/* The eids in the record of EID; NULL on error, empty when there is no such record. */
static GHashTable *
units_of (Resolver *r, const char *instrument_id, const char *eid, GError **error)
{
  g_autofree char *id = g_strconcat (instrument_id, "#", eid, NULL);
  GHashTable *units = g_hash_table_lookup (r->provisions, id);
  if (units != NULL)
    return units;
  g_autoptr (GError) own = NULL;
  json_t *head = read_head (r, id, &own);
  const json_t *unit;
  size_t i;
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (head != NULL)
    g_hash_table_add (units, g_strdup (eid));
  json_array_foreach (json_object_get (head, "units"), i, unit) if (json_is_string (json_object_get (unit, "eid")))
    g_hash_table_add (units, g_strdup (json_string_value (json_object_get (unit, "eid"))));
  json_decref (head);
  g_hash_table_insert (r->provisions, g_steal_pointer (&id), units);
  return units;
}

/* ---- versions ---- */

typedef struct {
  const QzVersion *version; /* NULL: none, or several laws of one title */
  const char *status;       /* static */
  gboolean several;
} Meant;

static gboolean
same_work (const QzVersion *a, const QzVersion *b)
{
  gsize len = strcspn (a->id, "@");
  return len == strcspn (b->id, "@") && strncmp (a->id, b->id, len) == 0;
}

static const char *
status_word (const QzVersion *version, QzDate as_of)
{
  QzStatus status = qz_version_status (version, as_of);
  return status == QZ_STATUS_CURRENT || status == QZ_STATUS_AMENDED || status == QZ_STATUS_REPEALED
           ? qz_status_name (status)
           : "unknown";
}

/* The first day of a version: never before it was adopted, whatever its text keeps saying of the first one
 * (自1982年…起施行). */
static QzDate
first_day (const QzVersion *version)
{
  return MAX (version->from, version->version);
}

static gboolean
in_force (const QzVersion *version, QzDate day, gboolean before)
{
  if (before)
    return version->version < day && (version->until == QZ_DATE_UNKNOWN || version->until >= day);
  return first_day (version) <= day && (version->until == QZ_DATE_UNKNOWN || day < version->until);
}

/* The version that the citing text means. BEFORE: the one that its amendment found. */
static Meant
version_meant (const Resolver *r, const GPtrArray *versions, gboolean before)
{
  QzDate citing = before && r->self_day != QZ_DATE_UNKNOWN ? r->self_day : r->citing_day;
  QzDate day = citing != QZ_DATE_UNKNOWN ? citing : r->as_of;
  const QzVersion *at = NULL, *later = NULL, *ended = NULL;
  for (guint i = 0; i < versions->len; i++) {
    const QzVersion *version = versions->pdata[i];
    if (in_force (version, day, before)) {
      if (at != NULL && !same_work (at, version))
        return (Meant){ NULL, "unknown", TRUE };
      at = version;
    } else if (before ? version->version >= day : first_day (version) > day)
      later = later != NULL ? later : version;
    else
      ended = version;
  }
  if (at != NULL)
    return (Meant){ at, status_word (at, r->as_of), FALSE };
  if (later != NULL)
    return (Meant){ later, "older-version-needed", FALSE };
  return (Meant){ ended, ended != NULL ? status_word (ended, r->as_of) : "unknown", FALSE };
}

/* A citation of the law as such is bound to no version: it holds as long as one is in force. */
static const char *
work_status (const Resolver *r, const GPtrArray *versions)
{
  for (guint i = 0; i < versions->len; i++)
    if (qz_version_status (versions->pdata[i], r->as_of) == QZ_STATUS_CURRENT)
      return "current";
  return versions->len > 0 ? status_word (versions->pdata[versions->len - 1], r->as_of) : "unknown";
}

/* ---- provisions ---- */

static gboolean
in_articles (const QzAddress *a)
{
  return a->article > 0 || a->heading[0] > 0;
}

/* Whether the divisions of EID all stand in TOP, in order, the last as the last: part_3__chp_4 in part_3__subpart_1__chp_4. */
static gboolean
leads_to (const char *top, const char *eid)
{
  g_auto (GStrv) wanted = g_strsplit (eid, "__", -1), levels = g_strsplit (top, "__", -1);
  guint n = g_strv_length (wanted);

  for (guint i = g_strv_length (levels); i-- > 0 && n > 0;) {
    if (g_str_equal (levels[i], wanted[n - 1]))
      n--;
    else if (levels[i + 1] == NULL)
      return FALSE;
  }
  return n == 0;
}

/* part_2__chp_3 cited as chp_3: the only division that ends so. */
static char *
find_division (const Outline *outline, const char *eid)
{
  const char *found = NULL;
  for (guint i = 0; i < outline->tops->len; i++) {
    const char *top = outline->tops->pdata[i];
    if (strcmp (top, eid) == 0)
      return g_strdup (top);
    if (!leads_to (top, eid))
      continue;
    if (found != NULL)
      return NULL;
    found = top;
  }
  return g_strdup (found);
}

/* An item cited without its paragraph is in the only paragraph that has one of that number. */
static gboolean
find_paragraph (GHashTable *units, QzAddress *address)
{
  gint found = 0;
  for (gint n = 1; n <= 60; n++) {
    QzAddress try = *address;
    try.paragraph = n;
    g_autofree char *eid = qz_address_to_eid (&try);
    if (g_hash_table_contains (units, eid)) {
      if (found != 0)
        return FALSE;
      found = n;
    }
  }
  if (found != 0)
    address->paragraph = found;
  return found != 0;
}

/* Finds ADDRESS, which it completes, in the units of its article. */
static gboolean
find_in (GHashTable *units, QzAddress *address)
{
  g_autofree char *eid = qz_address_to_eid (address);
  if (g_hash_table_contains (units, eid))
    return TRUE;
  if (address->item > 0 && address->paragraph == 0) {
    if (find_paragraph (units, address))
      return TRUE;
    if (address->article == 0 && address->heading[1] == 0 && address->point == 0) {
      /* 第三条第二项 of a document that numbers 三、（二） */
      QzAddress try = *address;
      try.heading[1] = try.item;
      try.item = 0;
      g_autofree char *lower = qz_address_to_eid (&try);
      if (g_hash_table_contains (units, lower)) {
        *address = try;
        return TRUE;
      }
    }
  }
  return FALSE;
}

/* The record that holds ADDRESS: its article, top heading or annex. */
static char *
record_eid (const QzAddress *a)
{
  QzAddress top = { .annex = a->annex, .article = a->article, .suffix = a->suffix };
  if (a->article == 0)
    top.heading[0] = a->heading[0];
  return qz_address_to_eid (&top);
}

/* 第16条 of a document that numbers 16. through all its sections 一、 二、: the only one of that number. */
static gboolean
find_running (Resolver *r, const char *instrument_id, const Outline *outline, QzAddress *address, GError **error)
{
  QzAddress found = *address;
  guint n = 0;
  for (guint i = 0; i < outline->tops->len && i < 200; i++) {
    const char *top = outline->tops->pdata[i];
    QzAddress at;
    if (!g_str_has_prefix (top, "hd_") || strstr (top, "__") != NULL || !qz_address_from_eid (top, &at))
      continue;
    GHashTable *units = units_of (r, instrument_id, top, error);
    if (units == NULL)
      return FALSE;
    at.heading[1] = address->heading[0];
    g_autofree char *eid = qz_address_to_eid (&at);
    if (g_hash_table_contains (units, eid)) {
      found.heading[0] = at.heading[0];
      found.heading[1] = at.heading[1];
      if (++n > 1)
        return FALSE;
    }
  }
  if (n == 1)
    *address = found;
  return n == 1;
}

/* Whether the version has ADDRESS, which is changed to how this document numbers it. */
static gboolean
find_provision (Resolver *r, const char *instrument_id, QzAddress *address, GError **error)
{
  const Outline *outline;
  if (!in_articles (address) && address->annex == 0 && address->item == 0) {
    g_autofree char *eid = qz_address_to_eid (address);
    outline = outline_of (r, instrument_id, error);
    g_autofree char *full = outline != NULL && eid != NULL ? find_division (outline, eid) : NULL;
    return full != NULL && qz_address_from_eid (full, address);
  }
  g_autofree char *record = record_eid (address);
  GHashTable *units = record != NULL ? units_of (r, instrument_id, record, error) : NULL;
  if (units == NULL)
    return FALSE;
  if (g_hash_table_size (units) > 0)
    return find_in (units, address);
  if (address->article == 0 || address->suffix != 0)
    return FALSE;
  outline = outline_of (r, instrument_id, error);
  if (outline == NULL || g_hash_table_size (outline->articles) > 0)
    return FALSE;
  address->heading[0] = address->article;
  address->article = 0;
  g_autofree char *heading = record_eid (address);
  units = units_of (r, instrument_id, heading, error);
  if (units == NULL)
    return FALSE;
  return g_hash_table_size (units) > 0 ? find_in (units, address)
                                       : find_running (r, instrument_id, outline, address, error);
}

static char *
provision_id (const char *instrument_id, const QzAddress *address)
{
  g_autofree char *eid = qz_address_to_eid (address);
  return eid != NULL ? g_strconcat (instrument_id, "#", eid, NULL) : g_strdup (instrument_id);
}

/* ---- targets ---- */

/* The title key of the instrument with that 文号; the caller's, NULL when there is none or more than one. */
static char *
key_of_number (Resolver *r, const char *number, GError **error)
{
  g_autofree char *whole = g_strconcat (QZ_T_NUMBER, number, NULL);
  g_autofree char *term = qz_term_fit (whole);
  g_autoptr (GPtrArray) found = qz_reader_list (r->reader, term, 0, 50, error);
  char *key = NULL;
  for (guint i = 0; found != NULL && i < found->len; i++) {
    const char *text;
    json_t *head = qz_store_head (found->pdata[i], strlen (found->pdata[i]), &text, NULL);
    const char *here = json_string_value (json_object_get (head, "key"));
    if (here != NULL && key != NULL && strcmp (here, key) != 0) {
      g_clear_pointer (&key, g_free);
      i = found->len;
    } else if (here != NULL && key == NULL)
      key = g_strdup (here);
    json_decref (head);
  }
  return key;
}

/* Names of one body that titles print in two ways. */
static char *
other_key (const char *key)
{
  static const char *const pairs[][2] = {
    { "全国人大常委会", "全国人民代表大会常务委员会" },
    { "全国人大", "全国人民代表大会" },
    { "最高法院", "最高人民法院" },
    { "最高检察院", "最高人民检察院" },
    { "人大常委会", "人民代表大会常务委员会" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_has_prefix (key, pairs[i][0]))
      return g_strconcat (pairs[i][1], key + strlen (pairs[i][0]), NULL);
  return NULL;
}

static const char *
skip_signs (const char *p)
{
  while (*p != '\0' && g_utf8_strchr ("、，,《》()“”\"·", -1, g_utf8_get_char (p)) != NULL)
    p = g_utf8_next_char (p);
  return p;
}

/* Whether two keys are equal but for signs: 县、乡两级 and 县乡两级, 〈〉 or none. */
static gboolean
loosely_equal (const char *a, const char *b)
{
  for (a = skip_signs (a), b = skip_signs (b); *a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b);
       a = skip_signs (g_utf8_next_char (a)), b = skip_signs (g_utf8_next_char (b)))
    ;
  return *a == '\0' && *b == '\0';
}

/* The only key of the index that loosely equals KEY; NULL. */
static const char *
key_by_loose (const Resolver *r, const char *key)
{
  const GPtrArray *all = qz_timeline_all (r->timeline);
  const char *found = NULL;
  for (guint i = 0; i < all->len; i++) {
    const char *here = ((const QzVersion *)all->pdata[i])->key;
    if (!loosely_equal (here, key))
      continue;
    if (found != NULL && strcmp (found, here) != 0)
      return NULL;
    found = here;
  }
  return found;
}

/* 关于…的规定 in a text of 最高人民法院关于…: the issuer is the citing one. */
static char *
key_of_own_issuer (const Resolver *r, const char *key)
{
  const char *about = r->self_id != NULL && g_str_has_prefix (key, "关于") ? strstr (r->self_id, "关于") : NULL;
  if (about == NULL || about == r->self_id)
    return NULL;
  g_autofree char *issuer = g_strndup (r->self_id, (gsize)(about - r->self_id));
  return g_strconcat (issuer, key, NULL);
}

/* The versions of what TARGET names, by its key or another way of printing it. */
static GPtrArray *
versions_of (Resolver *r, const QzCitation *citation, QzTarget *target, GError **error)
{
  GPtrArray *versions = qz_timeline_versions (r->timeline, target->key);
  g_autofree char *other = NULL;
  const char *loose;
  if (versions->len == 0 && citation->form == QZ_CITE_NUMBER)
    other = key_of_number (r, target->key, error);
  else if (versions->len == 0 && (loose = key_by_loose (r, target->key)) != NULL)
    other = g_strdup (loose);
  else if (versions->len == 0 && (other = other_key (target->key)) == NULL)
    other = key_of_own_issuer (r, target->key);
  if (other != NULL) {
    g_ptr_array_unref (versions);
    versions = qz_timeline_versions (r->timeline, other);
  }
  return versions;
}

/* Whether an amendment of the index rewrote, after the citing text, the article whose 款 or 项 TARGET names: they are
 * not kept as the articles' numbers are. */
static gboolean
rewritten_since (Resolver *r, const QzVersion *version, const QzTarget *target, GError **error)
{
  const QzAddress *address = &target->address;
  QzAddress article = { .article = address->article, .suffix = address->suffix };
  gboolean below = address->article > 0 && (address->paragraph > 0 || address->item > 0);
  g_autofree char *eid = below ? qz_address_to_eid (&article) : NULL;
  QzDate last = eid != NULL ? qz_amendments_last (r->amendments, version->key, eid, error) : QZ_DATE_UNKNOWN;
  QzDate day = target->amended && r->self_day != QZ_DATE_UNKNOWN ? r->self_day : r->citing_day;
  return last != QZ_DATE_UNKNOWN && (target->amended ? last >= day : last > day);
}

/* Whether the numbers of VERSION, later than the citing text, were its law's then: it adds articles as 之N, or it is
 * the first version there ever was, adopted before it took force. */
static gboolean
same_numbers (Resolver *r, const QzVersion *version, const QzTarget *target, GError **error)
{
  const Outline *outline = outline_of (r, version->id, error);
  if (outline == NULL)
    return FALSE;
  if (outline->numbered_since != QZ_DATE_UNKNOWN && r->citing_day >= outline->numbered_since)
    return !rewritten_since (r, version, target, error);
  return outline->adopted != QZ_DATE_UNKNOWN && outline->adopted == version->version
         && r->citing_day >= outline->adopted;
}

/* A code published in parts whose files do not number them cannot tell whether 第三编第四章 exists. */
static gboolean
has_parts (Resolver *r, const char *instrument_id)
{
  const Outline *outline = outline_of (r, instrument_id, NULL);
  for (guint i = 0; outline != NULL && i < outline->tops->len; i++)
    if (g_str_has_prefix (outline->tops->pdata[i], "part_"))
      return TRUE;
  return FALSE;
}

/* Fills TARGET from the version meant. */
static QzCitationStatus
resolve_in (Resolver *r, const GPtrArray *versions, QzTarget *target, GError **error)
{
  static const QzAddress whole;
  gboolean work = memcmp (&target->address, &whole, sizeof whole) == 0;
  Meant meant = version_meant (r, versions, target->amended);
  if (meant.several)
    return QZ_CITE_AMBIGUOUS;
  if (meant.version == NULL)
    return QZ_CITE_NO_INSTRUMENT;
  target->version_status = work ? work_status (r, versions) : meant.status;
  g_free (target->title);
  target->title = g_strdup (meant.version->title);
  if (!work && !find_provision (r, meant.version->id, &target->address, error))
    return target->address.part > 0 && target->address.article == 0 && !has_parts (r, meant.version->id)
             ? QZ_CITE_AMBIGUOUS
             : QZ_CITE_NO_PROVISION;
  if (!work && strcmp (meant.status, "older-version-needed") == 0 && same_numbers (r, meant.version, target, error))
    target->version_status = status_word (meant.version, r->as_of);
  target->id = provision_id (meant.version->id, &target->address);
  return QZ_CITE_RESOLVED;
}

static QzCitationStatus
resolve_self (Resolver *r, const QzCitation *citation, QzTarget *target, GError **error)
{
  const QzVersion *own = r->self_id != NULL ? qz_timeline_find (r->timeline, r->self_id) : NULL;
  QzCitationStatus status = citation->status;
  static const QzAddress whole;
  target->version_status = own != NULL ? status_word (own, r->as_of) : "unknown";
  if (own == NULL)
    return status;
  if (status == QZ_CITE_UNRESOLVED
      || status == QZ_CITE_NO_PROVISION) /* another file of the same instrument may have it */
    status
      = memcmp (&target->address, &whole, sizeof whole) == 0 || find_provision (r, own->id, &target->address, error)
          ? QZ_CITE_RESOLVED
          : QZ_CITE_NO_PROVISION;
  if (status == QZ_CITE_RESOLVED)
    target->id = provision_id (own->id, &target->address);
  return status;
}

static QzCitationStatus
resolve_target (Resolver *r, const QzCitation *citation, QzTarget *target, GError **error)
{
  g_clear_pointer (&target->id, g_free);
  target->version_status = "unknown";
  if (target->self)
    return resolve_self (r, citation, target, error);
  if (target->key == NULL)
    return QZ_CITE_AMBIGUOUS;
  g_autoptr (GPtrArray) versions = versions_of (r, citation, target, error);
  return versions->len > 0 ? resolve_in (r, versions, target, error) : QZ_CITE_NO_INSTRUMENT;
}

/* The least settled of two. */
static QzCitationStatus
worse (QzCitationStatus a, QzCitationStatus b)
{
  static const QzCitationStatus order[]
    = { QZ_CITE_RESOLVED, QZ_CITE_NO_PROVISION, QZ_CITE_UNRESOLVED, QZ_CITE_AMBIGUOUS, QZ_CITE_NO_INSTRUMENT };
  for (gsize i = G_N_ELEMENTS (order); i-- > 0;)
    if (a == order[i] || b == order[i])
      return order[i];
  return a;
}

gboolean
qz_citations_resolve (GPtrArray *citations, const QzTimeline *timeline, QzReader *reader, const char *self_id,
                      QzDate citing_day, QzDate as_of, GError **error)
{
  Resolver r = { .timeline = timeline, .reader = reader, .self_id = self_id, .citing_day = citing_day, .as_of = as_of };
  g_autoptr (GError) own = NULL;
  const char *at = self_id != NULL ? strrchr (self_id, '@') : NULL;
  if (at != NULL)
    qz_date_parse_iso (at + 1, &r.self_day);
  g_autoptr (QzAmendments) amendments = r.amendments = qz_amendments_new (timeline, reader);
  r.outlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, outline_free);
  r.provisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
  for (guint i = 0; i < citations->len && own == NULL; i++) {
    QzCitation *citation = citations->pdata[i];
    QzCitationStatus status = QZ_CITE_RESOLVED;
    for (guint j = 0; j < citation->targets->len && own == NULL; j++)
      status = worse (status, resolve_target (&r, citation, citation->targets->pdata[j], &own));
    citation->status = status;
  }
  g_hash_table_unref (r.outlines);
  g_hash_table_unref (r.provisions);
  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return own == NULL;
}
