/* What reading and writing share: errors, opening, terms of ids. */
#include "config.h"

#include "lib/index/database.h"
#include "lib/index/shim.hh"

#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <new>
#include <stdexcept>

#include <glib/gi18n.h>

G_DEFINE_QUARK (qz - index - error - quark, qz_index_error)

/* An over-long term keeps this much of itself, so that it still sorts and reads by its start. */
#define TERM_KEPT 180
#define OPEN_TRIES 3

namespace qz
{

void
fail (QzIndexError code, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  GError *error = g_error_new_valist (QZ_INDEX_ERROR, code, format, args);
  va_end (args);
  throw Failure{ error };
}

void
fail_with (GError *error)
{
  throw Failure{ error };
}

/* Printf FORMAT with one %s, Xapian's own words. */
static void
set_error (GError **error, QzIndexError code, const char *where, const char *format, const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *text = g_strdup_printf (format, valid);
  g_set_error (error, QZ_INDEX_ERROR, code, "%s：%s", where, text);
}

static void
set_error (GError **error, QzIndexError code, const char *where, const char *format, const Xapian::Error &e)
{
  set_error (error, code, where, format, e.get_msg ().c_str ());
}

static void
set_damaged (GError **error, const char *where, const char *words)
{
  set_error (error, QZ_INDEX_ERROR_DAMAGED, where, _ ("索引已损坏（%s）；请用 quanze-index --rebuild 重建"), words);
}

/* A database error with an errno is the disk's, but for a missing file; without one, a file is not what it says. */
static void
set_database_error (GError **error, const char *where, const Xapian::DatabaseError &e)
{
  const char *system = e.get_error_string ();
  g_autofree char *words = g_strjoin (": ", e.get_msg ().c_str (), system, NULL);
  if (!system || strcmp (system, strerror (ENOENT)) == 0)
    set_damaged (error, where, words);
  else
    set_error (error, QZ_INDEX_ERROR_IO, where, _ ("读写索引出错（%s）"), words);
}

/* Most derived first: the kinds of DatabaseError before it, all of Xapian's before std::exception's.
 * What Xapian meets in a damaged table may also come as DocNotFound, FeatureUnavailable (no termlist)
 * or as the standard library's length_error and out_of_range. */
void
translate (const char *where, GError **error) noexcept
{
  try {
    throw;
  } catch (const Failure &failure) {
    g_propagate_error (error, failure.error);
  } catch (const Xapian::DatabaseModifiedError &e) {
    set_error (error, QZ_INDEX_ERROR_MODIFIED, where, _ ("索引正在频繁更新，读取未能完成，请重试（%s）"), e);
  } catch (const Xapian::DatabaseLockError &e) {
    set_error (error, QZ_INDEX_ERROR_LOCKED, where, _ ("另一个程序正在写这个索引（%s）"), e);
  } catch (const Xapian::DatabaseVersionError &e) {
    set_error (error, QZ_INDEX_ERROR_SCHEMA, where,
               _ ("索引的存储格式与本程序不符（%s）；请用 quanze-index --rebuild 重建"), e);
  } catch (const Xapian::DatabaseNotFoundError &e) {
    set_damaged (error, where, e.get_msg ().c_str ());
  } catch (const Xapian::DatabaseError &e) {
    set_database_error (error, where, e);
  } catch (const Xapian::NetworkError &e) {
    set_error (error, QZ_INDEX_ERROR_IO, where, _ ("无法连接远程索引（%s）"), e);
  } catch (const Xapian::DocNotFoundError &e) {
    set_damaged (error, where, e.get_msg ().c_str ());
  } catch (const Xapian::FeatureUnavailableError &e) {
    set_damaged (error, where, e.get_msg ().c_str ());
  } catch (const Xapian::InvalidArgumentError &e) {
    set_error (error, QZ_INDEX_ERROR_ARGUMENT, where, _ ("请求无效（%s）"), e);
  } catch (const Xapian::WildcardError &e) {
    set_error (error, QZ_INDEX_ERROR_ARGUMENT, where, _ ("请求无效（%s）"), e);
  } catch (const Xapian::Error &e) {
    set_error (error, QZ_INDEX_ERROR_FAILED, where, _ ("索引操作失败（%s）"), e);
  } catch (const std::bad_alloc &) {
    g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_MEMORY, _ ("%s：内存不足"), where);
  } catch (const std::length_error &e) {
    set_damaged (error, where, e.what ());
  } catch (const std::out_of_range &e) {
    set_damaged (error, where, e.what ());
  } catch (const std::exception &e) {
    set_error (error, QZ_INDEX_ERROR_FAILED, where, _ ("索引操作失败（%s）"), e.what ());
  } catch (...) {
    set_error (error, QZ_INDEX_ERROR_FAILED, where, _ ("索引操作失败（%s）"), "?");
  }
}

void
check_schema (const Xapian::Database &db, const std::string &dir)
{
  std::string found = db.get_metadata (SCHEMA_KEY);
  if (found != std::to_string (QZ_INDEX_SCHEMA))
    fail (QZ_INDEX_ERROR_SCHEMA, _ ("%s：索引的版式是 %s，本程序只认 %d；请用 quanze-index --rebuild 重建"),
          dir.c_str (), found.empty () ? "?" : found.c_str (), QZ_INDEX_SCHEMA);
}

static std::string
current_generation (const std::string &dir)
{
  GError *error = NULL;
  g_autofree char *name = qz_database_current (dir.c_str (), &error);
  if (!name)
    fail_with (error);
  return name;
}

Xapian::Database
open_current (const std::string &dir, std::string &generation)
{
  for (int tries = 1;; tries++) {
    generation = current_generation (dir);
    try {
      Xapian::Database db (dir + "/" + generation, Xapian::DB_BACKEND_GLASS);
      check_schema (db, dir);
      return db;
    } catch (const Xapian::DatabaseError &) {
      /* A rebuild may have switched, and removed it, in between. */
      if (tries >= OPEN_TRIES || current_generation (dir) == generation)
        throw;
    }
  }
}

char *
copy_string (const std::string &string)
{
  char *copy = static_cast<char *> (g_malloc (string.size () + 1));
  memcpy (copy, string.data (), string.size ());
  copy[string.size ()] = '\0';
  return copy;
}

GPtrArray *
list_data (const Xapian::Database &db, const std::string &term, guint offset, guint limit)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  Xapian::PostingIterator end = db.postlist_end (term);
  for (Xapian::PostingIterator at = db.postlist_begin (term); at != end; ++at) {
    if (offset > 0)
      offset--;
    else
      g_ptr_array_add (list, copy_string (db.get_document (*at).get_data ()));
    if (limit > 0 && list->len == limit)
      break;
  }
  return g_steal_pointer (&list);
}

static void
free_term_count (gpointer data)
{
  QzTermCount *term = static_cast<QzTermCount *> (data);
  g_free (term->term);
  g_free (term);
}

GPtrArray *
list_terms (const Xapian::Database &db, const std::string &prefix, guint limit)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (free_term_count);
  Xapian::TermIterator end = db.allterms_end (prefix);
  for (Xapian::TermIterator at = db.allterms_begin (prefix); at != end; ++at) {
    QzTermCount *term = g_new0 (QzTermCount, 1);
    g_ptr_array_add (terms, term);
    term->term = copy_string (*at);
    term->count = at.get_termfreq ();
    if (terms->len == limit)
      break;
  }
  return g_steal_pointer (&terms);
}

void
add_metadata_keys (const Xapian::Database &db, const std::string &prefix, GPtrArray *keys)
{
  Xapian::TermIterator end = db.metadata_keys_end (prefix);
  for (Xapian::TermIterator at = db.metadata_keys_begin (prefix); at != end; ++at)
    if (!is_own_key (*at))
      g_ptr_array_add (keys, copy_string (*at));
}

std::string
id_term (const char *id)
{
  g_autofree char *plain = g_strconcat ("Q", id, NULL);
  g_autofree char *term = qz_term_fit (plain);
  return term;
}

}

char *
qz_term_fit (const char *term)
{
  gsize len = strlen (term);
  if (len <= QZ_TERM_MAX)
    return g_strdup (term);
  gsize kept = TERM_KEPT;
  while (kept > 0 && (term[kept] & 0xC0) == 0x80) /* not inside a character */
    kept--;
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA1, term, len);
  return g_strdup_printf ("%.*s#%s", static_cast<int> (kept), term, hash);
}
