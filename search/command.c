#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include <quanze/locale.h>

#include "search/command.h"

G_DEFINE_QUARK (qz-usage-error-quark, qz_usage_error)

/* clang-format off */
static const QzCommand commands[] = {
  { "ask",    qz_cmd_ask,    N_("问题"),          N_("谁有权、依据是什么：用一句话问"),
    "text json jsonl" },
  { "search", qz_cmd_search, N_("检索词"),        N_("检索条文、事项和文件"),
    "text json jsonl trec" },
  { "show",   qz_cmd_show,   N_("引用|ID"),       N_("显示一条规定、一件文件或一个事项"),
    "text json jsonl markdown akn" },
  { "diff",   qz_cmd_diff,   N_("标题"),          N_("逐条对照一件文件的两个文本：未变、修改、移动、拆分、合并、新增、删除"),
    "text json jsonl" },
  { "powers", qz_cmd_powers, "",                  N_("列出或统计权责清单的事项"),
    "text json jsonl csv" },
  { "export", qz_cmd_export, "",                  N_("导出权责清单及其依据、下放文件：csv json xml，可以原样读回"),
    "csv json xml" },
  { "audit",  qz_cmd_audit,  "",                  N_("对照条文核对权责清单，逐项列出问题"),
    "text json jsonl" },
  { "check",  qz_cmd_check,  N_("文件"),          N_("核对一份处罚决定书或者规定草案：引用、引文、幅度、程序"),
    "text json jsonl" },
  { "cite",   qz_cmd_cite,   N_("文件"),          N_("找出一个文件里的全部引用并核对"),
    "text json jsonl" },
  { "tree",   qz_cmd_tree,   N_("文件"),          N_("显示一个文件的编章节条款项结构"),
    "text json jsonl" },
  { "vest",   qz_cmd_vest,   N_("文件"),          N_("找出一个文件的条文把哪些权力给了谁"),
    "text json jsonl" },
  { "suggest", qz_cmd_suggest, N_("开头"),        N_("补全标题、事项和词：按字、按拼音、按拼音首字母"),
    "text json" },
  { "terms",  qz_cmd_terms,  N_("文本"),          N_("显示一段文字怎样切分成词"),
    "text json jsonl" },
  { "info",   qz_cmd_info,   "",                  N_("显示索引里有什么、截至何日"),
    "text json jsonl" },
  { "serve",  qz_cmd_serve,  "",                  N_("提供接口和检索网页"),
    NULL },
};

static const struct { const char *name; QzFormat format; } formats[] = {
  { "text", QZ_FORMAT_TEXT }, { "json", QZ_FORMAT_JSON }, { "jsonl", QZ_FORMAT_JSONL }, { "csv", QZ_FORMAT_CSV },
  { "trec", QZ_FORMAT_TREC }, { "markdown", QZ_FORMAT_MARKDOWN }, { "akn", QZ_FORMAT_AKN }, { "xml", QZ_FORMAT_XML },
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
  gint   limit;   /* G_MININT when not given */
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

/* NAME must be a format of COMMAND. */
static gboolean
apply_format (QzContext *context, const QzCommand *command, const char *name, GError **error)
{
  g_auto (GStrv) own = g_strsplit (command->formats != NULL ? command->formats : "", " ", -1);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name) && g_strv_contains ((const char *const *) own, name)) {
      context->format = formats[i].format;
      return TRUE;
    }
  if (name == NULL)
    return TRUE;
  if (command->formats == NULL)
    g_set_error (error, QZ_USAGE_ERROR, 0, _("%s 没有 --format 这个选项"), command->name);
  else
    g_set_error (error, QZ_USAGE_ERROR, 0, _("--format %s：%s 没有这种格式，可用 %s"), name, command->name, command->formats);
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
apply (QzContext *context, const QzCommand *command, RawOptions *raw, GError **error)
{
  context->dbs_given = raw->dbs != NULL;
  context->dbs = raw->dbs != NULL ? g_steal_pointer (&raw->dbs) : default_dbs ();
  context->lexicons = g_steal_pointer (&raw->lexicons);
  if (raw->limit != G_MININT)
    context->limit = raw->limit;
  if ((raw->limit != G_MININT && raw->limit < 0) || context->offset < 0) {
    g_set_error_literal (error, QZ_USAGE_ERROR, 0, _("--limit 和 --offset 不能是负数"));
    return FALSE;
  }
  return apply_format (context, command, raw->format, error) && apply_color (context, raw->color, error)
         && apply_as_of (context, raw->as_of, error);
}

gboolean
qz_command_parse (QzContext *context, const char *name, const GOptionEntry *entries, int *argc, char ***argv,
                  GError **error)
{
  g_auto (RawOptions) raw = { .limit = G_MININT };
  const QzCommand *command = command_named (name);
  g_autofree char *format = g_strdup_printf (_("输出格式：%s"), command->formats != NULL ? command->formats : "");
  const GOptionEntry common[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.dbs, _("索引目录，可以给几个（默认 $QUANZE_DB，再默认用户数据目录）"), _("目录") },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &raw.as_of, _("按这一天有效的文本回答（默认今天）"), "YYYY-MM-DD" },
    { "format", 0, command->formats != NULL ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &raw.format, format, _("格式") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &raw.limit, _("最多给出几个结果"), "N" },
    { "offset", 0, 0, G_OPTION_ARG_INT, &context->offset, _("跳过前几个结果"), "N" },
    { "color", 0, 0, G_OPTION_ARG_FILENAME, &raw.color, _("颜色：auto always never"), _("何时") },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw.lexicons, _("再读一个词表"), _("文件") },
    { NULL }
  };
  const char *usage = *command->arguments != '\0' ? gettext (command->arguments) : NULL;
  g_autoptr (GOptionContext) options = g_option_context_new (usage);
  g_autoptr (GError) parse_error = NULL;

  g_option_context_set_summary (options, gettext (command->summary));
  g_option_context_set_description (options, context->more_help);
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
  return apply (context, command, &raw, error);
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

/* Adds the extra tables that READER's index was built with. */
static gboolean
add_built_with (QzLexicon *lexicon, QzReader *reader, GError **error)
{
  g_autoptr (GPtrArray) all = qz_reader_get_metadata_all (reader, "lexicon", error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    json_t *head = json_loads (all->pdata[i], 0, NULL);
    const json_t *table;
    gboolean right = TRUE;
    size_t k;

    json_array_foreach (json_object_get (head, "extra"), k, table) {
      const char *name = json_string_value (json_object_get (table, "name"));
      const json_t *text = json_object_get (table, "text");
      right = right && (name == NULL || text == NULL
                        || qz_lexicon_add (lexicon, name, json_string_value (text), json_string_length (text), error));
    }
    json_decref (head);
    if (!right)
      return FALSE;
  }
  return all != NULL;
}

QzLexicon *
qz_context_lexicon_of (QzContext *context, QzReader *reader, GError **error)
{
  g_autoptr (QzLexicon) lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, error);

  if (lexicon == NULL || !add_built_with (lexicon, reader, error))
    return NULL;
  for (char **path = context->lexicons; path != NULL && *path != NULL; path++) {
    g_autofree char *bytes = NULL;
    gsize len;
    g_autoptr (GError) own = NULL;
    if (!g_file_get_contents (*path, &bytes, &len, &own)) {
      g_set_error (error, QZ_USAGE_ERROR, 0, _("词表 %s 读不出：%s"), *path, own->message);
      return NULL;
    }
    if (!qz_lexicon_add (lexicon, *path, bytes, len, error))
      return NULL;
  }
  return g_steal_pointer (&lexicon);
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

/* The command that NAME most likely means: one with a letter more, less or other, or two changed about; NULL when none. */
static const char *
nearest_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    const char *right = commands[i].name;
    gsize n = strlen (name), m = strlen (right), head = 0, tail = 0;

    while (head < MIN (n, m) && name[head] == right[head])
      head++;
    while (tail < MIN (n, m) - head && name[n - 1 - tail] == right[m - 1 - tail])
      tail++;
    gsize a = n - head - tail, b = m - head - tail;
    gboolean swapped = a == 2 && b == 2 && name[head] == right[head + 1] && name[head + 1] == right[head];
    if (head + tail > 0 && (swapped || (a <= 1 && b <= 1)))
      return right;
  }
  return NULL;
}

static int
no_command (const char *name)
{
  const char *nearest = nearest_command (name);

  if (*name == '-')
    fprintf (stderr, _("quanze: 第一个参数应是命令，不是 %s；选项写在命令之后，如 quanze ask --db 目录 问题\n"), name);
  else if (nearest != NULL)
    fprintf (stderr, _("quanze: 没有 %s 这个命令；是不是 %s？quanze --help 列出全部命令\n"), name, nearest);
  else
    fprintf (stderr, _("quanze: 没有 %s 这个命令；quanze --help 列出全部命令\n"), name);
  return QZ_EXIT_USAGE;
}

int
qz_search_main (int argc, char **argv)
{
  static char help[] = "--help";

  qz_locale_init ();
  if (argc < 2) {
    print_help ();
    return QZ_EXIT_USAGE;
  }
  /* quanze help ask: quanze ask --help */
  if (argc == 3 && g_str_equal (argv[1], "help") && command_named (argv[2]) != NULL) {
    argv[1] = argv[2];
    argv[2] = help;
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
  if (command == NULL)
    return no_command (argv[1]);
  g_autofree char *name = g_strdup_printf ("quanze %s", command->name);
  g_set_prgname (name);
  return run_command (command, argc - 1, argv + 1);
}
