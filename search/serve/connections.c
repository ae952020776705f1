#include "config.h"

#include <sys/socket.h>

#include "search/serve/client.h"
#include "search/serve/connections.h"

typedef struct {
  char *address;
  QzPhase phase;
  gint64 since;
  gboolean down;
} Connection;

struct QzConnections {
  GMutex lock;
  guint per_address;
  guint terms[QZ_N_PHASES];
  GHashTable *by_fd;      /* int → Connection* */
  GHashTable *by_address; /* char*, a client's network → GUINT */
};

static void
connection_free (gpointer data)
{
  Connection *connection = data;

  g_free (connection->address);
  g_free (connection);
}

QzConnections *
qz_connections_new (guint per_address, const guint terms[QZ_N_PHASES])
{
  QzConnections *connections = g_new0 (QzConnections, 1);

  g_mutex_init (&connections->lock);
  connections->per_address = per_address;
  for (guint i = 0; i < QZ_N_PHASES; i++)
    connections->terms[i] = terms[i];
  connections->by_fd = g_hash_table_new_full (NULL, NULL, NULL, connection_free);
  connections->by_address = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return connections;
}

void
qz_connections_free (QzConnections *connections)
{
  if (connections == NULL)
    return;
  g_hash_table_unref (connections->by_fd);
  g_hash_table_unref (connections->by_address);
  g_mutex_clear (&connections->lock);
  g_free (connections);
}

gboolean
qz_connections_admit (QzConnections *connections, const char *address)
{
  g_autofree char *client = qz_client_network (address);

  g_mutex_lock (&connections->lock);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (connections->by_address, client));
  g_mutex_unlock (&connections->lock);
  return connections->per_address == 0 || n < connections->per_address;
}

/* Adds CHANGE to what ADDRESS holds. */
static void
count (QzConnections *connections, const char *address, int change)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (connections->by_address, address)) + (guint)change;

  if (n == 0)
    g_hash_table_remove (connections->by_address, address);
  else
    g_hash_table_insert (connections->by_address, g_strdup (address), GUINT_TO_POINTER (n));
}

void
qz_connections_open (QzConnections *connections, int fd, const char *address, gint64 now)
{
  Connection *connection = g_new0 (Connection, 1);

  connection->address = qz_client_network (address);
  connection->since = now;
  g_mutex_lock (&connections->lock);
  count (connections, connection->address, 1);
  g_hash_table_insert (connections->by_fd, GINT_TO_POINTER (fd), connection);
  g_mutex_unlock (&connections->lock);
}

void
qz_connections_close (QzConnections *connections, int fd)
{
  g_mutex_lock (&connections->lock);
  const Connection *connection = g_hash_table_lookup (connections->by_fd, GINT_TO_POINTER (fd));
  if (connection != NULL) {
    count (connections, connection->address, -1);
    g_hash_table_remove (connections->by_fd, GINT_TO_POINTER (fd));
  }
  g_mutex_unlock (&connections->lock);
}

void
qz_connections_enter (QzConnections *connections, int fd, QzPhase phase, gint64 now)
{
  g_mutex_lock (&connections->lock);
  Connection *connection = g_hash_table_lookup (connections->by_fd, GINT_TO_POINTER (fd));
  if (connection != NULL) {
    connection->phase = phase;
    connection->since = now;
  }
  g_mutex_unlock (&connections->lock);
}

guint
qz_connections_count (QzConnections *connections)
{
  g_mutex_lock (&connections->lock);
  guint n = g_hash_table_size (connections->by_fd);
  g_mutex_unlock (&connections->lock);
  return n;
}

guint
qz_connections_sweep (QzConnections *connections, gint64 now)
{
  GHashTableIter iter;
  gpointer fd, value;
  guint n = 0;

  g_mutex_lock (&connections->lock);
  g_hash_table_iter_init (&iter, connections->by_fd);
  while (g_hash_table_iter_next (&iter, &fd, &value)) {
    Connection *connection = value;
    guint term = connections->terms[connection->phase];

    if (connection->down || term == 0 || now - connection->since < (gint64)term * G_USEC_PER_SEC)
      continue;
    connection->down = TRUE;
    shutdown (GPOINTER_TO_INT (fd), SHUT_RDWR);
    n++;
  }
  g_mutex_unlock (&connections->lock);
  return n;
}
