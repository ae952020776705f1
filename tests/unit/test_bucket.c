/* Who may ask how often, and who that is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "search/serve/bucket.h"
#include "search/serve/client.h"
#include "search/serve/connections.h"

#define SECOND G_USEC_PER_SEC

static void
test_bucket (void **state)
{
  g_autoptr (QzBuckets) buckets = qz_buckets_new (2, 3);
  guint wait = 0;

  for (guint i = 0; i < 3; i++)
    assert_true (qz_buckets_take (buckets, "10.0.0.1", 0, NULL));
  assert_false (qz_buckets_take (buckets, "10.0.0.1", 0, &wait));
  assert_int_equal (wait, 1);
  assert_true (qz_buckets_take (buckets, "10.0.0.2", 0, NULL)); /* another's bucket is full */
  assert_true (qz_buckets_take (buckets, "10.0.0.1", SECOND / 2, NULL));
  assert_false (qz_buckets_take (buckets, "10.0.0.1", SECOND / 2, NULL));
  for (guint i = 0; i < 3; i++) /* never more than the burst, however long it was quiet */
    assert_true (qz_buckets_take (buckets, "10.0.0.1", 1000 * SECOND, NULL));
  assert_false (qz_buckets_take (buckets, "10.0.0.1", 1000 * SECOND, NULL));
}

static void
test_network (void **state)
{
  g_autoptr (QzBuckets) buckets = qz_buckets_new (1, 1);

  assert_true (qz_buckets_take (buckets, "2001:db8::1", 0, NULL));
  assert_false (qz_buckets_take (buckets, "2001:db8::ffff:2", 0, NULL)); /* the same /64 */
  assert_true (qz_buckets_take (buckets, "2001:db8:0:1::1", 0, NULL));
}

static void
test_many_addresses (void **state)
{
  g_autoptr (QzBuckets) buckets = qz_buckets_new (1, 1);
  g_autoptr (QzBuckets) open = qz_buckets_new (0, 1);

  for (guint i = 0; i < QZ_BUCKETS_MAX + 100; i++) {
    g_autofree char *address = g_strdup_printf ("10.%u.%u.%u", i >> 16, i >> 8 & 255, i & 255);
    assert_true (qz_buckets_take (buckets, address, 0, NULL));
  }
  for (guint i = 0; i < 1000; i++)
    assert_true (qz_buckets_take (open, "10.0.0.1", 0, NULL)); /* rate 0: no limit */
}

static void
test_client (void **state)
{
  static const char *const PROXIES[] = { "127.0.0.1", "10.0.0.9", NULL };
  static const struct {
    const char *peer, *forwarded, *client;
  } CLIENTS[] = {
    { "127.0.0.1", NULL, "127.0.0.1" },
    { "127.0.0.1", "192.0.2.7", "192.0.2.7" },
    { "127.0.0.1", "203.0.113.5, 192.0.2.7", "192.0.2.7" },           /* what the client wrote itself comes first */
    { "127.0.0.1", "203.0.113.5, 192.0.2.7, 10.0.0.9", "192.0.2.7" }, /* through two of ours */
    { "127.0.0.1", "nonsense", "127.0.0.1" },
    { "127.0.0.1", "192.0.2.7, nonsense", "127.0.0.1" },
    { "127.0.0.1", "", "127.0.0.1" },
    { "127.0.0.1", "2001:db8::1", "2001:db8::1" },
    { "198.51.100.4", "192.0.2.7", "198.51.100.4" }, /* not a proxy of ours: not believed */
  };

  for (guint i = 0; i < G_N_ELEMENTS (CLIENTS); i++) {
    g_autofree char *client = qz_client_address (CLIENTS[i].peer, CLIENTS[i].forwarded, PROXIES);
    assert_string_equal (client, CLIENTS[i].client);
  }
  g_autofree char *none = qz_client_address ("127.0.0.1", "192.0.2.7", NULL);
  assert_string_equal (none, "127.0.0.1");
}

static void
test_connections (void **state)
{
  static const guint TERMS[QZ_N_PHASES] = { 20, 0, 30 };
  g_autoptr (QzConnections) connections = qz_connections_new (2, TERMS);
  char byte;
  int ends[2];

  assert_int_equal (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
  /* an IPv6 client may take any address of its network */
  qz_connections_open (connections, -1, "2001:db8:1:2::1", 0);
  qz_connections_open (connections, -2, "2001:db8:1:2::2", 0);
  assert_false (qz_connections_admit (connections, "2001:db8:1:2:ffff::3"));
  assert_true (qz_connections_admit (connections, "2001:db8:1:3::1"));
  qz_connections_close (connections, -1);
  qz_connections_close (connections, -2);
  assert_true (qz_connections_admit (connections, "2001:db8:1:2:ffff::3"));
  qz_connections_open (connections, ends[0], "10.0.0.1", 0);
  assert_true (qz_connections_admit (connections, "10.0.0.1"));
  qz_connections_open (connections, 1000, "10.0.0.1", 0);
  assert_false (qz_connections_admit (connections, "10.0.0.1"));
  assert_true (qz_connections_admit (connections, "10.0.0.2"));
  qz_connections_close (connections, 1000);
  assert_true (qz_connections_admit (connections, "10.0.0.1"));
  assert_int_equal (qz_connections_count (connections), 1);

  assert_int_equal (qz_connections_sweep (connections, 19 * SECOND), 0);
  qz_connections_enter (connections, ends[0], QZ_PHASE_WORKING, 19 * SECOND);
  assert_int_equal (qz_connections_sweep (connections, 1000 * SECOND),
                    0); /* our own slowness ends nobody's connection */
  qz_connections_enter (connections, ends[0], QZ_PHASE_SENDING, 1000 * SECOND);
  assert_int_equal (read (ends[1], &byte, 1), -1);
  assert_int_equal (qz_connections_sweep (connections, 1030 * SECOND), 1);
  assert_int_equal (read (ends[1], &byte, 1), 0);                          /* the other end sees it */
  assert_int_equal (qz_connections_sweep (connections, 1031 * SECOND), 0); /* once */
  qz_connections_close (connections, ends[0]);
  assert_int_equal (qz_connections_count (connections), 0);
  close (ends[0]);
  close (ends[1]);
}

int
main (void)
{
  const struct CMUnitTest tests[]
    = { cmocka_unit_test (test_bucket), cmocka_unit_test (test_network), cmocka_unit_test (test_many_addresses),
        cmocka_unit_test (test_client), cmocka_unit_test (test_connections) };

  return cmocka_run_group_tests (tests, NULL, NULL);
}
