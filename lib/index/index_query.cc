/* QzQuery → Xapian::Query. Trees are at most QZ_QUERY_DEPTH_MAX deep by construction. */
#include "config.h"

#include "lib/index/query.h"
#include "lib/index/shim.hh"

#include <cstring>
#include <vector>

#include <glib/gi18n.h>

namespace qz
{

using Xapian::Query;

static Query::op
operator_of (QzOp op)
{
  switch (op) {
  case QZ_OP_AND:
    return Query::OP_AND;
  case QZ_OP_OR:
    return Query::OP_OR;
  case QZ_OP_AND_NOT:
    return Query::OP_AND_NOT;
  case QZ_OP_FILTER:
    return Query::OP_FILTER;
  case QZ_OP_AND_MAYBE:
    return Query::OP_AND_MAYBE;
  case QZ_OP_MAX:
    return Query::OP_MAX;
  case QZ_OP_SYNONYM:
    return Query::OP_SYNONYM;
  }
  fail (QZ_INDEX_ERROR_ARGUMENT, _ ("查询中有不认识的运算 %d"), static_cast<int> (op));
}

static Query
compile_term (const QzQuery *query)
{
  std::string term (query->text, query->len);
  if (query->len == 0)
    fail (QZ_INDEX_ERROR_ARGUMENT, _ ("查询中有空词"));
  if (query->len > QZ_TERM_MAX)
    fail (QZ_INDEX_ERROR_ARGUMENT, _ ("查询中的词有 %zu 字节，上限是 %d"), query->len, QZ_TERM_MAX);
  return query->number > 0 ? Query (term, query->number) : Query (0.0, Query (term));
}

/* Xapian's range operators see only documents that have the value, while here an absent one is "":
 * with an open start, everything but what lies above TO. TO followed by a NUL is the next string in byte order. */
static Query
compile_range (const QzQuery *query)
{
  if (query->text && query->to)
    return Query (Query::OP_VALUE_RANGE, query->number, query->text, query->to);
  if (query->text)
    return Query (Query::OP_VALUE_GE, query->number, query->text);
  if (!query->to)
    return Query::MatchAll;
  std::string above (query->to);
  above.push_back ('\0');
  return Query (Query::OP_AND_NOT, Query::MatchAll, Query (Query::OP_VALUE_GE, query->number, above));
}

static Query
compile_children (const QzQuery *query, Keeper &keeper)
{
  std::vector<Query> children;
  children.reserve (query->children->len);
  for (guint i = 0; i < query->children->len; i++)
    children.push_back (compile (static_cast<const QzQuery *> (g_ptr_array_index (query->children, i)), keeper));
  return Query (operator_of (query->op), children.begin (), children.end ());
}

[[noreturn]] static void
refuse (QzInvalid why)
{
  switch (why) {
  case QZ_INVALID_DEPTH:
    fail (QZ_INDEX_ERROR_ARGUMENT, _ ("查询嵌套超过 %d 层"), QZ_QUERY_DEPTH_MAX);
  case QZ_INVALID_FACTOR:
    fail (QZ_INDEX_ERROR_ARGUMENT, _ ("查询的权重系数不是非负数"));
  case QZ_INVALID_OPERATOR:
    break;
  }
  fail (QZ_INDEX_ERROR_ARGUMENT, _ ("这种运算只能连接两个查询"));
}

/* Texts read before the clock is asked again: some 50 microseconds. */
#define TIME_EVERY 256

/* Values that hold a text, one after another: the matcher skips to what the rest of the query leaves. Xapian asks
 * for a copy a shard, so nothing here speaks of more than one database. */
class HoldsSource : public Xapian::PostingSource
{
  Xapian::valueno slot;
  std::string text;
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

  /* On to the first that holds, from where it stands. */
  void
  settle ()
  {
    while (at != db.valuestream_end (slot) && !holds ())
      ++at;
    if (at != db.valuestream_end (slot))
      done = at.get_docid ();
  }

public:
  HoldsSource (Xapian::valueno slot_, const std::string &text_, gint64 until_) : slot (slot_), text (text_), until (until_)
  {
  }

  Xapian::PostingSource *
  clone () const override
  {
    return new HoldsSource (slot, text, until);
  }

  void
  init (const Xapian::Database &database) override
  {
    db = database;
    values = db.get_value_freq (slot);
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
    while (at != db.valuestream_end (slot) && at.get_docid () <= done)
      ++at;
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
    if (at != db.valuestream_end (slot))
      at.skip_to (docid);
    done = docid;
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

static const QzQuery *
only_child (const QzQuery *query)
{
  return static_cast<const QzQuery *> (g_ptr_array_index (query->children, 0));
}

Query
compile (const QzQuery *query, Keeper &keeper)
{
  if (!query)
    return Query::MatchNothing;
  switch (query->kind) {
  case QZ_NODE_TERM:
    return compile_term (query);
  case QZ_NODE_ALL:
    return Query::MatchAll;
  case QZ_NODE_NONE:
    return Query::MatchNothing;
  case QZ_NODE_JOIN:
  case QZ_NODE_PAIR:
    return compile_children (query, keeper);
  case QZ_NODE_SCALE:
    return Query (query->factor, compile (only_child (query), keeper));
  case QZ_NODE_PREFIX:
    return Query (Query::OP_WILDCARD, std::string (query->text, query->len), query->number,
                  query->number > 0 ? Query::WILDCARD_LIMIT_MOST_FREQUENT : Query::WILDCARD_LIMIT_ERROR);
  case QZ_NODE_RANGE:
    return compile_range (query);
  case QZ_NODE_HOLDS:
    return Query ((new HoldsSource (query->number, std::string (query->text, query->len), keeper.until ()))->release ());
  case QZ_NODE_KEPT:
    return keeper.kept (std::string (query->text, query->len), only_child (query));
  case QZ_NODE_INVALID:
    break;
  }
  refuse (query->why);
}

}
