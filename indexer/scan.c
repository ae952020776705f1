#include "config.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <quanze/locale.h>
#include <quanze/source.h>

#include "indexer/scan.h"

/* Nothing sane lies deeper; loops of links are cut by device and inode before. */
#define MAX_DEPTH 64

typedef struct {
  GPtrArray  *files;
  GHashTable *paths;     /* absolute paths met */
  GHashTable *folders;   /* "device:inode" met */
} Scan;

void
qz_file_free (QzFile *file)
{
  if (file == NULL)
    return;
  g_free (file->path);
  g_free (file->shown);
  g_clear_error (&file->error);
  g_free (file);
}

char *
qz_scan_shown (const char *path)
{
  GString *shown = g_string_new (NULL);

  for (const char *end; *path != '\0';) {
    g_utf8_validate (path, -1, &end);
    g_string_append_len (shown, path, end - path);
    path = end;
    if (*path != '\0')
      g_string_append_printf (shown, "\\x%02X", (guchar) *path++);
  }
  return g_string_free (shown, FALSE);
}

static void
add (Scan *scan, const char *path, guint64 size, GError *error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  if (!g_hash_table_add (scan->paths, g_strdup (absolute))) {
    g_clear_error (&error);
    return;
  }
  QzFile *file = g_new0 (QzFile, 1);
  file->path = g_steal_pointer (&absolute);
  file->shown = qz_scan_shown (path);
  file->size = size;
  file->error = error;
  g_ptr_array_add (scan->files, file);
}

static GError *
stat_error (int why)
{
  if (why == ENOENT || why == ENOTDIR)
    return g_error_new_literal (QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_MISSING, _("没有这个文件或目录"));
  return g_error_new (QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNREADABLE, _("读不到：%s"), g_strerror (why));
}

static gboolean
first_visit (Scan *scan, const struct stat *st)
{
  return g_hash_table_add (scan->folders, g_strdup_printf ("%ju:%ju", (uintmax_t) st->st_dev, (uintmax_t) st->st_ino));
}

static void visit (Scan *scan, const char *path, gboolean given, guint depth);

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
visit_folder (Scan *scan, const char *path, guint depth)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GDir       *dir = g_dir_open (path, 0, &error);
  const char *name;

  if (dir == NULL) {
    add (scan, path, 0, g_error_new (QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNREADABLE, _("打不开目录：%s"), error->message));
    return;
  }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && !g_str_has_prefix (name, "~$"))   /* hidden, and locks of open office files */
      g_ptr_array_add (names, g_strdup (name));
  g_dir_close (dir);
  g_ptr_array_sort (names, by_name);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *inner = g_build_filename (path, g_ptr_array_index (names, i), NULL);
    visit (scan, inner, FALSE, depth + 1);
  }
}

static void
visit (Scan *scan, const char *path, gboolean given, guint depth)
{
  struct stat st;

  if (stat (path, &st) != 0) {
    add (scan, path, 0, stat_error (errno));
    return;
  }
  if (S_ISDIR (st.st_mode)) {
    if (depth < MAX_DEPTH && first_visit (scan, &st))
      visit_folder (scan, path, depth);
    return;
  }
  if (S_ISREG (st.st_mode))
    add (scan, path, st.st_size, NULL);
  else if (given)
    add (scan, path, 0, g_error_new_literal (QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED, _("不是普通文件，也不是目录")));
}

static int
by_path (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(QzFile *const *) a)->path, (*(QzFile *const *) b)->path);
}

GPtrArray *
qz_scan (char *const *paths)
{
  Scan scan = { .files = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_file_free),
                .paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                .folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (guint i = 0; paths[i] != NULL; i++)
    visit (&scan, paths[i], TRUE, 0);
  g_hash_table_unref (scan.paths);
  g_hash_table_unref (scan.folders);
  g_ptr_array_sort (scan.files, by_path);
  return scan.files;
}

gboolean
qz_scan_covers (char *const *paths, const char *path)
{
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autofree char *root = g_canonicalize_filename (paths[i], NULL);
    gsize            len = strlen (root);
    if (strncmp (path, root, len) == 0 && (path[len] == '\0' || path[len] == '/' || (len > 0 && root[len - 1] == '/')))
      return TRUE;
  }
  return FALSE;
}
