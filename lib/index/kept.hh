/* Which documents a kept query matches, found once for each state of the index. Private to the shim.
 *
 * Invariant: a set speaks of the state in which it was found; whoever moves to another clears the sets.
 */
#ifndef LIB_KEPT_HH
#define LIB_KEPT_HH

#include <map>
#include <memory>
#include <vector>

#include "lib/index/holds.hh"
#include "lib/index/shim.hh"

namespace qz
{

/* Documents of one shard, ascending. */
using KeptSet = std::vector<Xapian::docid>;

struct KeptShards {
  std::map<std::string, KeptSet> by_uuid;
};

/* Sets by the name of their query; at most a few, the oldest goes. */
class KeptSets
{
  std::map<std::string, std::shared_ptr<const KeptShards> > sets;

public:
  void clear ();
  std::shared_ptr<const KeptShards> find (const std::string &name) const;
  void add (const std::string &name, std::shared_ptr<const KeptShards> set);
};

class ReaderKeeper : public Keeper
{
  KeptSets &sets;
  SignedTexts &texts;
  const std::vector<Xapian::Database> &shards;
  gint64 deadline;

public:
  ReaderKeeper (KeptSets &sets_, SignedTexts &texts_, const std::vector<Xapian::Database> &shards_, gint64 deadline_)
    : sets (sets_), texts (texts_), shards (shards_), deadline (deadline_)
  {
  }
  gint64
  until () const override
  {
    return deadline;
  }
  Xapian::Query kept (const std::string &name, const QzQuery *query) override;
  std::shared_ptr<const SignedShards>
  signatures (Xapian::valueno slot) override
  {
    return texts.find (shards, slot, deadline);
  }
};

}

#endif
