/* QzQuery → Xapian::Query. Trees are at most QZ_QUERY_DEPTH_MAX deep by construction. */
#include "config.h"

#include "lib/index/holds.hh"
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
    return holds (query->number, std::string (query->text, query->len), keeper.signatures (query->number), keeper.until ());
  case QZ_NODE_KEPT:
    return keeper.kept (std::string (query->text, query->len), only_child (query));
  case QZ_NODE_INVALID:
    break;
  }
  refuse (query->why);
}

}
