#include "config.h"

#include <string.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <gio/gio.h>

#include "search/serve/client.h"

char *
qz_address_text (const struct sockaddr *address)
{
  char text[INET6_ADDRSTRLEN] = "";

  if (address != NULL && address->sa_family == AF_INET)
    inet_ntop (AF_INET, &((const struct sockaddr_in *)address)->sin_addr, text, sizeof text);
  else if (address != NULL && address->sa_family == AF_INET6) {
    const struct in6_addr *in6 = &((const struct sockaddr_in6 *)address)->sin6_addr;

    if (IN6_IS_ADDR_V4MAPPED (in6))
      inet_ntop (AF_INET, in6->s6_addr + 12, text, sizeof text);
    else
      inet_ntop (AF_INET6, in6, text, sizeof text);
  }
  return g_strdup (text);
}

char *
qz_client_address (const char *peer, const char *forwarded, const char *const *proxies)
{
  g_auto (GStrv) hops = NULL;

  if (proxies == NULL || forwarded == NULL || !g_strv_contains (proxies, peer))
    return g_strdup (peer);
  /* Each proxy appends whom it saw; what stands before the first that is not ours, anyone could have written. */
  hops = g_strsplit (forwarded, ",", 64);
  for (guint i = g_strv_length (hops); i > 0; i--) {
    const char *hop = g_strstrip (hops[i - 1]);
    g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (hop);

    if (inet == NULL)
      break;
    if (!g_strv_contains (proxies, hop))
      return g_strdup (hop);
  }
  return g_strdup (peer);
}

char *
qz_client_network (const char *address)
{
  g_autoptr (GInetAddress) inet = g_inet_address_new_from_string (address);

  if (inet == NULL || g_inet_address_get_family (inet) != G_SOCKET_FAMILY_IPV6)
    return g_strdup (address);
  guint8 network[16] = { 0 };
  memcpy (network, g_inet_address_to_bytes (inet), 8);
  g_autoptr (GInetAddress) masked = g_inet_address_new_from_bytes (network, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (masked);
}
