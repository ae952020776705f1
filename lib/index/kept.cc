#include "config.h"

#include "lib/index/kept.hh"

#include <algorithm>

using namespace qz;

/* Questions of a few days and places in turn; each set is some hundred kilobytes at most. */
#define SETS_MAX 16

/* ---- a set as a source of postings ---- */

class KeptSource : public Xapian::PostingSource
{
  std::shared_ptr<const KeptShards> shards;
  const KeptSet *own = NULL;
  size_t at = 0;
  bool started = false;

public:
  explicit KeptSource (std::shared_ptr<const KeptShards> shards_) : shards (std::move (shards_))
  {
  }

  Xapian::PostingSource *clone () const override
  {
    return new KeptSource (shards);
  }

  void init (const Xapian::Database &database) override
  {
    auto found = shards->by_uuid.find (database.get_uuid ());
    if (found == shards->by_uuid.end ())
      throw Xapian::DatabaseModifiedError ("another generation than the one the set was found in");
    own = &found->second;
    at = 0;
    started = false;
    set_maxweight (0);
  }

  Xapian::doccount get_termfreq_min () const override
  {
    return own->size ();
  }

  Xapian::doccount get_termfreq_est () const override
  {
    return own->size ();
  }

  Xapian::doccount get_termfreq_max () const override
  {
    return own->size ();
  }

  void next (double) override
  {
    at += started;
    started = true;
  }

  void skip_to (Xapian::docid docid, double) override
  {
    started = true;
    at = std::lower_bound (own->begin () + at, own->end (), docid) - own->begin ();
  }

  bool at_end () const override
  {
    return at >= own->size ();
  }

  Xapian::docid get_docid () const override
  {
    return (*own)[at];
  }
};

/* ---- the sets of a reader ---- */

void
KeptSets::clear ()
{
  sets.clear ();
}

std::shared_ptr<const KeptShards>
KeptSets::find (const std::string &name) const
{
  auto found = sets.find (name);
  return found != sets.end () ? found->second : NULL;
}

void
KeptSets::add (const std::string &name, std::shared_ptr<const KeptShards> set)
{
  if (sets.size () >= SETS_MAX)
    sets.clear ();
  sets[name] = std::move (set);
}

static KeptSet
matches (const Xapian::Database &db, const Xapian::Query &query)
{
  Xapian::Enquire enquire (db);
  KeptSet set;
  enquire.set_query (query);
  enquire.set_weighting_scheme (Xapian::BoolWeight ());
  enquire.set_docid_order (Xapian::Enquire::ASCENDING);
  Xapian::MSet found = enquire.get_mset (0, db.get_doccount ());
  set.reserve (found.size ());
  for (Xapian::MSetIterator hit = found.begin (); hit != found.end (); ++hit)
    set.push_back (*hit);
  std::sort (set.begin (), set.end ());
  return set;
}

Xapian::Query
ReaderKeeper::kept (const std::string &name, const QzQuery *query)
{
  std::shared_ptr<const KeptShards> set = sets.find (name);
  if (!set) {
    auto made = std::make_shared<KeptShards> ();
    for (const Xapian::Database &shard : shards)
      made->by_uuid[shard.get_uuid ()] = matches (shard, compile (query, *this));
    /* Copies of one database have one name: what is found in one is not what is found in the other. */
    if (made->by_uuid.size () < shards.size ())
      return Xapian::Query (0.0, compile (query, *this));
    set = made;
    sets.add (name, set);
  }
  return Xapian::Query ((new KeptSource (set))->release ());
}
