/* Registries as they are printed: grids in, items out. A grid is written with | between cells, ~ for a line
 * break inside one; a cell of ^ is merged with the one above, < with the one to its left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <glib.h>

#include <quanze/instrument.h>
#include <quanze/power.h>

#define MAX_ROWS 16

static QzLexicon *lexicon;

static void
set_cell (QzSheet *sheet, guint row, guint column, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "~", -1);
  g_autofree char *joined = g_strjoinv ("\n", lines);

  if (strcmp (text, "^") != 0 && strcmp (text, "<") != 0)
    qz_sheet_set (sheet, row, column, joined);
}

static const char *
mark_at (const char *const *rows, guint n_rows, guint row, guint column, char *mark)
{
  g_auto (GStrv) cells = row < n_rows ? g_strsplit (rows[row], "|", -1) : NULL;

  *mark = 0;
  if (cells && column < g_strv_length (cells))
    *mark = strlen (cells[column]) == 1 ? *cells[column] : ' ';
  return NULL;
}

static void
add_merges (QzSheet *sheet, const char *const *rows)
{
  for (guint row = 0; row < sheet->n_rows; row++)
    for (guint column = 0; column < sheet->n_columns; column++) {
      QzMerge merge = { row, column, 1, 1 };
      char mark;
      mark_at (rows, sheet->n_rows, row, column, &mark);
      if (mark == '^' || mark == '<')
        continue;
      for (;; merge.rows++) {
        mark_at (rows, sheet->n_rows, row + merge.rows, column, &mark);
        if (mark != '^')
          break;
      }
      for (;; merge.columns++) {
        mark_at (rows, sheet->n_rows, row, column + merge.columns, &mark);
        if (mark != '<')
          break;
      }
      if (merge.rows > 1 || merge.columns > 1)
        qz_sheet_add_merge (sheet, &merge);
    }
}

static QzSheet *
grid (const char *name, const char *const *rows)
{
  guint n_rows = g_strv_length ((char **) rows), n_columns = 0;
  QzSheet *sheet;

  for (guint i = 0; i < n_rows; i++) {
    g_auto (GStrv) cells = g_strsplit (rows[i], "|", -1);
    n_columns = MAX (n_columns, g_strv_length (cells));
  }
  sheet = qz_sheet_new (name, n_rows, n_columns);
  for (guint i = 0; i < n_rows; i++) {
    g_auto (GStrv) cells = g_strsplit (rows[i], "|", -1);
    for (guint j = 0; cells[j]; j++)
      set_cell (sheet, i, j, cells[j]);
  }
  add_merges (sheet, rows);
  return sheet;
}

/* What the item says, and of the fields only those that are there. */
static char *
describe (const QzPower *p)
{
  GString *out = g_string_new (NULL);
  const struct {
    const char *label, *value;
  } fields[] = {
    { "编码", p->code },   { "名称", p->name },         { "子项", p->subname },         { "类型", p->category },
    { "主体", p->holder }, { "机构", p->office },       { "窗口", p->window },          { "层级", p->level },
    { "方式", qz_mode_name (p->mode_declared) },        { "原部门", p->from_department }, { "范围", p->scope },
    { "限制", p->limits }, { "责任", p->duties },       { "责任依据", p->duty_basis },  { "追责", p->accountability },
    { "依据", p->basis_text }, { "下放依据", p->grant }, { "状态", p->status },         { "备注", p->remark },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value)
      g_string_append_printf (out, "%s%s=%s", out->len ? " " : "", fields[i].label, fields[i].value);
  if (p->internal)
    g_string_append (out, " 内部");
  if (p->valid_from)
    g_string_append_printf (out, " 自%u", p->valid_from);
  if (p->valid_to)
    g_string_append_printf (out, " 至%u", p->valid_to);
  g_string_append_printf (out, " @%u", p->row);
  return g_strdelimit (g_string_free (out, FALSE), "\n", '~');
}

typedef struct {
  const char *what, *path, *sheet;
  const char *rows[MAX_ROWS];
  const char *title, *holder;
  const char *items[MAX_ROWS];
  const char *defects;   /* codes */
} Case;

/* clang-format off */
static const Case CASES[] = {
  { "title rows, wrapped headers, level and scope under one header, a body named above the table",
    "/某处/附件1：丙市丁局2024年权责清单.xls", "Sheet1",
    { "丙市丁局权责清单（2024年版）|<|<|<|<|<|<|<|<|<",
      "部门名称：丙市丁局|<|<|<|<|<|<|<|<|<",
      "序~号|事项~名称|子项~名称|权力类型|实施依据|行使~主体|承办机构|实施层级及权限|<|责任事项依据",
      "1.0|设立戊站许可|无|行政~许可|《己法》第三条|丙市丁局|许可科~登记科|地市级|负责全市|《庚法》第九条",
      "=COUNT|辛站检查|/|行政检查|《己法》第四条|丙市丁局|检查科|负责本级检查|负责本级检查|" },
    "丙市丁局权责清单（2024年版）", "丙市丁局",
    { "名称=设立戊站许可 类型=行政许可 主体=丙市丁局 机构=许可科、登记科 层级=地市级 范围=负责全市 责任依据=《庚法》第九条 依据=《己法》第三条 @4",
      "名称=辛站检查 类型=行政检查 主体=丙市丁局 机构=检查科 范围=负责本级检查 依据=《己法》第四条 @5" },
    "" },

  { "a name merged over its sub-items, a basis over several rows, an item for each holder",
    "甲.xls", "行政征收（2项）",
    { "序号|事项名称|子项名称|权力类型|实施依据|行使主体",
      "1|甲费征收|1.乙费|行政征收|《甲法》第一条：应当缴费。|市局",
      "^|^|^|^|第二条：费率另定。|^",
      "^|^|2.丙费|行政征收|《丙条例》第五条|市局",
      "2|丁费征收||行政征收|《丁法》第七条|市局",
      "^|^||^|^|县局" },
    "甲", NULL,
    { "名称=甲费征收 子项=1.乙费 类型=行政征收 主体=市局 依据=《甲法》第一条：应当缴费。~第二条：费率另定。 @2",
      "名称=甲费征收 子项=2.丙费 类型=行政征收 主体=市局 依据=《丙条例》第五条 @4",
      "名称=丁费征收 类型=行政征收 主体=市局 依据=《丁法》第七条 @5",
      "名称=丁费征收 类型=行政征收 主体=县局 依据=《丁法》第七条 @6" },
    "" },

  { "sub-items below a name that is printed once, without merging; a row that only adds to the basis",
    "甲.xls", "清单",
    { "序号|权力名称|子项|权力类别|行使主体|设定依据",
      "1|甲许可|1.设立|行政许可|市局|《甲法》第一条",
      "||2.变更|||《甲法》第二条",
      "|||||《乙条例》第三条",
      "|甲许可|3.注销|行政许可|市局|《甲法》第四条",
      "2|乙许可||行政许可|市局|《甲法》第五条",
      "|乙许可||行政许可|市局|《丙条例》第六条" },
    "甲", NULL,
    { "名称=甲许可 子项=1.设立 类型=行政许可 主体=市局 依据=《甲法》第一条 @2",
      "名称=甲许可 子项=2.变更 类型=行政许可 主体=市局 依据=《甲法》第二条~《乙条例》第三条 @3",
      "名称=甲许可 子项=3.注销 类型=行政许可 主体=市局 依据=《甲法》第四条 @5",
      "名称=乙许可 类型=行政许可 主体=市局 依据=《甲法》第五条~《丙条例》第六条 @6" },
    "" },

  { "codes and no column of holders: the title's body; the same code for two items",
    "2024年丙县丁局权责清单.xlsx", "Sheet1",
    { "序号|职权编码|职权名称|职权类别|职权依据|责任事项|追责情形|廉政风险点",
      "1|A 01|甲处罚|行政处罚|《甲法》第一条|立案|滥用职权|高",
      "2|A 01|乙处罚|行政处罚|《甲法》第二条|立案||低" },
    "2024年丙县丁局权责清单", "丙县丁局",
    { "编码=A 01 名称=甲处罚 类型=行政处罚 主体=丙县丁局 责任=立案 追责=滥用职权 依据=《甲法》第一条 @2",
      "编码=A 01 名称=乙处罚 类型=行政处罚 主体=丙县丁局 责任=立案 依据=《甲法》第二条 @3" },
    "code-duplicate" },

  { "groups under banners, a footer, the header printed again, an unknown column",
    "乙.csv", "乙",
    { "序号|名称|实施主体|设定依据|颜色",
      "一、行政许可（共1项）|<|<|<|<",
      "1|甲许可|市局|《甲法》第一条|红",
      "二、行政处罚（共2项）|<|<|<|<",
      "1|乙处罚|市局|《甲法》第二条|绿",
      "序号|名称|实施主体|设定依据|颜色",
      "2|丙处罚|市局|《甲法》第三条|蓝",
      "注：本清单由市局解释。||||" },
    "乙", NULL,
    { "名称=甲许可 类型=行政许可 主体=市局 依据=《甲法》第一条 @3",
      "名称=乙处罚 类型=行政处罚 主体=市局 依据=《甲法》第二条 @5",
      "名称=丙处罚 类型=行政处罚 主体=市局 依据=《甲法》第三条 @7" },
    "column-unknown" },

  { "the category from the sheet's name, a count that disagrees, a row of another category, an error value",
    "丁.xls", "行政检查（5项）",
    { "序号|事项名称|权力类型|实施主体|实施依据",
      "1|甲检查||市局|《甲法》第一条",
      "2|乙处罚|行政处罚|市局|#REF!" },
    "丁", NULL,
    { "名称=甲检查 类型=行政检查 主体=市局 依据=《甲法》第一条 @2", "名称=乙处罚 类型=行政处罚 主体=市局 @3" },
    "category-conflict cell-error count-mismatch" },

  { "2,3 in the column of numbers is two items of the stated three",
    "丁.xls", "行政许可（3项）",
    { "序号|事项名称|权力类型|实施主体|实施依据", "1|甲许可|行政许可|市局|《甲法》第一条", "2,3|乙许可（两项）|行政许可|市局|《甲法》第二条" },
    "丁", NULL,
    { "名称=甲许可 类型=行政许可 主体=市局 依据=《甲法》第一条 @2", "名称=乙许可（两项） 类型=行政许可 主体=市局 依据=《甲法》第二条 @3" },
    "" },

  { "a header of two rows, a column a level, marks in the cells",
    "戊.xls", "Sheet1",
    { "序号|事项名称|行使层级|<|<|设定依据|实施主体", "^|^|市级|县级|乡级|^|^", "1|甲检查|√||√|《甲法》第一条|市局" },
    "戊", NULL,
    { "名称=甲检查 主体=市局 层级=市级、乡级 依据=《甲法》第一条 @3" },
    "" },

  { "a list of handed-down powers: all its columns",
    "己镇赋权清单.csv", "己镇赋权清单",
    { "编码|名称|事项类型|实施主体|承办机构|办理窗口|行使方式|下放部门|行使范围|权限/限制|责任事项|监督方式/追责|设定依据|下放依据|生效日期|失效日期|备注",
      "H-1|甲处罚|行政处罚|己镇人民政府|综合办|3号窗口|委托|县乙局|镇区|五百元以下|立案|每年评查|《甲法》第一条|《委托书》|2022年4月1日|2027-03-31|说明",
      "H-2|考核|内部人事管理|己镇人民政府|党群办||下放|县委组织部||||||《通知》|2022.4.1|长期|" },
    "己镇赋权清单", "己镇",
    { "编码=H-1 名称=甲处罚 类型=行政处罚 主体=己镇人民政府 机构=综合办 窗口=3号窗口 方式=entrusted 原部门=县乙局 范围=镇区 限制=五百元以下 "
      "责任=立案 追责=每年评查 依据=《甲法》第一条 下放依据=《委托书》 备注=说明 自20220401 至20270331 @2",
      "编码=H-2 名称=考核 类型=内部人事管理 主体=己镇人民政府 机构=党群办 方式=devolved 原部门=县委组织部 下放依据=《通知》 内部 自20220401 @3" },
    "" },

  { "modes come from plain words: 上级下放 alone says none, two words at once are reported",
    "庚.csv", "庚",
    { "名称|实施主体|权力来源|设定依据|赋权方式",
      "一|镇政府|上级下放|《甲法》第一条|",
      "二|镇政府|上级授权|《甲法》第一条|",
      "三|镇政府||《甲法》第一条|下放（委托）",
      "四|镇政府||《甲法》第一条|授权或委托",
      "五|镇政府|上级下放|《甲法》第一条|赋权",
      "六|镇政府||《甲法》第一条|已收回",
      "七|镇政府|法定|《甲法》第一条|" },
    "庚", NULL,
    { "名称=一 主体=镇政府 依据=《甲法》第一条 @2", "名称=二 主体=镇政府 方式=authorized 依据=《甲法》第一条 @3",
      "名称=三 主体=镇政府 方式=entrusted 依据=《甲法》第一条 @4", "名称=四 主体=镇政府 依据=《甲法》第一条 @5",
      "名称=五 主体=镇政府 方式=conferred 依据=《甲法》第一条 @6", "名称=六 主体=镇政府 方式=recalled 依据=《甲法》第一条 @7",
      "名称=七 主体=镇政府 方式=statutory 依据=《甲法》第一条 @8" },
    "mode-unclear" },
};
/* clang-format on */

static QzSource
source_of (const char *path, QzSheet *sheet)
{
  QzSource source = { .path = (char *) path, .format = "xls" };

  source.sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_free);
  g_ptr_array_add (source.sheets, sheet);
  return source;
}

static int
by_code (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
defect_codes (const QzRegistry *registry)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < registry->defects->len; i++) {
    const QzDefect *defect = registry->defects->pdata[i];
    assert_non_null (defect->text);
    g_ptr_array_add (codes, (char *) defect->code);
  }
  g_ptr_array_sort (codes, by_code);
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (" ", (char **) codes->pdata);
}

static void
run_case (const Case *c)
{
  QzSource source = source_of (c->path, grid (c->sheet, c->rows));
  g_autoptr (GError) error = NULL;
  g_autoptr (QzRegistry) registry = qz_registry_parse (&source, lexicon, &error);
  g_autofree char *codes = NULL;
  guint n = 0;

  if (error)
    fail_msg ("%s: %s", c->what, error->message);
  for (; c->items[n]; n++) {
    g_autofree char *text = n < registry->powers->len ? describe (registry->powers->pdata[n]) : NULL;
    if (g_strcmp0 (text, c->items[n]) != 0)
      fail_msg ("%s:\n   got %s\nwanted %s", c->what, text ? text : "no such item", c->items[n]);
  }
  assert_int_equal (registry->powers->len, n);
  assert_string_equal (registry->title, c->title);
  if (g_strcmp0 (registry->holder, c->holder) != 0)
    fail_msg ("%s: holder %s", c->what, registry->holder);
  codes = defect_codes (registry);
  if (strcmp (codes, c->defects) != 0)
    fail_msg ("%s: defects %s, wanted %s", c->what, codes, c->defects);
  g_ptr_array_unref (source.sheets);
}

static void
test_cases (void **state)
{
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    run_case (&CASES[i]);
}

static void
test_ids (void **state)
{
  static const char *const ROWS[]
    = { "编码|名称|实施主体|设定依据", "X1|甲|市局|一", "X1|乙|市局|二", "|丙|市局|三", NULL };
  QzSource source = source_of ("/某处/清单 一.xls", grid ("表 1", ROWS));
  g_autoptr (QzRegistry) registry = qz_registry_parse (&source, lexicon, NULL);
  static const char *const IDS[] = { "X1", "X1#3", "清单一/表1#4" };

  for (guint i = 0; i < G_N_ELEMENTS (IDS); i++)
    assert_string_equal (((const QzPower *) registry->powers->pdata[i])->id, IDS[i]);
  g_ptr_array_unref (source.sheets);
}

static void
test_not_a_registry (void **state)
{
  static const char *const SCHOOLS[] = { "序号|名称|单位|备注", "1|第一小学|教育局|", NULL };
  static const char *const EMPTY[] = { "序号|事项名称|权力类型|实施依据", NULL };
  const char *const *const sheets[] = { SCHOOLS, EMPTY };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++) {
    QzSource source = source_of ("名单.xls", grid ("Sheet1", sheets[i]));
    g_autoptr (GError) error = NULL;
    assert_null (qz_registry_parse (&source, lexicon, &error));
    assert_true (g_error_matches (error, QZ_SOURCE_ERROR, QZ_SOURCE_ERROR_UNSUPPORTED));
    assert_non_null (strstr (error->message, "名单.xls"));
    g_ptr_array_unref (source.sheets);
  }
}

static void
test_hidden_and_other_sheets (void **state)
{
  static const char *const LIST[] = { "序号|名称|实施主体|设定依据", "1|甲|市局|一", NULL };
  static const char *const OTHER[] = { "说明", "本表由市局编制", NULL };
  QzSource source = source_of ("清单.xls", grid ("一", LIST));
  QzSheet *hidden = grid ("二", LIST);
  g_autoptr (QzRegistry) registry = NULL;
  g_autofree char *codes = NULL;

  hidden->hidden = TRUE;
  g_ptr_array_add (source.sheets, hidden);
  g_ptr_array_add (source.sheets, grid ("三", OTHER));
  registry = qz_registry_parse (&source, lexicon, NULL);
  codes = defect_codes (registry);
  assert_int_equal (registry->powers->len, 1);
  assert_string_equal (codes, "sheet-hidden sheet-other");
  g_ptr_array_unref (source.sheets);
}

static int
open_lexicon (void **state)
{
  lexicon = qz_lexicon_open (qz_lexicon_default_dir (), NULL, NULL);
  return lexicon == NULL;
}

static int
close_lexicon (void **state)
{
  qz_lexicon_free (lexicon);
  return 0;
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (test_cases),
    cmocka_unit_test (test_ids),
    cmocka_unit_test (test_not_a_registry),
    cmocka_unit_test (test_hidden_and_other_sheets),
  };

  return cmocka_run_group_tests (tests, open_lexicon, close_lexicon);
}
