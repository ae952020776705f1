/* The interface in the language of each reader. gettext speaks one language a process; a page is asked for in Chinese or
 * English by each reader, and JSON stays Chinese whatever the locale, so a catalogue (GNU .mo) is read here once and
 * looked up by message. */
#ifndef QZ_MESSAGES_H
#define QZ_MESSAGES_H

#include <glib.h>

typedef struct QzMessages QzMessages;

/* The messages of LANGUAGE under FOLDER (FOLDER/en/LC_MESSAGES/quanze.mo), as installed for gettext; FOLDER NULL:
 * $QUANZE_LOCALE, else where it was installed. NULL when there is none or it is damaged. */
QzMessages *qz_messages_open (const char *folder, const char *language);
/* Those that gettext speaks in this process; NULL when that is Chinese. */
QzMessages *qz_messages_of_locale (void);
void qz_messages_free (QzMessages *messages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzMessages, qz_messages_free)

/* MESSAGE translated, else MESSAGE itself (also with MESSAGES NULL). Borrowed of either. */
const char *qz_messages_say (const QzMessages *messages, const char *message) G_GNUC_FORMAT (2);

#endif
