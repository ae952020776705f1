/* A client that behaves badly towards a server on this machine, within bounds of count and time.
 *
 *   rude_client raw PORT               sends standard input, prints what comes back until the end or a second of
 * silence rude_client idle PORT N SECONDS    opens N connections, sends nothing rude_client trickle PORT N SECONDS
 * opens N connections, sends one byte of a request ten times a second rude_client sip PORT N SECONDS     asks N times
 * for a page and takes a byte ten times a second
 *
 * All but raw print how many were opened, wait until SECONDS are over and print how many the server has ended. */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib.h>

#define N_MAX 4000
#define SECONDS_MAX 60

static int
dial (int port, int receive_bytes)
{
  struct sockaddr_in address
    = { .sin_family = AF_INET, .sin_port = htons ((guint16)port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd >= 0 && receive_bytes > 0)
    setsockopt (fd, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  if (fd < 0 || connect (fd, (struct sockaddr *)&address, sizeof address) == 0)
    return fd;
  close (fd);
  return -1;
}

static void
send_all (int fd, const char *bytes, gsize len)
{
  while (len > 0) {
    ssize_t sent = send (fd, bytes, len, MSG_NOSIGNAL);
    if (sent <= 0)
      return; /* refused before its end: the answer tells */
    bytes += sent;
    len -= (gsize)sent;
  }
}

static int
raw (int port)
{
  GString *input = g_string_new (NULL);
  char bytes[65536];
  ssize_t got;
  int fd = dial (port, 0);
  struct pollfd waiting = { fd, POLLIN, 0 };

  if (fd < 0)
    return 1;
  while ((got = read (STDIN_FILENO, bytes, sizeof bytes)) > 0)
    g_string_append_len (input, bytes, got);
  send_all (fd, input->str, input->len);
  while (poll (&waiting, 1, 1000) > 0 && (got = recv (fd, bytes, sizeof bytes, 0)) > 0)
    fwrite (bytes, 1, (size_t)got, stdout);
  close (fd);
  g_string_free (input, TRUE);
  return 0;
}

/* Whether the server has ended FD: data to come, then an end or an error. */
static gboolean
is_ended (int fd)
{
  struct pollfd state = { fd, POLLIN, 0 };
  char byte;

  if (poll (&state, 1, 0) <= 0)
    return FALSE;
  if (state.revents & (POLLERR | POLLHUP))
    return TRUE;
  return recv (fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

typedef enum { IDLE, TRICKLE, SIP } Manner;

static void
act (Manner manner, int fd, guint tick)
{
  static const char REQUEST[]
    = "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  char byte;

  if (manner == TRICKLE)
    send (fd, &REQUEST[tick % (sizeof REQUEST - 1)], 1, MSG_NOSIGNAL | MSG_DONTWAIT);
  else if (manner == SIP && recv (fd, &byte, 1, MSG_DONTWAIT) < 0 && errno != EAGAIN)
    return;
}

static int
hold (Manner manner, int port, guint n, guint seconds)
{
  static const char PAGE[] = "GET /powers HTTP/1.1\r\nHost: x\r\n\r\n";
  g_autofree int *fds = g_new (int, n);
  guint open = 0, ended = 0;

  for (guint i = 0; i < n; i++) {
    int fd = dial (port, manner == SIP ? 1024 : 0);
    if (fd < 0)
      continue;
    if (manner == SIP)
      send_all (fd, PAGE, sizeof PAGE - 1);
    fds[open++] = fd;
  }
  printf ("opened %u\n", open);
  fflush (stdout);
  for (guint tick = 0; tick < seconds * 10; tick++) {
    for (guint i = 0; i < open && manner != IDLE; i++)
      act (manner, fds[i], tick);
    g_usleep (G_USEC_PER_SEC / 10);
  }
  for (guint i = 0; i < open; i++)
    ended += is_ended (fds[i]);
  printf ("ended %u\n", ended);
  return 0;
}

int
main (int argc, char **argv)
{
  static const char *const MANNERS[] = { "idle", "trickle", "sip" };
  int port = argc > 2 ? atoi (argv[2]) : 0;

  if (argc == 3 && g_str_equal (argv[1], "raw"))
    return raw (port);
  for (guint manner = 0; argc == 5 && manner < G_N_ELEMENTS (MANNERS); manner++)
    if (g_str_equal (argv[1], MANNERS[manner]))
      return hold (manner, port, MIN ((guint)atoi (argv[3]), N_MAX), MIN ((guint)atoi (argv[4]), SECONDS_MAX));
  fprintf (stderr, "usage: rude_client raw PORT | idle|trickle|sip PORT N SECONDS\n");
  return 2;
}
