#include "config.h"

#include "lib/index/database.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define POINTER "current"
#define POINTER_DRAFT "current." /* g_file_set_contents() adds a random ending */
#define LOCK "lock"
#define GENERATION "gen-"
#define POINTER_MARK "# quanze index, generation in use:\n"
#define LOCK_MARK "# quanze index, held by its writer\n"
#define MARKED_FILE_MAX 256 /* neither file is ever longer */

typedef enum { ABSENT, UNREADABLE, MARKED, UNMARKED } Mark;

/* Reads DIR/NAME and tells whether it starts with MARK; *REST is what follows, errno is set for UNREADABLE. */
static Mark
read_marked (const char *dir, const char *name, const char *mark, char **rest)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR ? ABSENT : UNREADABLE;
  char buffer[MARKED_FILE_MAX + 1];
  gssize n = read (fd, buffer, MARKED_FILE_MAX);
  int saved = errno;
  close (fd);
  errno = saved;
  if (n < 0)
    return errno == EISDIR ? UNMARKED : UNREADABLE;
  buffer[n] = '\0';
  if (!g_str_has_prefix (buffer, mark))
    return UNMARKED;
  if (rest)
    *rest = g_strdup (buffer + strlen (mark));
  return MARKED;
}

guint64
qz_database_generation_number (const char *name)
{
  if (!g_str_has_prefix (name, GENERATION))
    return 0;
  const char *digits = name + strlen (GENERATION);
  guint64 number = 0;
  if (*digits == '0' || !g_ascii_string_to_unsigned (digits, 10, 1, G_MAXUINT32, &number, NULL))
    return 0;
  return number;
}

typedef struct {
  gboolean exists;
  gboolean generations; /* a gen-N stands there */
  gboolean others;      /* anything that is not of the layout above */
} Listing;

/* FALSE with errno when DIR exists and cannot be listed. */
static gboolean
list_directory (const char *dir, Listing *listing)
{
  memset (listing, 0, sizeof *listing);
  if (!g_file_test (dir, G_FILE_TEST_EXISTS))
    return TRUE;
  listing->exists = TRUE;
  g_autoptr (GError) unread = NULL;
  errno = 0;
  g_autoptr (GDir) entries = g_dir_open (dir, 0, &unread);
  if (!entries) {
    if (g_error_matches (unread, G_FILE_ERROR, G_FILE_ERROR_NOTDIR)) {
      listing->others = TRUE;
      return TRUE;
    }
    return FALSE;
  }
  const char *name;
  while ((name = g_dir_read_name (entries))) {
    if (qz_database_generation_number (name))
      listing->generations = TRUE;
    else if (strcmp (name, LOCK) != 0 && strcmp (name, POINTER) != 0 && !g_str_has_prefix (name, POINTER_DRAFT))
      listing->others = TRUE;
  }
  return TRUE;
}

static gboolean
fail_io (GError **error, const char *dir, int number)
{
  g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_IO, _ ("%s：无法读写索引目录：%s"), dir, g_strerror (number));
  return FALSE;
}

static gboolean
fail_foreign (GError **error, const char *dir)
{
  g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_FOREIGN,
               g_file_test (dir, G_FILE_TEST_IS_DIR) ? _ ("%s：不是 quanze 索引，目录中另有内容；请指定空目录或索引目录")
                                                     : _ ("%s：应为索引目录，实为文件；请指定空目录或索引目录"),
               dir);
  return FALSE;
}

char *
qz_database_current (const char *dir, GError **error)
{
  g_autofree char *rest = NULL;
  switch (read_marked (dir, POINTER, POINTER_MARK, &rest)) {
  case MARKED:
    g_strchomp (rest);
    if (qz_database_generation_number (rest))
      return g_steal_pointer (&rest);
    break;
  case UNREADABLE:
    fail_io (error, dir, errno);
    return NULL;
  case UNMARKED:
    if (read_marked (dir, LOCK, LOCK_MARK, NULL) != MARKED) {
      fail_foreign (error, dir);
      return NULL;
    }
    break;
  case ABSENT: {
    Listing listing;
    if (!list_directory (dir, &listing))
      fail_io (error, dir, errno);
    else if (listing.others || (listing.generations && read_marked (dir, LOCK, LOCK_MARK, NULL) != MARKED))
      fail_foreign (error, dir);
    else
      g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_MISSING, _ ("%s：这里没有索引；请先用 quanze-index 建立"),
                   dir);
    return NULL;
  }
  }
  g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_DAMAGED,
               _ ("%s：索引的指针文件 %s 已损坏；请用 quanze-index --rebuild 重建"), dir, POINTER);
  return NULL;
}

/* Whether a writer may work in DIR: nothing there, or ours, whole or broken. */
static gboolean
check_ours (const char *dir, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *generation = qz_database_current (dir, &why);
  if (generation || g_error_matches (why, QZ_INDEX_ERROR, QZ_INDEX_ERROR_MISSING)
      || g_error_matches (why, QZ_INDEX_ERROR, QZ_INDEX_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
write_lock_mark (int fd)
{
  const gssize len = strlen (LOCK_MARK);
  char buffer[sizeof LOCK_MARK];
  if (pread (fd, buffer, len, 0) == len && memcmp (buffer, LOCK_MARK, len) == 0)
    return TRUE;
  return ftruncate (fd, 0) == 0 && pwrite (fd, LOCK_MARK, len, 0) == len;
}

int
qz_database_lock (const char *dir, GError **error)
{
  if (!check_ours (dir, error))
    return -1;
  g_autofree char *path = g_build_filename (dir, LOCK, NULL);
  int fd;
  if (g_mkdir_with_parents (dir, 0777) < 0 || (fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666)) < 0) {
    fail_io (error, dir, errno);
    return -1;
  }
  if (flock (fd, LOCK_EX | LOCK_NB) < 0) {
    if (errno == EWOULDBLOCK)
      g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_LOCKED, _ ("%s：另一个程序正在写这个索引；请待其结束后再试"),
                   dir);
    else
      fail_io (error, dir, errno);
    close (fd);
    return -1;
  }
  if (!write_lock_mark (fd)) {
    fail_io (error, dir, errno);
    close (fd);
    return -1;
  }
  return fd;
}

char *
qz_database_next (const char *dir)
{
  guint64 last = 0;
  g_autofree char *current = qz_database_current (dir, NULL);
  if (current)
    last = qz_database_generation_number (current);
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;
  while (entries && (name = g_dir_read_name (entries)))
    last = MAX (last, qz_database_generation_number (name));
  return g_strdup_printf (GENERATION "%" G_GUINT64_FORMAT, last + 1);
}

/* A file's content, or a directory's entries, on the disk itself. */
static gboolean
sync_path (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW, 0);
  if (fd < 0)
    return FALSE;
  gboolean done = fsync (fd) == 0 || errno == EINVAL;
  int saved = errno;
  close (fd);
  errno = saved;
  return done;
}

static gboolean
sync_generation (const char *path)
{
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  const char *name;
  while (entries && (name = g_dir_read_name (entries))) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    if (!sync_path (file))
      return FALSE;
  }
  return sync_path (path);
}

gboolean
qz_database_switch (const char *dir, const char *generation, GError **error)
{
  g_autofree char *pointer = g_build_filename (dir, POINTER, NULL);
  g_autofree char *text = g_strconcat (POINTER_MARK, generation, "\n", NULL);
  g_autofree char *path = g_build_filename (dir, generation, NULL);
  g_autoptr (GError) why = NULL;
  if (!sync_generation (path))
    return fail_io (error, dir, errno);
  if (!g_file_set_contents_full (pointer, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                 &why)) {
    g_set_error (error, QZ_INDEX_ERROR, QZ_INDEX_ERROR_IO, _ ("%s：无法切换索引：%s"), dir, why->message);
    return FALSE;
  }
  if (!sync_path (dir))
    return fail_io (error, dir, errno);
  return TRUE;
}

/* A generation is flat: its files and the folder. A link is unlinked, never followed. */
void
qz_database_remove (const char *dir, const char *generation)
{
  g_autofree char *path = g_build_filename (dir, generation, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK)) {
    g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
    const char *name;
    while (entries && (name = g_dir_read_name (entries))) {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_unlink (file);
    }
  }
  g_remove (path);
}

void
qz_database_clean (const char *dir, const char *keep)
{
  g_autoptr (GPtrArray) doomed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;
  while (entries && (name = g_dir_read_name (entries))) {
    gboolean generation = qz_database_generation_number (name) && g_strcmp0 (name, keep) != 0;
    gboolean draft = g_str_has_prefix (name, POINTER_DRAFT); /* of a killed switch */
    if (generation || draft)
      g_ptr_array_add (doomed, g_strdup (name));
  }
  for (guint i = 0; i < doomed->len; i++)
    qz_database_remove (dir, g_ptr_array_index (doomed, i));
}
