/* Who a request comes from. */
#ifndef QZ_CLIENT_H
#define QZ_CLIENT_H

#include <glib.h>
#include <sys/socket.h>

/* 127.0.0.1 or ::1; an IPv4 address mapped into IPv6 as itself; "" for others. The caller's. */
char *qz_address_text (const struct sockaddr *address);

/* The client behind PEER: PEER itself, or where it is one of PROXIES (NULL-terminated, may be NULL) the last address
 * of FORWARDED (X-Forwarded-For, may be NULL) that is none of them. The caller's. */
char *qz_client_address (const char *peer, const char *forwarded, const char *const *proxies);

/* What stands for the client where clients are counted: an IPv6 network (/64) has 2^64 addresses to give to one client, any
 * other address is itself. The caller's. */
char *qz_client_network (const char *address);

#endif
