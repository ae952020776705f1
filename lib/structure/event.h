/* Dated events of front matter: 2021年1月22日 …修订. */
#ifndef LIB_EVENT_H
#define LIB_EVENT_H

#include <quanze/date.h>

G_BEGIN_DECLS

typedef enum {
  QZ_EVENT_ADOPTED   = 1 << 0,   /* 通过 */
  QZ_EVENT_APPROVED  = 1 << 1,   /* 批准 */
  QZ_EVENT_AMENDED   = 1 << 2,   /* 修订 修正 修改 */
  QZ_EVENT_PUBLISHED = 1 << 3,   /* 公布 发布 印发 */
  QZ_EVENT_EFFECTIVE = 1 << 4    /* 施行 生效 */
} QzEventRole;

typedef struct {
  QzDate date;
  guint  roles;     /* QzEventRole; a day without a verb counts as published */
  char  *words;     /* behind the day, without the titles in 《》 */
} QzEvent;

/* LINE without white space: 1994 年 8 月 31 日 is a day too. The caller's. */
char *qz_event_close_up (const char *line);

/* The events of LINES (char*) in the order of print. A line may hold several, and an event may be
 * broken over lines. Element type QzEvent*, the caller's. */
GPtrArray *qz_events_read (const GPtrArray *lines);

/* The body that acted, as 最高人民法院, 北京市人民代表大会常务委员会, 国务院; NULL when the words name none. The caller's. */
char *qz_event_body_dup (const QzEvent *event);
/* Its order: 国务院令第706号. NULL when the words name none. The caller's. */
char *qz_event_order_dup (const QzEvent *event);

G_END_DECLS

#endif
