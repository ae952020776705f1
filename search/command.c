#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <quanze/locale.h>

#include "search/command.h"

G_DEFINE_QUARK (qz-usage-error-quark, qz_usage_error)

/* clang-format off */
static const QzCommand commands[] = {
  { "ask",    qz_cmd_ask,    N_("问题"),          N_("谁有权、依据是什么：用一句话问") },
  { "search", qz_cmd_search, N_("检索词"),        N_("检索条文、事项和文件") },
  { "show",   qz_cmd_show,   N_("引用|ID"),       N_("显示一条规定、一件文件或一个事项") },
  { "powers", qz_cmd_powers, "",                  N_("列出或统计权责清单的事项") },
  { "cite",   qz_cmd_cite,   N_("文件"),          N_("找出一个文件里的全部引用并核对") },
  { "tree",   qz_cmd_tree,   N_("文件"),          N_("显示一个文件的编章节条款项结构") },
  { "vest",   qz_cmd_vest,   N_("文件"),          N_("找出一个文件的条文把哪些权力给了谁") },
  { "terms",  qz_cmd_terms,  N_("文本"),          N_("显示一段文字怎样切分成词") },
  { "info",   qz_cmd_info,   "",                  N_("显示索引里有什么、截至何日") },
};

static const struct { const char *name; QzFormat format; } formats[] = {
  { "text", QZ_FORMAT_TEXT }, { "json", QZ_FORMAT_JSON }, { "jsonl", QZ_FORMAT_JSONL }, { "csv", QZ_FORMAT_CSV },
  { "trec", QZ_FORMAT_TREC }, { "markdown", QZ_FORMAT_MARKDOWN }, { "akn", QZ_FORMAT_AKN },
};
/* clang-format on */

const QzCommand *
qz_commands (guint *n)
{
  *n = G_N_ELEMENTS (commands);
  return commands;
}

static const QzCommand *
command_named (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

/* ---- options ---- */

typedef struct {
  char **dbs, **lexicons;
  char  *as_of, *format, *color;
} RawOptions;

static void
raw_options_clear (RawOptions *raw)
{
  g_strfreev (raw->dbs);
  g_strfreev (raw->lexicons);
  g_free (raw->as_of);
  g_free (raw->format);
  g_free (raw->color);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawOptions, raw_options_clear)

static char **
default_dbs (void)
{
  const char *env = g_getenv ("QUANZE_DB");

  if (env != NULL && *env != '\0')
    return g_strsplit (env, "\n", 1);
  char **dbs = g_new0 (char *, 2);
  dbs[0] = g_build_filename (g_get_user_data_dir (), "quanze", NULL);
  return dbs;
}

static gboolean
apply_format (QzContext *context, const char *name, GError **error)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name)) {
      context->format = formats[i].format;
      return TRUE;
    }
  if (name == NULL)
    return TRUE;
  g_set_error (error, QZ_USAGE_ERROR, 0, _("--format %s：没有这种格式；可用 text json jsonl csv trec markdown akn"), name);
  return FALSE;
}

static gboolean
apply_color (QzContext *context, const char *when, GError **error)
{
  const char *no_color = g_getenv ("NO_COLOR");

  if (when == NULL || g_str_equal (when, "auto"))
    context->color = isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0');
  else if (g_str_equal (when, "always") || g_str_equal (when, "never"))
    context->color = g_str_equal (when, "always");
  else {
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--color %s：只能是 auto、always 或 never"), when);
    return FALSE;
  }
  return TRUE;
}

static gboolean
apply_as_of (QzContext *context, const char *day, GError **error)
{
  if (day == NULL)
    return TRUE;
  context->as_of_given = TRUE;
  if (qz_date_parse_iso (day, &context->as_of))
    return TRUE;
  g_set_error (error, QZ_USAGE_ERROR, 0, _("--as-of %s：不是日期；请写成 2021-07-15 这样"), day);
  return FALSE;
}

static gboolean
apply (QzContext *context, RawOptions *raw, GError **error)
{
  context->dbs = raw->dbs != NULL ? g_steal_pointer (&raw->dbs) : default_dbs ();
  context->lexicons = g_steal_pointer (&raw->lexicons);
  if (context->limit < -1 || context->offset < 0) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("--limit 和 --offset 不能是负数"));
    return FALSE;
  }
  return apply_format (context, raw->format, error) && apply_color (context, raw->color, error)
         && apply_as_of (context, raw->as_of, error);
}

gboolean
qz_command_parse (QzContext *context, const char *name, const GOptionEntry *entries, int *argc, char ***argv,
                  GError **error)
{
  g_auto (RawOptions) raw = { 0 };
  const GOptionEntry common[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.dbs, _("索引目录，可以给几个（默认 $QUANZE_DB，再默认用户数据目录）"), _("目录") },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &raw.as_of, _("按这一天有效的文本回答（默认今天）"), "YYYY-MM-DD" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &raw.format, _("输出格式：text json jsonl …"), _("格式") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &context->limit, _("最多给出几个结果"), "N" },
    { "offset", 0, 0, G_OPTION_ARG_INT, &context->offset, _("跳过前几个结果"), "N" },
    { "color", 0, 0, G_OPTION_ARG_FILENAME, &raw.color, _("颜色：auto always never"), _("何时") },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.lexicons, _("再读一个词表"), _("文件") },
    { NULL }
  };
  const QzCommand *command = command_named (name);
  const char *usage = *command->arguments != '\0' ? gettext (command->arguments) : NULL;
  g_autoptr (GOptionContext) options = g_option_context_new (usage);
  g_autoptr (GError) parse_error = NULL;

  g_option_context_set_summary (options, gettext (command->summary));
  g_option_context_add_main_entries (options, common, NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (options, entries, NULL);
  if (!g_option_context_parse (options, argc, argv, &parse_error)) {
    g_set_error (error, QZ_USAGE_ERROR, 0, "%s", parse_error->message);
    return FALSE;
  }
  /* "--" ends the options; what follows may start with a dash. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--")) {
    (*argv)[1] = (*argv)[0];
    (*argv)++;
    (*argc)--;
  }
  (*argv)++;
  (*argc)--;
  return apply (context, &raw, error);
}

QzReader *
qz_context_open (QzContext *context, GError **error)
{
  return qz_reader_open ((const char *const *) context->dbs, error);
}

QzLexicon *
qz_context_lexicon (QzContext *context, GError **error)
{
  return qz_lexicon_open (qz_lexicon_default_dir (), (const char *const *) context->lexicons, error);
}

/* ---- main ---- */

static void
print_help (void)
{
  g_autofree char *text = g_strdup_printf (_("用法：quanze 命令 [选项…] 参数…\n\n谁有权做这件事，依据是什么。\n\n命令：\n"));

  fputs (text, stdout);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  %-8s %s\n", commands[i].name, gettext (commands[i].summary));
  fputs (_("\n每个命令：quanze 命令 --help。索引由 quanze-index 建立。\n"
           "退出码：0 完成  1 没有找到  2 用法错误  3 部分输入被拒绝  4 索引不可用  5 其他\n"),
         stdout);
}

/* An error's exit code; errors of the index have their own. */
static int
exit_code (const GError *error)
{
  if (error->domain == QZ_USAGE_ERROR)
    return QZ_EXIT_USAGE;
  if (error->domain == QZ_INDEX_ERROR && error->code != QZ_INDEX_ERROR_ARGUMENT)
    return QZ_EXIT_INDEX;
  return QZ_EXIT_FAILED;
}

static int
run_command (const QzCommand *command, int argc, char **argv)
{
  QzContext context = { .as_of = qz_date_today (), .limit = -1 };
  g_autoptr (GError) error = NULL;
  int code = command->run (&context, argc, argv, &error);

  if (error != NULL) {
    fflush (stdout);
    fprintf (stderr, "quanze %s: %s\n", command->name, error->message);
    code = exit_code (error);
    if (code == QZ_EXIT_USAGE)
      fprintf (stderr, _("看用法：quanze %s --help\n"), command->name);
  }
  g_strfreev (context.dbs);
  g_strfreev (context.lexicons);
  if (fflush (stdout) != 0 && code == QZ_EXIT_OK) {
    fprintf (stderr, _("quanze %s: 写不出结果：%s\n"), command->name, g_strerror (errno));
    code = QZ_EXIT_FAILED;
  }
  return code;
}

int
qz_search_main (int argc, char **argv)
{
  qz_locale_init ();
  if (argc < 2) {
    print_help ();
    return QZ_EXIT_USAGE;
  }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help")) {
    print_help ();
    return QZ_EXIT_OK;
  }
  if (g_str_equal (argv[1], "--version")) {
    puts ("quanze " PACKAGE_VERSION);
    return QZ_EXIT_OK;
  }
  const QzCommand *command = command_named (argv[1]);
  if (command == NULL) {
    fprintf (stderr, _("quanze: 没有 %s 这个命令；quanze --help 列出全部命令\n"), argv[1]);
    return QZ_EXIT_USAGE;
  }
  g_autofree char *name = g_strdup_printf ("quanze %s", command->name);
  g_set_prgname (name);
  return run_command (command, argc - 1, argv + 1);
}
