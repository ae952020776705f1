#include "config.h"

#include "lib/index/query.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static QzQuery *
new_node (QzNodeKind kind)
{
  QzQuery *query = g_new0 (QzQuery, 1);
  query->kind = kind;
  query->depth = 1;
  return query;
}

static QzQuery *
new_invalid (QzInvalid why)
{
  QzQuery *query = new_node (QZ_NODE_INVALID);
  query->why = why;
  return query;
}

void
qz_query_free (QzQuery *query)
{
  if (!query)
    return;
  g_clear_pointer (&query->children, g_ptr_array_unref);
  g_free (query->text);
  g_free (query->to);
  g_free (query);
}

static void
free_child (gpointer query)
{
  qz_query_free (query);
}

static QzQuery *
new_parent (QzNodeKind kind, QzOp op)
{
  QzQuery *query = new_node (kind);
  query->op = op;
  query->children = g_ptr_array_new_with_free_func (free_child);
  return query;
}

/* PARENT with CHILD below it; an invalid node in the place of both when the tree gets too deep. */
static QzQuery *
adopt (QzQuery *parent, QzQuery *child)
{
  if (parent->kind == QZ_NODE_INVALID) {
    qz_query_free (child);
    return parent;
  }
  g_ptr_array_add (parent->children, child);
  parent->depth = MAX (parent->depth, child->depth + 1);
  if (parent->depth <= QZ_QUERY_DEPTH_MAX)
    return parent;
  qz_query_free (parent);
  return new_invalid (QZ_INVALID_DEPTH);
}

/* Children of a node of the same operator become PARENT's own: chains stay flat. */
static QzQuery *
adopt_flat (QzQuery *parent, QzQuery *child)
{
  if (parent->kind != QZ_NODE_JOIN || child->kind != QZ_NODE_JOIN || child->op != parent->op)
    return adopt (parent, child);
  parent->depth = MAX (parent->depth, child->depth);
  g_ptr_array_extend_and_steal (parent->children, g_steal_pointer (&child->children));
  qz_query_free (child);
  return parent;
}

static QzQuery *
new_text (QzNodeKind kind, const char *text, gssize len, guint number)
{
  QzQuery *query = new_node (kind);
  query->len = len < 0 ? strlen (text) : (gsize)len;
  query->text = g_malloc (query->len + 1);
  if (query->len)
    memcpy (query->text, text, query->len);
  query->text[query->len] = '\0';
  query->number = number;
  return query;
}

QzQuery *
qz_query_term (const char *term, gssize len, guint wqf)
{
  return new_text (QZ_NODE_TERM, term, len, wqf);
}

QzQuery *
qz_query_prefix (const char *prefix, guint max_expansion)
{
  return new_text (QZ_NODE_PREFIX, prefix, -1, max_expansion);
}

QzQuery *
qz_query_all (void)
{
  return new_node (QZ_NODE_ALL);
}

QzQuery *
qz_query_none (void)
{
  return new_node (QZ_NODE_NONE);
}

QzQuery *
qz_query_range (guint slot, const char *from, const char *to)
{
  QzQuery *query = new_node (QZ_NODE_RANGE);
  query->number = slot;
  if (from && *from) {
    query->text = g_strdup (from);
    query->len = strlen (from);
  }
  query->to = g_strdup (to);
  return query;
}

QzQuery *
qz_query_holds (guint slot, const char *text)
{
  return new_text (QZ_NODE_HOLDS, text, -1, slot);
}

QzQuery *
qz_query_kept (const char *name, QzQuery *query)
{
  if (!query)
    return NULL;
  QzQuery *kept = new_text (QZ_NODE_KEPT, name, -1, 0);
  kept->children = g_ptr_array_new_with_free_func (free_child);
  return adopt (kept, query);
}

QzQuery *
qz_query_scale (QzQuery *query, double factor)
{
  if (!query)
    return NULL;
  if (!isfinite (factor) || factor < 0) {
    qz_query_free (query);
    return new_invalid (QZ_INVALID_FACTOR);
  }
  QzQuery *scaled = new_parent (QZ_NODE_SCALE, QZ_OP_AND);
  scaled->factor = factor;
  return adopt (scaled, query);
}

static gboolean
is_associative (QzOp op)
{
  return op == QZ_OP_AND || op == QZ_OP_OR || op == QZ_OP_MAX || op == QZ_OP_SYNONYM;
}

/* (a NOT b) NOT c = a NOT (b OR c), and likewise for the other two: long chains stay shallow. */
static QzQuery *
extend_pair (QzOp op, QzQuery *left, QzQuery *right)
{
  QzQuery *a = g_ptr_array_steal_index (left->children, 0);
  QzQuery *b = g_ptr_array_steal_index (left->children, 0);
  qz_query_free (left);
  QzQuery *both = qz_query_pair (op == QZ_OP_FILTER ? QZ_OP_AND : QZ_OP_OR, b, right);
  return adopt (adopt (new_parent (QZ_NODE_PAIR, op), a), both);
}

static QzQuery *
pair_with_absent (QzOp op, QzQuery *left, QzQuery *right)
{
  if (op == QZ_OP_AND) {
    qz_query_free (left);
    qz_query_free (right);
    return qz_query_none ();
  }
  if (left || !right)
    return left;
  if (op == QZ_OP_AND_NOT)
    return qz_query_pair (op, qz_query_all (), right);
  if (op == QZ_OP_FILTER)
    return qz_query_scale (right, 0);
  return right;
}

QzQuery *
qz_query_pair (QzOp op, QzQuery *left, QzQuery *right)
{
  if (!left || !right)
    return pair_with_absent (op, left, right);
  if (is_associative (op)) {
    gboolean chain = left->kind == QZ_NODE_JOIN && left->op == op;
    return adopt_flat (chain ? left : adopt (new_parent (QZ_NODE_JOIN, op), left), right);
  }
  if (left->kind == QZ_NODE_PAIR && left->op == op)
    return extend_pair (op, left, right);
  return adopt (adopt (new_parent (QZ_NODE_PAIR, op), left), right);
}

QzQuery *
qz_query_join (QzOp op, GPtrArray *queries)
{
  QzQuery *join = is_associative (op) ? new_parent (QZ_NODE_JOIN, op) : new_invalid (QZ_INVALID_OPERATOR);
  for (guint i = 0; i < queries->len; i++) {
    QzQuery *query = g_ptr_array_index (queries, i);
    if (!query && op == QZ_OP_AND)
      query = qz_query_none ();
    if (query)
      join = adopt_flat (join, query);
  }
  g_ptr_array_free (queries, TRUE);
  if (join->kind != QZ_NODE_JOIN || join->children->len > 0)
    return join;
  qz_query_free (join);
  return op == QZ_OP_AND ? qz_query_all () : qz_query_none ();
}

QzQuery *
qz_query_dup (const QzQuery *query)
{
  if (!query)
    return NULL;
  QzQuery *copy = new_node (query->kind);
  *copy = *query;
  copy->text = query->text ? g_memdup2 (query->text, query->len + 1) : NULL;
  copy->to = g_strdup (query->to);
  if (query->kind == QZ_NODE_KEPT) {
    copy->children = g_ptr_array_ref (query->children);
    return copy;
  }
  copy->children = query->children ? g_ptr_array_new_with_free_func (free_child) : NULL;
  for (guint i = 0; query->children && i < query->children->len; i++)
    g_ptr_array_add (copy->children, qz_query_dup (g_ptr_array_index (query->children, i)));
  return copy;
}

/* ---- for people ---- */

static const char *const op_names[] = {
  [QZ_OP_AND] = "AND",
  [QZ_OP_OR] = "OR",
  [QZ_OP_AND_NOT] = "AND_NOT",
  [QZ_OP_FILTER] = "FILTER",
  [QZ_OP_AND_MAYBE] = "AND_MAYBE",
  [QZ_OP_MAX] = "MAX",
  [QZ_OP_SYNONYM] = "SYNONYM",
};

static void
describe_text (GString *out, const char *text, gsize len)
{
  g_autofree char *valid = g_utf8_make_valid (text, len);
  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_iscntrl (c))
      g_string_append_printf (out, "\\u%04x", (guint)c);
    else
      g_string_append_unichar (out, c);
  }
}

static void
describe_node (GString *out, const QzQuery *query)
{
  switch (query->kind) {
  case QZ_NODE_TERM:
    describe_text (out, query->text, query->len);
    if (query->number != 1)
      g_string_append_printf (out, "#%u", query->number);
    break;
  case QZ_NODE_PREFIX:
    describe_text (out, query->text, query->len);
    g_string_append_c (out, '*');
    break;
  case QZ_NODE_ALL:
    g_string_append (out, "<all>");
    break;
  case QZ_NODE_NONE:
    g_string_append (out, "<none>");
    break;
  case QZ_NODE_INVALID:
    g_string_append (out, "<invalid>");
    break;
  case QZ_NODE_RANGE:
    g_string_append_printf (out, "%u:%s..%s", query->number, query->text ? query->text : "",
                            query->to ? query->to : "");
    break;
  case QZ_NODE_HOLDS:
    g_string_append_printf (out, "%u:*", query->number);
    describe_text (out, query->text, query->len);
    g_string_append_c (out, '*');
    break;
  case QZ_NODE_KEPT:
    g_string_append_c (out, '{');
    describe_text (out, query->text, query->len);
    g_string_append_c (out, '}');
    break;
  case QZ_NODE_SCALE:
    g_string_append_printf (out, "%g * ", query->factor);
    describe_node (out, g_ptr_array_index (query->children, 0));
    break;
  case QZ_NODE_JOIN:
  case QZ_NODE_PAIR:
    g_string_append_c (out, '(');
    for (guint i = 0; i < query->children->len; i++) {
      if (i > 0)
        g_string_append_printf (out, " %s ", op_names[query->op]);
      describe_node (out, g_ptr_array_index (query->children, i));
    }
    g_string_append_c (out, ')');
    break;
  }
}

char *
qz_query_describe (const QzQuery *query)
{
  GString *out = g_string_new (NULL);
  if (query)
    describe_node (out, query);
  else
    g_string_append (out, "<none>");
  return g_string_free (out, FALSE);
}
