#include "config.h"

#include <string.h>

#include "lib/structure/places.h"

/* Cities and prefectures without 市 where it is 市; the rest in full. */
typedef struct {
  const char *name, *stem;   /* 山东省, 山东 */
  const char *cities;
} Province;

static const Province provinces[] = {
  { "北京市", "北京", "" },
  { "天津市", "天津", "" },
  { "上海市", "上海", "" },
  { "重庆市", "重庆", "" },
  { "河北省", "河北", "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水" },
  { "山西省", "山西", "太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁" },
  { "内蒙古自治区", "内蒙古", "呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒盟 阿拉善盟" },
  { "辽宁省", "辽宁", "沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛" },
  { "吉林省", "吉林", "长春 吉林 四平 辽源 通化 白山 松原 白城 延边朝鲜族自治州" },
  { "黑龙江省", "黑龙江", "哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭地区" },
  { "江苏省", "江苏", "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁" },
  { "浙江省", "浙江", "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水" },
  { "安徽省", "安徽", "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城" },
  { "福建省", "福建", "福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德" },
  { "江西省", "江西", "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶" },
  { "山东省", "山东", "济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 莱芜" },
  { "河南省", "河南", "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源" },
  { "湖北省", "湖北", "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施土家族苗族自治州 仙桃 潜江 天门 神农架林区" },
  { "湖南省", "湖南", "长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西土家族苗族自治州" },
  { "广东省", "广东",
    "广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮" },
  { "广西壮族自治区", "广西", "南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左" },
  { "海南省", "海南", "海口 三亚 三沙 儋州" },
  { "四川省", "四川",
    "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝藏族羌族自治州 "
    "甘孜藏族自治州 凉山彝族自治州" },
  { "贵州省", "贵州",
    "贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南布依族苗族自治州 黔东南苗族侗族自治州 黔南布依族苗族自治州" },
  { "云南省", "云南",
    "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄彝族自治州 红河哈尼族彝族自治州 文山壮族苗族自治州 "
    "西双版纳傣族自治州 大理白族自治州 德宏傣族景颇族自治州 怒江傈僳族自治州 迪庆藏族自治州" },
  { "西藏自治区", "西藏", "拉萨 日喀则 昌都 林芝 山南 那曲 阿里地区" },
  { "陕西省", "陕西", "西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛" },
  { "甘肃省", "甘肃",
    "兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏回族自治州 甘南藏族自治州" },
  { "青海省", "青海",
    "西宁 海东 海北藏族自治州 黄南藏族自治州 海南藏族自治州 果洛藏族自治州 玉树藏族自治州 海西蒙古族藏族自治州" },
  { "宁夏回族自治区", "宁夏", "银川 石嘴山 吴忠 固原 中卫" },
  { "新疆维吾尔自治区", "新疆",
    "乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉回族自治州 博尔塔拉蒙古自治州 巴音郭楞蒙古自治州 阿克苏地区 "
    "克孜勒苏柯尔克孜自治州 喀什地区 和田地区 伊犁哈萨克自治州 塔城地区 阿勒泰地区 石河子" },
  { "香港特别行政区", "香港", "" },
  { "澳门特别行政区", "澳门", "" },
  { "台湾省", "台湾", "" },
};

/* Words that may stand for 市 behind a city's stem. */
static const char *const city_tails[] = { "市", "经济特区", "" };

/* The city of PROVINCE that NAME begins with: its full name into OUT. Returns the bytes read. */
static gsize
read_city (const Province *province, const char *name, GString *out)
{
  const char *p = province->cities;

  while (*p != '\0') {
    gsize len = strcspn (p, " ");
    gboolean full = len > 6 && (memcmp (p + len - 3, "州", 3) == 0 || memcmp (p + len - 3, "盟", 3) == 0
                                || memcmp (p + len - 3, "区", 3) == 0);
    if (strncmp (name, p, len) == 0) {
      if (full) {
        g_string_append_len (out, p, (gssize) len);
        return len;
      }
      for (gsize i = 0; *city_tails[i] != '\0'; i++)
        if (g_str_has_prefix (name + len, city_tails[i])) {
          g_string_append_len (out, p, (gssize) len);
          g_string_append (out, "市");
          return len + strlen (city_tails[i]);
        }
    }
    p += len;
    p += *p == ' ';
  }
  return 0;
}

/* ---- places by their form: 岚川省澜阳市棠宁县 ---- */

/* Units, the higher first; what follows must not make another word of them: 市场, 区域, 县级. */
static const struct {
  const char *unit;
  guint       min;          /* characters of the name before it: 蓟县, but no 城市 */
  const char *no_follow;    /* characters */
  gboolean    town;         /* only where a body or what a town has follows: 城乡规划 is no town */
} forms[] = {
  { "特别行政区", 2, "", FALSE },  { "自治区", 2, "", FALSE },  { "省", 2, "级份", FALSE },
  { "自治州", 2, "", FALSE },      { "地区", 2, "", FALSE },    { "盟", 2, "", FALSE },
  { "市", 2, "场政容级民区", FALSE }, { "自治县", 2, "", FALSE }, { "自治旗", 2, "", FALSE },
  { "县", 1, "级域乡", FALSE },    { "新区", 2, "", FALSE },    { "区", 2, "域划块别分内", FALSE },
  { "旗", 1, "帜", FALSE },        { "镇", 2, "", TRUE },       { "乡", 2, "", TRUE },
  { "街道", 2, "", TRUE },
};

static const char *const behind_town[] = { "人民", "党", "办事处", "委", "纪", "机构", "便民", "综合", "权", "人大", NULL };

/* No place begins so, or has it inside its name. */
static const char *const no_names[] = {
  "国家", "全国", "中央", "最高", "中华", "人民", "国务", "城市", "关于", "农村", "委员", "政府", "实施", "管理",
  "保护", "风景", "自然", "经济", "开发", "各", "乡镇", "社区", "市场", "、", "，", "的", "《", "》",
  "（", "(", " ", "第", "本", "某些", "历史", "机场", "部", "局", "厅", "署", "法院", "检察院", "委会", NULL,
};

/* What ends in 区 behind one of these is a stretch of land, no district: 小区, 园区, 库区. */
static const char no_district[] = "小园校景片库灾牧街厂禁辖社老";

/* Names are at most so many characters with their unit, autonomous ones longer. */
#define PLACE_MAX 8
#define AUTONOMOUS_MAX 14

static gboolean
is_name (const char *name, gsize len, guint min, gboolean autonomous)
{
  glong width = g_utf8_strlen (name, (gssize) len);

  if (width < (glong) min || width > (autonomous ? AUTONOMOUS_MAX : PLACE_MAX - 1))
    return FALSE;
  for (const char *const *word = no_names; *word != NULL; word++)
    if (g_strstr_len (name, (gssize) len, *word) != NULL)
      return FALSE;
  return TRUE;
}

/* Whether what stands BEHIND the unit of forms[I] lets it be one. */
static gboolean
may_end (const char *behind, gsize i)
{
  if (*behind == '\0')
    return TRUE;
  if (forms[i].town) {
    for (const char *const *word = behind_town; *word != NULL; word++)
      if (g_str_has_prefix (behind, *word))
        return TRUE;
    return FALSE;
  }
  g_autofree char *next = g_strndup (behind, (gsize) (g_utf8_next_char (behind) - behind));
  return strstr (forms[i].no_follow, next) == NULL;
}

/* Whether the unit at AT of NAME is one by what stands before it. */
static gboolean
may_begin (const char *name, const char *at)
{
  return at == name || !g_str_has_prefix (at, "区")
         || g_utf8_strchr (no_district, -1, g_utf8_get_char (g_utf8_prev_char (at))) == NULL;
}

/* The unit of a place that NAME begins with, of a rank from *RANK on; its bytes, 0 when there is none. */
static gsize
read_form (const char *name, gsize *rank)
{
  gsize best = 0, best_rank = *rank;

  for (gsize i = *rank; i < G_N_ELEMENTS (forms); i++) {
    const char *at = strstr (name, forms[i].unit);
    gsize len = at != NULL ? (gsize) (at - name) + strlen (forms[i].unit) : 0;
    if (at == NULL || (best > 0 && len >= best) || !may_end (at + strlen (forms[i].unit), i) || !may_begin (name, at)
        || !is_name (name, (gsize) (at - name), forms[i].min, g_str_has_prefix (forms[i].unit, "自治")))
      continue;
    best = len;
    best_rank = i + 1;
  }
  if (best > 0)
    *rank = best_rank;
  return best;
}

/* What stands below a known province or city, or a whole place that no table knows. */
static gsize
read_forms (const char *name, gsize rank, GString *out)
{
  gsize len = 0, step;

  while ((step = read_form (name + len, &rank)) > 0) {
    g_string_append_len (out, name + len, (gssize) step);
    len += step;
  }
  return len;
}

/* The rank in forms[] of what may stand below a city. */
#define BELOW_CITY 7

/* A province's name at NAME: in full, or its stem where a city of it follows. */
static gsize
read_province (const Province *province, const char *name)
{
  return g_str_has_prefix (name, province->name) ? strlen (province->name) : 0;
}

/* 宁波杭州湾新区: a new area that is called by its city, which its name alone does not say. AREA with the city and its
 * province in front; as it is where it begins with none. */
static void
complete_area (GString *area)
{
  const char *name = area->str;

  if (!g_str_has_suffix (name, "新区"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (provinces); i++) {
    g_auto (GStrv) cities = g_strsplit (provinces[i].cities, " ", -1);

    for (gsize j = 0; cities[j] != NULL; j++)
      if (*cities[j] != '\0' && g_str_has_prefix (name, cities[j])) {
        g_autofree char *city = g_strdup_printf ("%s%s市", provinces[i].name, cities[j]);
        g_string_prepend (area, city);
        return;
      }
  }
}

char *
qz_place_read (const char *name, gboolean with_forms, const char **end)
{
  g_autoptr (GString) place = g_string_new (NULL);
  gsize len = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (provinces) && len == 0; i++) {
    g_autoptr (GString) below = g_string_new (NULL);
    gsize province = read_province (&provinces[i], name);

    len = province + read_city (&provinces[i], name + province, below);
    if (len > 0)
      g_string_printf (place, "%s%s", provinces[i].name, below->str);
  }
  if (with_forms) {
    gboolean known = len > 0;

    len += read_forms (name + len, known ? BELOW_CITY : 0, place);
    if (!known)
      complete_area (place);
  }
  if (len == 0)
    return NULL;
  if (end != NULL)
    *end = name + len;
  return g_strdup (place->str);
}

gboolean
qz_place_has_province (const char *place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (g_str_has_prefix (place, provinces[i].name))
      return TRUE;
  return FALSE;
}

const char *
qz_province_in (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (provinces); i++)
    if (strstr (text, provinces[i].stem) != NULL)
      return provinces[i].name;
  return NULL;
}
