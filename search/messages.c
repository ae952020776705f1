#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "search/messages.h"

/* GNU gettext manual, "The Format of GNU MO Files". Only files of this machine's byte order are read: they are made
 * where they are used. */
#define MAGIC 0x950412deu

struct QzMessages {
  char *data;
  GHashTable *by_id; /* const char* → const char*, both in DATA */
};

/* The string described by the I-th pair of TABLE; NULL when it does not lie in the file with its final NUL. */
static const char *
string_at (const char *data, gsize len, guint32 table, guint32 i)
{
  guint32 pair[2];
  gsize at = (gsize)table + (gsize)i * sizeof pair;

  if (at + sizeof pair > len)
    return NULL;
  memcpy (pair, data + at, sizeof pair);
  if ((gsize)pair[1] + pair[0] >= len || data[(gsize)pair[1] + pair[0]] != '\0')
    return NULL;
  return data + pair[1];
}

static gboolean
read_messages (QzMessages *messages, gsize len)
{
  guint32 head[5]; /* magic, revision, number, originals, translations */

  if (len < sizeof head)
    return FALSE;
  memcpy (head, messages->data, sizeof head);
  if (head[0] != MAGIC || head[1] >> 16 != 0)
    return FALSE;
  for (guint32 i = 0; i < head[2]; i++) {
    const char *original = string_at (messages->data, len, head[3], i);
    const char *translation = string_at (messages->data, len, head[4], i);

    if (original == NULL || translation == NULL)
      return FALSE;
    if (*original != '\0' && *translation != '\0')
      g_hash_table_insert (messages->by_id, (gpointer)original, (gpointer)translation);
  }
  return TRUE;
}

QzMessages *
qz_messages_open (const char *folder, const char *language)
{
  g_autoptr (QzMessages) messages = g_new0 (QzMessages, 1);
  g_autofree char *path = NULL;
  gsize len;

  if (folder == NULL)
    folder = qz_locale_dir ();
  path = g_build_filename (folder, language, "LC_MESSAGES", "quanze.mo", NULL);
  messages->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  if (!g_file_get_contents (path, &messages->data, &len, NULL) || !read_messages (messages, len))
    return NULL;
  return g_steal_pointer (&messages);
}

QzMessages *
qz_messages_of_locale (void)
{
  /* GNU gettext manual, "Filling in the Header Entry": the empty message is the head of the catalogue in use. */
  static const char head[] = "", field[] = "\nLanguage: ";
  const char *language = strstr (gettext (head), field);

  if (language == NULL)
    return NULL;
  language += strlen (field);
  g_autofree char *name = g_strndup (language, strcspn (language, "\n"));
  return qz_messages_open (NULL, name);
}

void
qz_messages_free (QzMessages *messages)
{
  if (messages == NULL)
    return;
  g_hash_table_unref (messages->by_id);
  g_free (messages->data);
  g_free (messages);
}

const char *
qz_messages_say (const QzMessages *messages, const char *message)
{
  const char *translation = messages != NULL ? g_hash_table_lookup (messages->by_id, message) : NULL;

  return translation != NULL ? translation : message;
}
