/* Which GError each exception becomes on its way out of the shim. The one test that looks behind the door. */
#include <cerrno>
#include <new>
#include <stdexcept>

#include "lib/index/shim.hh"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstring>
extern "C" {
#include <cmocka.h>
}

struct Case {
  const char *name;
  void (*raise) ();
  QzIndexError code;
  const char *words; /* in the text */
};

static const Case cases[] = {
  { "modified", [] { throw Xapian::DatabaseModifiedError ("m1"); }, QZ_INDEX_ERROR_MODIFIED, "m1" },
  { "lock", [] { throw Xapian::DatabaseLockError ("m2"); }, QZ_INDEX_ERROR_LOCKED, "m2" },
  { "version", [] { throw Xapian::DatabaseVersionError ("m3"); }, QZ_INDEX_ERROR_SCHEMA, "--rebuild" },
  { "not found", [] { throw Xapian::DatabaseNotFoundError ("m4"); }, QZ_INDEX_ERROR_DAMAGED, "--rebuild" },
  { "corrupt", [] { throw Xapian::DatabaseCorruptError ("m5"); }, QZ_INDEX_ERROR_DAMAGED, "--rebuild" },
  { "database", [] { throw Xapian::DatabaseError ("m6"); }, QZ_INDEX_ERROR_DAMAGED, "m6" },
  { "disk full", [] { throw Xapian::DatabaseError ("m7", ENOSPC); }, QZ_INDEX_ERROR_IO, "No space left" },
  { "no file", [] { throw Xapian::DatabaseOpeningError ("m8", ENOENT); }, QZ_INDEX_ERROR_DAMAGED, "m8" },
  { "no access", [] { throw Xapian::DatabaseOpeningError ("m9", EACCES); }, QZ_INDEX_ERROR_IO, "Permission" },
  { "create", [] { throw Xapian::DatabaseCreateError ("m10", EROFS); }, QZ_INDEX_ERROR_IO, "Read-only" },
  { "network", [] { throw Xapian::NetworkError ("m11"); }, QZ_INDEX_ERROR_IO, "m11" },
  { "timeout", [] { throw Xapian::NetworkTimeoutError ("m12"); }, QZ_INDEX_ERROR_IO, "m12" },
  { "document", [] { throw Xapian::DocNotFoundError ("m13"); }, QZ_INDEX_ERROR_DAMAGED, "m13" },
  { "feature", [] { throw Xapian::FeatureUnavailableError ("m14"); }, QZ_INDEX_ERROR_DAMAGED, "m14" },
  { "argument", [] { throw Xapian::InvalidArgumentError ("m15"); }, QZ_INDEX_ERROR_ARGUMENT, "m15" },
  { "wildcard", [] { throw Xapian::WildcardError ("m16"); }, QZ_INDEX_ERROR_ARGUMENT, "m16" },
  { "operation", [] { throw Xapian::InvalidOperationError ("m17"); }, QZ_INDEX_ERROR_FAILED, "m17" },
  { "unimplemented", [] { throw Xapian::UnimplementedError ("m18"); }, QZ_INDEX_ERROR_FAILED, "m18" },
  { "memory", [] { throw std::bad_alloc (); }, QZ_INDEX_ERROR_MEMORY, "dir" },
  { "length", [] { throw std::length_error ("m19"); }, QZ_INDEX_ERROR_DAMAGED, "m19" },
  { "range", [] { throw std::out_of_range ("m20"); }, QZ_INDEX_ERROR_DAMAGED, "m20" },
  { "logic", [] { throw std::logic_error ("m21"); }, QZ_INDEX_ERROR_FAILED, "m21" },
  { "anything", [] { throw 42; }, QZ_INDEX_ERROR_FAILED, "dir" },
  { "ours", [] { (qz::fail) (QZ_INDEX_ERROR_SCHEMA, "dir: %d", 7); }, QZ_INDEX_ERROR_SCHEMA, "dir: 7" },
  { "not UTF-8", [] { throw Xapian::DatabaseCorruptError ("m\xff!"); }, QZ_INDEX_ERROR_DAMAGED, "!" },
};

static void
test_translation (void **)
{
  for (const Case &c : cases) {
    g_autoptr (GError) error = NULL;
    int result = qz::guard ("dir", &error, -1, [&] {
      c.raise ();
      return 0;
    });
    assert_int_equal (result, -1);
    assert_non_null (error);
    if (!g_error_matches (error, QZ_INDEX_ERROR, c.code) || !strstr (error->message, c.words)
        || !g_str_has_prefix (error->message, "dir") || !g_utf8_validate (error->message, -1, NULL))
      fail_msg ("%s: %d %s", c.name, error->code, error->message);
  }
}

static void
test_no_error_wanted (void **)
{
  for (const Case &c : cases)
    assert_int_equal (qz::guard ("dir", NULL, 5,
                                 [&] {
                                   c.raise ();
                                   return 0;
                                 }),
                      5);
}

int
main ()
{
  const struct CMUnitTest tests[] = { cmocka_unit_test (test_translation), cmocka_unit_test (test_no_error_wanted) };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
