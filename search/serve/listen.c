#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gio.h>

#include <quanze/locale.h>

#include "search/command.h"
#include "search/serve/listen.h"

G_DEFINE_QUARK (qz - listen - error - quark, qz_listen_error)

#define BACKLOG 1024
#define FIRST_INHERITED 3 /* SD_LISTEN_FDS_START */

/* ADDR:PORT in its parts; an empty address is every one. */
static GSocketAddress *
parse (const char *where)
{
  const char *colon = strrchr (where, ':');
  g_autofree char *host = colon != NULL ? g_strndup (where, (gsize)(colon - where)) : NULL;
  gsize len = host != NULL ? strlen (host) : 0;
  guint64 port;

  if (host == NULL || !g_ascii_string_to_unsigned (colon + 1, 10, 0, 65535, &port, NULL))
    return NULL;
  if (len == 0)
    return g_inet_socket_address_new_from_string ("::", (guint)port);
  if (len > 2 && host[0] == '[' && host[len - 1] == ']') {
    host[len - 1] = '\0';
    return g_inet_socket_address_new_from_string (host + 1, (guint)port);
  }
  return g_inet_socket_address_new_from_string (host, (guint)port);
}

static int
open_at (GSocketAddress *address)
{
  struct sockaddr_storage native;
  gssize len = g_socket_address_get_native_size (address);
  int yes = 1, no = 0;

  if (!g_socket_address_to_native (address, &native, sizeof native, NULL))
    return -1;
  int fd = socket (native.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return -1;
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (native.ss_family == AF_INET6)
    setsockopt (fd, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
  if (bind (fd, (struct sockaddr *)&native, (socklen_t)len) == 0 && listen (fd, BACKLOG) == 0)
    return fd;
  int saved = errno;
  close (fd);
  errno = saved;
  return -1;
}

int
qz_listen_open (const char *where, GError **error)
{
  g_autoptr (GSocketAddress) address = parse (where);

  if (address == NULL) {
    g_set_error (error, QZ_USAGE_ERROR, 0, _ ("--listen %s：应是 地址:端口，例如 127.0.0.1:8740 或 [::1]:8740"), where);
    return -1;
  }
  int fd = open_at (address);
  if (fd < 0)
    g_set_error (error, QZ_LISTEN_ERROR, 0, _ ("不能在 %s 上监听：%s"), where, g_strerror (errno));
  return fd;
}

int
qz_listen_inherited (void)
{
  const char *pid = g_getenv ("LISTEN_PID"), *fds = g_getenv ("LISTEN_FDS");

  if (pid == NULL || fds == NULL || strtol (pid, NULL, 10) != (long)getpid () || strtol (fds, NULL, 10) < 1)
    return -1;
  fcntl (FIRST_INHERITED, F_SETFD, FD_CLOEXEC);
  return FIRST_INHERITED;
}

char *
qz_listen_name (int socket)
{
  g_autoptr (GSocket) wrapped = g_socket_new_from_fd (dup (socket), NULL);
  g_autoptr (GSocketAddress) address = wrapped != NULL ? g_socket_get_local_address (wrapped, NULL) : NULL;

  if (!G_IS_INET_SOCKET_ADDRESS (address))
    return g_strdup ("localhost");
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  GInetAddress *host = g_inet_socket_address_get_address (inet);
  g_autofree char *text = g_inet_address_to_string (host);
  gboolean six = g_inet_address_get_family (host) == G_SOCKET_FAMILY_IPV6;
  return g_strdup_printf (six ? "[%s]:%u" : "%s:%u", text, g_inet_socket_address_get_port (inet));
}

void
qz_listen_notify (const char *state)
{
  const char *path = g_getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gsize len = path != NULL ? strlen (path) : 0;

  if (len == 0 || len >= sizeof address.sun_path)
    return;
  memcpy (address.sun_path, path, len);
  if (address.sun_path[0] == '@')
    address.sun_path[0] = '\0';
  int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  sendto (fd, state, strlen (state), MSG_NOSIGNAL, (struct sockaddr *)&address,
          (socklen_t)(offsetof (struct sockaddr_un, sun_path) + len));
  close (fd);
}
