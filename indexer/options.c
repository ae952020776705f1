#include "config.h"

#include <string.h>

#include <quanze/locale.h>

#include "indexer/options.h"

G_DEFINE_QUARK (qz-options-error-quark, qz_options_error)

/* What one document may cost before it is given up. */
#define DEFAULT_SECONDS 60
#define DEFAULT_MEGABYTES 2048
#define MAX_JOBS 256

/* Options of the contract that later work will carry out. */
typedef struct {
  gint shards;
} Later;

static gboolean
usage (GError **error, const char *text)
{
  g_set_error_literal (error, QZ_OPTIONS_ERROR, 0, text);
  return FALSE;
}

static gboolean
check (QzOptions *o, const Later *later, GError **error)
{
  if (later->shards > 1)
    return usage (error, _("--shards：这一版还不能分片"));
  if (o->jobs < 0 || o->jobs > MAX_JOBS)
    return usage (error, _("--jobs：应在 1 到 256 之间"));
  if (o->seconds < 1 || o->megabytes < 1)
    return usage (error, _("--limit-seconds 和 --limit-megabytes 应是正数"));
  if (!o->worker && !o->version && o->paths[0] == NULL && !o->prune && !o->rebuild && o->catalogue == NULL
      && o->questions == NULL)
    return usage (error, _("没有给出要收录的文件或目录"));
  return TRUE;
}

static char *
default_db (void)
{
  const char *env = g_getenv ("QUANZE_DB");

  return env != NULL && *env != '\0' ? g_strdup (env) : g_build_filename (g_get_user_data_dir (), "quanze", NULL);
}

gboolean
qz_options_parse (QzOptions *o, int argc, char **argv, GError **error)
{
  Later later = { 0 };

  memset (o, 0, sizeof *o);
  o->program = g_strdup (argv[0]);
  o->seconds = DEFAULT_SECONDS;
  o->megabytes = DEFAULT_MEGABYTES;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &o->db, _("索引目录（默认 $QUANZE_DB，再默认用户数据目录）"), _("目录") },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &o->jobs, _("同时解析几个文件（默认处理器核数）"), "N" },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->lexicons, _("再读一个词表"), _("文件") },
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, &o->catalogue, _("法规目录（制表符分列：name publish valid_from expired），补正文没有说的日期和时效"), _("文件") },
    { "rebuild", 0, 0, G_OPTION_ARG_NONE, &o->rebuild, _("另建一代新索引，建成才替换；不给路径时重收原有文件"), NULL },
    { "prune", 0, 0, G_OPTION_ARG_NONE, &o->prune, _("删去磁盘上已经没有的文件的记录"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &o->report, _("每个文件的结果写成一行 JSON；- 是标准输出"), _("文件") },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &o->quiet, _("不显示进度和小结"), NULL },
    { "limit-seconds", 0, 0, G_OPTION_ARG_INT, &o->seconds, _("一个文件最多解析多少秒（默认 60）"), "N" },
    { "limit-megabytes", 0, 0, G_OPTION_ARG_INT, &o->megabytes, _("解析进程最多用多少 MB 内存（默认 2048）"), "N" },
    { "shards", 0, 0, G_OPTION_ARG_INT, &later.shards, _("分成几片（尚未实现）"), "N" },
    { "questions", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->questions, _("已答过的问题：问题<TAB>编号或引用<TAB>权重；空文件撤去此前的"), _("文件") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &o->version, _("显示版本"), NULL },
    { "worker", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &o->worker, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->paths, NULL, _("路径…") },
    { NULL }
  };
  /* clang-format on */
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_strdupv (argv);
  g_autoptr (GError) wrong = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, _("收录法规、文件和权责清单，建立或更新索引"));
  gboolean parsed = g_option_context_parse_strv (context, &copy, &wrong);
  if (o->paths == NULL)
    o->paths = g_new0 (char *, 1);
  gboolean ok = parsed ? check (o, &later, error) : usage (error, wrong->message);
  if (o->db == NULL)
    o->db = default_db ();
  if (o->jobs == 0)
    o->jobs = MIN ((gint) g_get_num_processors (), MAX_JOBS);
  return ok;
}

void
qz_options_clear (QzOptions *o)
{
  g_free (o->program);
  g_free (o->db);
  g_free (o->report);
  g_free (o->catalogue);
  g_strfreev (o->paths);
  g_strfreev (o->lexicons);
  g_strfreev (o->questions);
}
