/* Reading. A body runs whole against one state of the index or is repeated against the next. */
#include "config.h"

#include "lib/index/database.h"
#include "lib/index/kept.hh"
#include "lib/index/lately.hh"
#include "lib/index/shim.hh"

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include <glib/gi18n.h>

using namespace qz;

#define REPEATS 3
/* Matches before the clock is asked again: some 50 microseconds. */
#define WATCH_EVERY 256

/* One directory: the generation that is open. */
struct Shard {
  std::string dir, generation;
  Xapian::Database db;
};

struct QzReader {
  std::string where;
  std::vector<Shard> shards;
  Xapian::Database db; /* all shards as one */
  KeptSets kept;       /* of the state that is shown */
  SignedTexts texts;   /* likewise */
  LatelyRead lately;   /* likewise */
  gint64 until = 0;    /* see qz_reader_allow() */
};

static void
forget (QzReader *reader)
{
  reader->kept.clear ();
  reader->texts.clear ();
  reader->lately.clear ();
}

static void
join_shards (QzReader *reader)
{
  forget (reader);
  if (reader->shards.size () == 1) {
    reader->db = reader->shards[0].db;
    return;
  }
  Xapian::Database all;
  for (Shard &shard : reader->shards)
    all.add_database (shard.db);
  reader->db = all;
}

/* Whether anything is now newer than it was. */
static bool
refresh (QzReader *reader)
{
  bool moved = false, changed = false;
  for (Shard &shard : reader->shards) {
    g_autofree char *current = qz_database_current (shard.dir.c_str (), NULL);
    if (current && shard.generation != current) {
      shard.db = open_current (shard.dir, shard.generation);
      moved = true;
    } else if (shard.db.reopen ())
      changed = true;
  }
  if (moved)
    join_shards (reader);
  if (changed)
    forget (reader);
  return moved || changed;
}

template <typename R, typename Body>
static R
reading (QzReader *reader, GError **error, R failure, Body body) noexcept
{
  return guard (reader->where, error, failure, [&] {
    bool newer = false;
    for (int repeats = 0;; repeats++) {
      try {
        check_time (reader->until);
        return body ();
      } catch (const Xapian::DatabaseModifiedError &) {
        if (repeats == REPEATS && newer)
          throw;
        if (repeats == REPEATS)
          fail (QZ_INDEX_ERROR_DAMAGED, _ ("%s：索引已损坏；请用 quanze-index --rebuild 重建"), reader->where.c_str ());
      }
      newer |= refresh (reader);
    }
  });
}

static void
open_reader (QzReader *reader, const char *const *dirs)
{
  for (guint i = 0; dirs[i]; i++) {
    Shard shard;
    shard.dir = dirs[i];
    shard.db = open_current (shard.dir, shard.generation);
    reader->where += (i > 0 ? "、" : "") + shard.dir;
    reader->shards.push_back (shard);
  }
  if (reader->shards.empty ())
    fail (QZ_INDEX_ERROR_ARGUMENT, _ ("没有指明索引目录"));
  join_shards (reader);
}

QzReader *
qz_reader_open (const char *const *dirs, GError **error)
{
  return guard (dirs[0] ? dirs[0] : "", error, static_cast<QzReader *> (NULL), [&] {
    std::unique_ptr<QzReader> reader (new QzReader);
    open_reader (reader.get (), dirs);
    return reader.release ();
  });
}

void
qz_reader_remember (QzReader *reader, gsize bytes)
{
  reader->lately.bound (bytes);
}

void
qz_reader_allow (QzReader *reader, gint64 until)
{
  reader->until = until;
}

void
qz_reader_free (QzReader *reader)
{
  delete reader;
}

gboolean
qz_reader_refresh (QzReader *reader, GError **error)
{
  return guard (reader->where, error, FALSE, [&] {
    refresh (reader);
    return TRUE;
  });
}

/* ---- search ---- */

void
qz_search_init (QzSearch *search)
{
  memset (search, 0, sizeof *search);
  search->limit = 10;
  search->weight = QZ_WEIGHT_BM25;
  search->collapse_slot = -1;
  search->tie_slot = -1;
}

static void
free_hit (gpointer data)
{
  QzHit *hit = static_cast<QzHit *> (data);
  g_free (hit->data);
  for (char **value = hit->values; value && *value; value++)
    g_ref_string_release (*value);
  g_free (hit->values);
  g_strfreev (hit->terms);
  g_free (hit);
}

static void
free_facet (gpointer facet)
{
  g_hash_table_unref (static_cast<GHashTable *> (facet));
}

void
qz_hits_free (QzHits *hits)
{
  if (!hits)
    return;
  g_ptr_array_unref (hits->hits);
  g_ptr_array_unref (hits->facets);
  g_free (hits);
}

static void
set_weighting (Xapian::Enquire &enquire, const QzSearch *search)
{
  switch (search->weight) {
  case QZ_WEIGHT_BM25:
    if (search->k1 == 0 && search->b == 0 && search->min_normlen == 0)
      enquire.set_weighting_scheme (Xapian::BM25Weight (1.2, 0, 1, 0.75, 0));
    else
      enquire.set_weighting_scheme (Xapian::BM25Weight (search->k1, 0, 1, search->b, search->min_normlen));
    break;
  case QZ_WEIGHT_BOOL:
    enquire.set_weighting_scheme (Xapian::BoolWeight ());
    break;
  case QZ_WEIGHT_DLH:
    enquire.set_weighting_scheme (Xapian::DLHWeight ());
    break;
  }
}

/* Xapian sorts by one key at most, so two slots are made one; ties beyond fall to the lower docid. */
static void
set_sorting (Xapian::Enquire &enquire, const QzSearch *search)
{
  bool tie = search->tie_slot >= 0, down = search->sort == QZ_SORT_VALUE_DESC;
  if (search->sort == QZ_SORT_RELEVANCE) {
    if (tie)
      enquire.set_sort_by_relevance_then_value (search->tie_slot, false);
    return;
  }
  if (!tie) {
    enquire.set_sort_by_value (search->sort_slot, down);
    return;
  }
  auto maker = new Xapian::MultiValueKeyMaker;
  enquire.set_sort_by_key (maker->release (), false);
  maker->add_value (search->sort_slot, down);
  maker->add_value (search->tie_slot, false);
}

/* The values of all hits, a slot after the other in the order of documents: values lie in blocks by slot and document,
 * so each block is read once, where asking hit by hit would read and unpack one for each value. */
static void
fill_values (GPtrArray *hits, QzReader *reader, const QzSearch *search)
{
  std::vector<QzHit *> order;
  for (guint i = 0; search->n_value_slots > 0 && i < hits->len; i++) {
    QzHit *hit = static_cast<QzHit *> (hits->pdata[i]);
    hit->values = g_new0 (char *, search->n_value_slots + 1);
    order.push_back (hit);
  }
  std::sort (order.begin (), order.end (), [] (const QzHit *a, const QzHit *b) { return a->docid < b->docid; });
  for (guint i = 0; i < search->n_value_slots; i++) {
    const guint slot = search->value_slots[i];
    Xapian::ValueIterator at, end;
    bool streaming = false;

    for (QzHit *hit : order) {
      hit->values[i] = reader->lately.find (hit->docid, slot);
      if (hit->values[i])
        continue;
      if (!streaming) {
        at = reader->db.valuestream_begin (slot);
        end = reader->db.valuestream_end (slot);
        streaming = true;
      }
      if (at != end)
        at.skip_to (hit->docid);
      bool has = at != end && at.get_docid () == hit->docid;
      hit->values[i] = reader->lately.add (hit->docid, slot, has ? *at : std::string ());
    }
  }
}

static char **
copy_terms (const Xapian::Enquire &enquire, Xapian::docid docid)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  Xapian::TermIterator end = enquire.get_matching_terms_end (docid);
  for (Xapian::TermIterator at = enquire.get_matching_terms_begin (docid); at != end; ++at)
    g_ptr_array_add (terms, copy_string (*at));
  g_ptr_array_add (terms, NULL);
  return reinterpret_cast<char **> (g_ptr_array_steal (terms, NULL));
}

static void
fill_hit (QzHit *hit, const Xapian::Enquire &enquire, const Xapian::MSetIterator &at, const QzSearch *search)
{
  hit->docid = *at;
  hit->weight = at.get_weight ();
  hit->collapsed = at.get_collapse_count ();
  if (!search->without_data) {
    std::string data = at.get_document ().get_data ();
    hit->data_len = data.size ();
    hit->data = copy_string (data);
  }
  if (search->with_terms)
    hit->terms = copy_terms (enquire, *at);
}

static GHashTable *
copy_facet (Xapian::ValueCountMatchSpy &spy)
{
  g_autoptr (GHashTable) facet = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (Xapian::TermIterator at = spy.values_begin (); at != spy.values_end (); ++at)
    g_hash_table_insert (facet, copy_string (*at), GUINT_TO_POINTER (at.get_termfreq ()));
  return g_steal_pointer (&facet);
}

/* Stops a match that goes on too long: it is shown what matches. */
class Watch : public Xapian::MatchSpy
{
  gint64 until;
  guint seen = 0;

public:
  explicit Watch (gint64 until_) : until (until_)
  {
  }

  void
  operator() (const Xapian::Document &, double) override
  {
    if (++seen % WATCH_EVERY == 0)
      check_time (until);
  }
};

static QzHits *
search_once (QzReader *reader, const Xapian::Query &query, const QzSearch *search)
{
  Xapian::Enquire enquire (reader->db);
  enquire.set_query (query);
  set_weighting (enquire, search);
  set_sorting (enquire, search);
  if (search->collapse_slot >= 0)
    enquire.set_collapse_key (search->collapse_slot, search->collapse_max ? search->collapse_max : 1);
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy> > spies;
  for (guint i = 0; i < search->n_facet_slots; i++) {
    spies.emplace_back (new Xapian::ValueCountMatchSpy (search->facet_slots[i]));
    enquire.add_matchspy (spies.back ().get ());
  }
  Watch watch (reader->until);
  if (reader->until != 0)
    enquire.add_matchspy (&watch);
  Xapian::MSet set = enquire.get_mset (search->offset, search->limit, search->check_at_least);

  g_autoptr (QzHits) hits = g_new0 (QzHits, 1);
  hits->hits = g_ptr_array_new_full (set.size (), free_hit);
  hits->facets = g_ptr_array_new_with_free_func (free_facet);
  for (Xapian::MSetIterator at = set.begin (); at != set.end (); ++at) {
    QzHit *hit = g_new0 (QzHit, 1);
    g_ptr_array_add (hits->hits, hit);
    fill_hit (hit, enquire, at, search);
  }
  fill_values (hits->hits, reader, search);
  for (auto &spy : spies)
    g_ptr_array_add (hits->facets, copy_facet (*spy));
  hits->total = set.get_matches_estimated ();
  hits->total_lower = set.get_matches_lower_bound ();
  hits->total_upper = set.get_matches_upper_bound ();
  return g_steal_pointer (&hits);
}

QzHits *
qz_reader_search (QzReader *reader, const QzQuery *query, const QzSearch *search, GError **error)
{
  return reading (reader, error, static_cast<QzHits *> (NULL), [&] {
    std::vector<Xapian::Database> shards;
    for (const Shard &shard : reader->shards)
      shards.push_back (shard.db);
    ReaderKeeper keeper (reader->kept, reader->texts, shards, reader->until);
    return search_once (reader, compile (query, keeper), search);
  });
}

/* ---- lookups ---- */

char *
qz_reader_get (QzReader *reader, const char *id, gsize *len, GError **error)
{
  return reading (reader, error, static_cast<char *> (NULL), [&] {
    std::string term = id_term (id);
    Xapian::PostingIterator at = reader->db.postlist_begin (term);
    if (at == reader->db.postlist_end (term))
      return static_cast<char *> (NULL);
    std::string data = reader->db.get_document (*at).get_data ();
    if (len)
      *len = data.size ();
    return copy_string (data);
  });
}

GPtrArray *
qz_reader_list (QzReader *reader, const char *term, guint offset, guint limit, GError **error)
{
  return reading (reader, error, static_cast<GPtrArray *> (NULL),
                  [&] { return list_data (reader->db, term, offset, limit); });
}

gint64
qz_reader_count (QzReader *reader, const char *term, GError **error)
{
  return reading (reader, error, static_cast<gint64> (-1),
                  [&] { return static_cast<gint64> (reader->db.get_termfreq (term)); });
}

gint64
qz_reader_doc_count (QzReader *reader, GError **error)
{
  return reading (reader, error, static_cast<gint64> (-1),
                  [&] { return static_cast<gint64> (reader->db.get_doccount ()); });
}

GPtrArray *
qz_reader_terms (QzReader *reader, const char *prefix, guint limit, GError **error)
{
  return reading (reader, error, static_cast<GPtrArray *> (NULL),
                  [&] { return list_terms (reader->db, prefix, limit); });
}

/* ---- metadata ---- */

char *
qz_reader_get_metadata (QzReader *reader, const char *key, gsize *len, GError **error)
{
  return reading (reader, error, static_cast<char *> (NULL), [&] {
    std::string value;
    for (Shard &shard : reader->shards) {
      value = shard.db.get_metadata (key);
      if (!value.empty ())
        break;
    }
    if (len)
      *len = value.size ();
    return copy_string (value);
  });
}

GPtrArray *
qz_reader_get_metadata_all (QzReader *reader, const char *key, GError **error)
{
  return reading (reader, error, static_cast<GPtrArray *> (NULL), [&] {
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
    for (Shard &shard : reader->shards) {
      std::string value = shard.db.get_metadata (key);
      if (!value.empty ())
        g_ptr_array_add (values, copy_string (value));
    }
    return g_steal_pointer (&values);
  });
}

static void
free_bytes (gpointer bytes)
{
  g_bytes_unref (static_cast<GBytes *> (bytes));
}

GPtrArray *
qz_reader_get_metadata_bytes (QzReader *reader, const char *key, GError **error)
{
  return reading (reader, error, static_cast<GPtrArray *> (NULL), [&] {
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (free_bytes);
    for (Shard &shard : reader->shards) {
      std::string value = shard.db.get_metadata (key);
      if (!value.empty ())
        g_ptr_array_add (values, g_bytes_new (value.data (), value.size ()));
    }
    return g_steal_pointer (&values);
  });
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*static_cast<char *const *> (a), *static_cast<char *const *> (b));
}

/* KEYS sorted, each once. */
static void
make_unique (GPtrArray *keys)
{
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = keys->len; i > 1; i--) {
    const char *key = static_cast<const char *> (g_ptr_array_index (keys, i - 1));
    if (strcmp (key, static_cast<const char *> (g_ptr_array_index (keys, i - 2))) == 0)
      g_ptr_array_remove_index (keys, i - 1);
  }
}

GPtrArray *
qz_reader_metadata_keys (QzReader *reader, const char *prefix, GError **error)
{
  return reading (reader, error, static_cast<GPtrArray *> (NULL), [&] {
    g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
    for (Shard &shard : reader->shards)
      add_metadata_keys (shard.db, prefix, keys);
    make_unique (keys);
    return g_steal_pointer (&keys);
  });
}

guint64
qz_reader_revision (QzReader *reader, GError **error)
{
  return reading (reader, error, static_cast<guint64> (0), [&] {
    guint64 sum = 0;
    for (Shard &shard : reader->shards)
      sum += g_ascii_strtoull (shard.db.get_metadata (REVISION_KEY).c_str (), NULL, 10);
    return sum;
  });
}
