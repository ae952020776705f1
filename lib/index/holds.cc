/* A reader's second phrase costs a tenth more, for it signs all texts; each one after it reads a few texts where the first
 * read all (docs/SEARCH.md). The hot path is next(): eight words a document. */
#include "config.h"

#include "lib/index/holds.hh"

#include <cstring>

using namespace qz;

/* ---- signatures ---- */

/* Whether a character begins with BYTE. */
static bool
begins (char byte)
{
  return (static_cast<unsigned char> (byte) & 0xc0) != 0x80;
}

Signature
qz::sign (const char *text, size_t len)
{
  Signature signature = {};
  guint32 before = 0, character = 0;
  for (size_t i = 0; i <= len; i++) {
    if (i < len && (i == 0 || !begins (text[i]))) {
      character = character << 8 | static_cast<unsigned char> (text[i]);
      continue;
    }
    if (before != 0) {
      guint32 bit = (before * 2654435761u ^ character * 2246822519u) * 3266489917u >> (32 - SIGNATURE_BITS_LOG);
      signature[bit / 64] |= static_cast<guint64> (1) << (bit % 64);
    }
    before = character;
    character = i < len ? static_cast<unsigned char> (text[i]) : 0;
  }
  return signature;
}

void
Signatures::add (Xapian::docid docid, const std::string &value)
{
  const char *body = static_cast<const char *> (memchr (value.data (), '\n', value.size ()));
  if (!body)
    return;
  if (signatures.size () <= docid)
    signatures.resize (docid + 1);
  signatures[docid] = sign (body, value.data () + value.size () - body);
}

static bool
covers (const Signature &signature, const Signature &wanted)
{
  guint64 lacking = 0;
  for (size_t i = 0; i < wanted.size (); i++)
    lacking |= wanted[i] & ~signature[i];
  return lacking == 0;
}

bool
Signatures::may (Xapian::docid docid, const Signature &wanted) const
{
  return docid < signatures.size () && covers (signatures[docid], wanted);
}

Xapian::docid
Signatures::next (Xapian::docid docid, const Signature &wanted) const
{
  while (docid < signatures.size () && !covers (signatures[docid], wanted))
    docid++;
  return docid < signatures.size () ? docid : 0;
}

/* ---- of a reader ---- */

void
SignedTexts::clear ()
{
  asked.clear ();
  known.clear ();
}

static Signatures
sign_all (const Xapian::Database &db, Xapian::valueno slot, gint64 until)
{
  Signatures signatures;
  guint read = 0;
  const Xapian::ValueIterator end = db.valuestream_end (slot);
  for (Xapian::ValueIterator at = db.valuestream_begin (slot); at != end; ++at) {
    if (++read % TIME_EVERY == 0)
      check_time (until);
    signatures.add (at.get_docid (), *at);
  }
  return signatures;
}

std::shared_ptr<const SignedShards>
SignedTexts::find (const std::vector<Xapian::Database> &shards, Xapian::valueno slot, gint64 until)
{
  auto found = known.find (slot);
  if (found != known.end ())
    return found->second;
  guint64 documents = 0;
  for (const Xapian::Database &shard : shards)
    documents += shard.get_lastdocid ();
  if (!asked.insert (slot).second && documents <= SIGNED_MAX) {
    auto made = std::make_shared<SignedShards> ();
    for (const Xapian::Database &shard : shards)
      made->by_uuid[shard.get_uuid ()] = sign_all (shard, slot, until);
    /* Copies of one database have one name. */
    if (made->by_uuid.size () == shards.size ())
      return known[slot] = made;
  }
  return NULL;
}

/* ---- the source ---- */

/* Values that hold a text, one after another: the matcher skips to what the rest of the query leaves. Xapian asks
 * for a copy a shard, so nothing here speaks of more than one database. */
class HoldsSource : public Xapian::PostingSource
{
  Xapian::valueno slot;
  std::string text;
  std::shared_ptr<const SignedShards> shards; /* NULL: none are known */
  const Signatures *signatures = NULL;        /* of the shard */
  Signature wanted;
  Xapian::Database db;
  Xapian::ValueIterator at;
  Xapian::doccount values = 0;
  Xapian::docid done = 0; /* all up to it have been looked at */
  gint64 until;
  guint read = 0;
  bool started = false;

  bool
  holds ()
  {
    if (++read % TIME_EVERY == 0)
      check_time (until);
    const std::string value = *at;
    const void *body = memchr (value.data (), '\n', value.size ());
    return body && memmem (body, value.data () + value.size () - static_cast<const char *> (body), text.data (), text.size ());
  }

  void
  start ()
  {
    if (!started)
      at = db.valuestream_begin (slot);
    started = true;
  }

  /* On to the first that may hold, from where it stands. */
  void
  skip_others ()
  {
    const Xapian::ValueIterator end = db.valuestream_end (slot);
    if (!signatures || at == end)
      return;
    Xapian::docid next = signatures->next (at.get_docid (), wanted);
    if (next == 0)
      at = end;
    else if (next != at.get_docid ())
      at.skip_to (next);
  }

  /* On to the first that holds, from where it stands. */
  void
  settle ()
  {
    const Xapian::ValueIterator end = db.valuestream_end (slot);
    for (skip_others (); at != end && !holds (); skip_others ())
      ++at;
    if (at != end)
      done = at.get_docid ();
  }

public:
  HoldsSource (Xapian::valueno slot_, const std::string &text_, std::shared_ptr<const SignedShards> shards_, gint64 until_)
    : slot (slot_), text (text_), shards (std::move (shards_)), wanted (sign (text_.data (), text_.size ())), until (until_)
  {
  }

  Xapian::PostingSource *
  clone () const override
  {
    return new HoldsSource (slot, text, shards, until);
  }

  void
  init (const Xapian::Database &database) override
  {
    db = database;
    values = db.get_value_freq (slot);
    if (shards) {
      auto found = shards->by_uuid.find (database.get_uuid ());
      if (found == shards->by_uuid.end ())
        throw Xapian::DatabaseModifiedError ("another generation than the one the texts were signed in");
      signatures = &found->second;
    }
    started = false;
    done = 0;
    set_maxweight (0);
  }

  Xapian::doccount
  get_termfreq_min () const override
  {
    return 0;
  }

  Xapian::doccount
  get_termfreq_est () const override
  {
    return values / 100;
  }

  Xapian::doccount
  get_termfreq_max () const override
  {
    return values;
  }

  void
  next (double) override
  {
    start ();
    if (at != db.valuestream_end (slot) && at.get_docid () <= done)
      at.skip_to (done + 1);
    settle ();
  }

  void
  skip_to (Xapian::docid docid, double) override
  {
    start ();
    if (at != db.valuestream_end (slot))
      at.skip_to (docid);
    settle ();
  }

  /* FALSE: not in DOCID; next() goes on behind it. */
  bool
  check (Xapian::docid docid, double) override
  {
    start ();
    done = docid;
    if (signatures && !signatures->may (docid, wanted))
      return false;
    if (at != db.valuestream_end (slot))
      at.skip_to (docid);
    return at == db.valuestream_end (slot) || (at.get_docid () == docid && holds ());
  }

  bool
  at_end () const override
  {
    return started && at == db.valuestream_end (slot);
  }

  Xapian::docid
  get_docid () const override
  {
    return at.get_docid ();
  }
};

Xapian::Query
qz::holds (Xapian::valueno slot, const std::string &text, std::shared_ptr<const SignedShards> shards, gint64 until)
{
  return Xapian::Query ((new HoldsSource (slot, text, std::move (shards), until))->release ());
}
