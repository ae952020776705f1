/* What the C++ files of the index share. No other file includes this.
 *
 * Invariants:
 *  1. Every extern "C" entry that can fail is one guard() call: no exception leaves it.
 *  2. What a body makes for C is held by g_autoptr until it is whole, so an exception frees it.
 */
#ifndef LIB_SHIM_HH
#define LIB_SHIM_HH

#include <memory>
#include <string>
#include <utility>
#include <xapian.h>

#include <quanze/index.h>

namespace qz
{

/* A GError on its way out of a body. Owns it. */
struct Failure {
  GError *error;
};

[[noreturn]] void fail (QzIndexError code, const char *format, ...) G_GNUC_PRINTF (2, 3);
[[noreturn]] void fail_with (GError *error); /* takes it */

/* Rethrows the exception being handled and makes it a GError that names WHERE. */
void translate (const char *where, GError **error) noexcept;

template <typename R, typename Body>
R
guard (const std::string &where, GError **error, R failure, Body body) noexcept
{
  try {
    return body ();
  } catch (...) {
    translate (where.c_str (), error);
    return failure;
  }
}

/* Keys of the database's own metadata; users' keys do not start with '_'. */
constexpr const char *SCHEMA_KEY = "_schema";
constexpr const char *REVISION_KEY = "_revision";
inline bool
is_own_key (const std::string &key)
{
  return !key.empty () && key[0] == '_';
}

/* Fails with SCHEMA unless DB, of the index in DIR, is of our schema. */
void check_schema (const Xapian::Database &db, const std::string &dir);

/* The generation in use of DIR, opened to read. GENERATION is set to its name. */
Xapian::Database open_current (const std::string &dir, std::string &generation);

/* Data of the documents with TERM; see qz_reader_list(). */
GPtrArray *list_data (const Xapian::Database &db, const std::string &term, guint offset, guint limit);
/* Terms of DB; see qz_reader_terms(). */
GPtrArray *list_terms (const Xapian::Database &db, const std::string &prefix, guint limit);
/* Adds metadata keys of users that start with PREFIX to KEYS (char*). */
void add_metadata_keys (const Xapian::Database &db, const std::string &prefix, GPtrArray *keys);
/* A NUL-terminated copy; the caller's. */
char *copy_string (const std::string &string);

std::string id_term (const char *id);

struct SignedShards;

/* Who knows what a kept query matches, and until when a query may take (monotonic time; 0: as long as it does). */
struct Keeper {
  virtual ~Keeper () = default;
  virtual Xapian::Query kept (const std::string &name, const QzQuery *query) = 0;
  /* What is known of the texts in SLOT; NULL: nothing. */
  virtual std::shared_ptr<const SignedShards>
  signatures (Xapian::valueno)
  {
    return NULL;
  }
  virtual gint64
  until () const
  {
    return 0;
  }
};
/* Fails with TIME once it is UNTIL; 0: never. */
inline void
check_time (gint64 until)
{
  if (until != 0 && g_get_monotonic_time () >= until)
    fail (QZ_INDEX_ERROR_TIME, "%s", "out of time");
}
/* The tree as Xapian's; fails with ARGUMENT. NULL matches nothing. */
Xapian::Query compile (const QzQuery *query, Keeper &keeper);

}

#endif
