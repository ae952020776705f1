/* Documents whose value holds a text, byte for byte. Private to the shim.
 *
 * A signature of 512 bits has one set for each pair of characters that stand side by side in a text, by a hash: what
 * lacks a bit of a phrase's own cannot hold the phrase. What has them all is read.
 *
 * Invariant: signatures speak of the state in which they were made; whoever moves to another clears them.
 */
#ifndef LIB_HOLDS_HH
#define LIB_HOLDS_HH

#include <array>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "lib/index/shim.hh"

namespace qz
{

/* Texts read before the clock is asked again: some 50 microseconds. */
constexpr guint TIME_EVERY = 256;
/* Documents that are signed at most: 64 bytes each. */
constexpr guint64 SIGNED_MAX = 1000000;
constexpr int SIGNATURE_BITS_LOG = 9;
using Signature = std::array<guint64, (1 << SIGNATURE_BITS_LOG) / 64>;

Signature sign (const char *text, size_t len);

/* Of one shard, by document. */
class Signatures
{
  std::vector<Signature> signatures;

public:
  void add (Xapian::docid docid, const std::string &value);
  bool may (Xapian::docid docid, const Signature &wanted) const;
  /* The first from DOCID on that may hold what WANTED signs; 0 when none may. */
  Xapian::docid next (Xapian::docid docid, const Signature &wanted) const;
};

struct SignedShards {
  std::map<std::string, Signatures> by_uuid;
};

/* Of a reader, by slot; made when a slot is asked for again. */
class SignedTexts
{
  std::set<Xapian::valueno> asked;
  std::map<Xapian::valueno, std::shared_ptr<const SignedShards> > known;

public:
  void clear ();
  /* NULL: read all. */
  std::shared_ptr<const SignedShards> find (const std::vector<Xapian::Database> &shards, Xapian::valueno slot, gint64 until);
};

/* See qz_query_holds(). SHARDS may be NULL. */
Xapian::Query holds (Xapian::valueno slot, const std::string &text, std::shared_ptr<const SignedShards> shards, gint64 until);

}

#endif
