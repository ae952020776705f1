#!/bin/sh
# quanze serve over the pilot county: each endpoint as a client sees it, refusals, headers, signals. Loopback only.
# Prints TAP.

set -u
LC_ALL=C.UTF-8; export LC_ALL
QUANZE_TODAY=2025-01-01; export QUANZE_TODAY

source=${QUANZE_SRC:-$(dirname "$0")/../..}
build=${QUANZE_BUILD:-$source}
QUANZE_LOCALE=$build/po; export QUANZE_LOCALE
corpus=$source/corpus
command -v curl > /dev/null 2>&1 || { echo "1..0 # SKIP curl is not installed"; exit 0; }
work=$(mktemp -d) || exit 99
pid=
trap '[ -z "$pid" ] || kill "$pid" 2> /dev/null; rm -rf "$work"' EXIT INT TERM
n=0

serve ()   # OPTIONS…: starts it on a free port; $base is where, $pid who
{
  : > "$work/serve.err"
  "$build/search/quanze" serve --db "$work/db" --listen 127.0.0.1:0 "$@" > "$work/serve.out" 2> "$work/serve.err" < /dev/null & pid=$!
  base=
  for try in $(seq 300); do
    base=$(sed -n 's/^.*\(http:[^ ]*\)\/ .*$/\1/p' "$work/serve.err")
    [ -z "$base" ] || break
    sleep 0.1
  done
}

stop () { kill -TERM "$pid"; wait "$pid"; code=$?; pid=; }

get ()   # TARGET [CURL OPTIONS…]: body in "out", headers in "head", status in $code
{
  target=$1; shift
  : > "$work/out"
  code=$(curl -sS -o "$work/out" -D "$work/head" -w '%{http_code}' --max-time 20 --path-as-is "$@" "$base$target" 2> "$work/err")
}

check ()   # WHAT, then a command that must succeed
{
  what=$1; shift
  n=$((n + 1))
  if "$@" > "$work/said" 2>&1; then
    echo "ok $n - $what"
  else
    echo "not ok $n - $what"; cat "$work/said" | head -n 5; echo "# status $code"; head -c 300 "$work/out" | sed 's/^/# /'; echo; sed 's/^/# /' "$work/err"
  fi
}

is () { test "$code" = "$1"; }
has () { LC_ALL=C grep -qF -- "$1" "$work/out"; }
lacks () { ! has "$1"; }
header () { LC_ALL=C grep -qi -- "^$1" "$work/head"; }
no_header () { ! header "$1"; }
promised () { "$build/tests/cli/openapi_check" "$source/search/web/openapi.json" "$1" "$code" < "$work/out"; }
etag () { sed -n 's/^[Ee][Tt]ag: *\(.*\)\r$/\1/p' "$work/head"; }
# what the command line says of the same thing, where the source's folder does not show
as_command () { "$build/search/quanze" "$@" --db "$work/db" --format json 2> "$work/err" | cmp -s - "$work/out"; }

"$build/indexer/quanze-index" --db "$work/db" --quiet "$corpus/registry" "$corpus/grants" "$corpus/rules" "$corpus/organisation" 2> "$work/err"
: > "$work/out"; : > "$work/head"; code=

serve --allow-origin https://www.example.gov.cn --trusted-proxy 127.0.0.1 --rate 1000 --burst 1000
check "it says where it serves" test -n "$base"

# ---- each endpoint ----

get '/api/v1/search?q=%E5%9E%83%E5%9C%BE&limit=3'
check "search" is 200
check "search is as promised" promised /api/v1/search
check "search is what the command prints" as_command search --limit 3 垃圾
check "JSON" header 'Content-Type: application/json'
get '/api/v1/search?q=%E5%9E%83%E5%9C%BE&limit=2&offset=2'
check "the next page counts on" has '"rank":3,'
get '/api/v1/ask?q=%E7%87%83%E6%B0%94%E7%94%A8%E6%88%B7%E8%BF%9D%E8%A7%84%E4%BD%BF%E7%94%A8%E7%87%83%E6%B0%94%EF%BC%8C%E8%B0%81%E6%9D%A5%E5%A4%84%E7%BD%9A%EF%BC%9F'
check "ask is as promised" promised /api/v1/ask
check "ask is what the command prints" as_command ask 燃气用户违规使用燃气，谁来处罚？
get '/api/v1/ask?q=%E7%81%AB%E6%98%9F%E4%B8%8A%E7%9A%84%E6%81%90%E9%BE%99%E5%BD%92%E8%B0%81%E7%AE%A1'
check "no answer is an answer" is 200
check "and is as promised" promised /api/v1/ask
get '/api/v1/powers?limit=2&name=%E8%AE%B8%E5%8F%AF'
check "powers are as promised" promised /api/v1/powers
check "the source is named" has '"path":"hedu-powers.csv"'
check "the server's folders are not" lacks "$corpus"
get '/api/v1/powers?count_by=mode'
check "counts are as promised" promised /api/v1/powers
check "and what the command prints" as_command powers --count-by mode
get '/api/v1/powers?count_by=nothing'
check "an unknown column is a problem" is 400
get '/api/v1/powers?mode=%E4%B9%B1'
check "an unknown mode, too" is 400
check "a problem is as promised" promised /api/v1/powers
check "problem+json" header 'Content-Type: application/problem+json'
get '/api/v1/provisions/%E5%B2%9A%E5%B7%9D%E7%9C%81%E6%89%A9%E5%A4%A7%E4%B9%A1%E9%95%87%E7%AE%A1%E7%90%86%E6%9D%83%E9%99%90%E6%9D%A1%E4%BE%8B%402022-01-14%23art_10'
check "a provision is as promised" promised '/api/v1/provisions/{id}'
check "and what the command prints" as_command show '岚川省扩大乡镇管理权限条例@2022-01-14#art_10'
get '/api/v1/provisions/HD-SW-20'
check "a power by its code" promised '/api/v1/provisions/{id}'
get '/api/v1/provisions/%E6%B2%A1%E6%9C%89%E8%BF%99%E9%83%A8%E6%B3%95'
check "none of that name is 404" is 404
check "as promised" promised '/api/v1/provisions/{id}'
get '/api/v1/suggest?q=%E7%87%83%E6%B0%94'
check "suggestions are as promised" promised /api/v1/suggest
check "and what the command prints" as_command suggest 燃气
check "in OpenSearch's type" header 'Content-Type: application/x-suggestions+json'
get /api/v1/info
check "info is as promised" promised /api/v1/info
check "and tells no folder" has '"db":[]'
get /openapi.json
check "the description is the one that is tested" cmp -s "$work/out" "$source/search/web/openapi.json"
get /opensearch.xml
check "OpenSearch" has "template=\"$base/?q={searchTerms}\""
get /healthz
check "health" has ok
get /quanze-search.js
check "the component" has 'customElements.define("quanze-search"'
check "which other origins may load" header 'Cross-Origin-Resource-Policy: cross-origin'
get /metrics
check "metrics" has 'quanze_http_requests_total{route="api_ask",class="2xx"} 2'
check "a histogram" has 'quanze_http_request_seconds_bucket{route="api_search",le="+Inf"}'
check "no query in it" lacks 燃气
get /metrics -H 'X-Forwarded-For: 192.0.2.1'
check "metrics are not for those behind a proxy" is 403

# ---- caching, compression, methods, origins ----

get '/api/v1/search?q=%E5%9E%83%E5%9C%BE'
tag=$(etag)
check "an entity tag" test -n "$tag"
check "every use asks again" header 'Cache-Control: no-cache'
get '/api/v1/search?q=%E5%9E%83%E5%9C%BE' -H "If-None-Match: $tag"
check "unchanged is 304" is 304
check "without a body" test ! -s "$work/out"
get '/api/v1/search?q=%E5%9E%83%E5%9C%BE&limit=1' -H "If-None-Match: $tag"
check "another request has another tag" is 200
get '/api/v1/search?q=%E5%9E%83%E5%9C%BE' -H 'Accept-Encoding: gzip'
check "gzip" header 'Content-Encoding: gzip'
check "which unpacks" sh -c "gzip -dc < '$work/out' | grep -q quanze.search/1"
get /api/v1/info -I
check "HEAD" is 200
get /api/v1/info -X POST -d x=1
check "POST is refused" is 405
check "saying what is taken" header 'Allow: GET, HEAD, OPTIONS'
get /api/v1/info -H 'Origin: https://www.example.gov.cn'
check "a named origin may read" header 'Access-Control-Allow-Origin: https://www.example.gov.cn'
get /api/v1/info -H 'Origin: https://www.example.gov.cn.evil.example'
check "another may not" no_header Access-Control-Allow-Origin
get /api/v1/info -H 'Origin: null'
check "nor may null" no_header Access-Control-Allow-Origin

# ---- pages ----

get '/?q=%E7%87%83%E6%B0%94%E7%94%A8%E6%88%B7%E8%BF%9D%E8%A7%84%E4%BD%BF%E7%94%A8%E7%87%83%E6%B0%94%EF%BC%8C%E8%B0%81%E6%9D%A5%E5%A4%84%E7%BD%9A%EF%BC%9F'
check "a question is answered on the page" has '<h2 id="conclusion" lang="zh-CN">禾渡镇人民政府（委托）'
check "with its mode as a badge" has '<span class="badge mode entrusted">委托</span>'
check "what the registry claims" has '（清单登记为授权）'
check "and results" has 'id="results"'
check "under a strict policy" header "Content-Security-Policy: default-src 'none'; script-src 'self'"
check "without inline script or style" sh -c "! grep -qE '<script>|style=|onclick|unsafe' '$work/out' '$work/head'"
tag=$(etag)
get '/?q=%E7%87%83%E6%B0%94%E7%94%A8%E6%88%B7%E8%BF%9D%E8%A7%84%E4%BD%BF%E7%94%A8%E7%87%83%E6%B0%94%EF%BC%8C%E8%B0%81%E6%9D%A5%E5%A4%84%E7%BD%9A%EF%BC%9F' -H "If-None-Match: $tag"
check "an unchanged page is 304" is 304
check "under the policy of the page that the browser has kept" header "Content-Security-Policy: default-src 'none'; script-src 'self'"
check "nosniff" header 'X-Content-Type-Options: nosniff'
check "no framing" header 'X-Frame-Options: DENY'
check "no referrer" header 'Referrer-Policy: no-referrer'
get '/?lang=en&q=%E7%87%83%E6%B0%94%E7%94%A8%E6%88%B7%E8%BF%9D%E8%A7%84%E4%BD%BF%E7%94%A8%E7%87%83%E6%B0%94%EF%BC%8C%E8%B0%81%E6%9D%A5%E5%A4%84%E7%BD%9A%EF%BC%9F'
check "its conclusion in English for who asks for English" has '<h2 id="conclusion">禾渡镇人民政府 (entrusted), in the name of 棠宁县住房和城乡建设局; basis: 《城镇燃气管理条例》第二十八条.</h2>'
check "and its mode" has '<span class="badge mode entrusted">entrusted</span>'
check "with the reason" has '<p class="reason">registered as authorized, but no law, regulation or rule was found'
get '/?q=%E6%9F%A5%E5%B0%81%E3%80%81%E6%89%A3%E6%8A%BC%E8%83%BD%E4%B8%8D%E8%83%BD%E5%A7%94%E6%89%98%E7%BB%99%E9%95%87%E6%94%BF%E5%BA%9C%EF%BC%9F' -H 'Accept-Language: en-GB,en;q=0.8'
check "a rule in English by the browser's wish" has '<h2 id="conclusion">Not allowed: The power of coercive measures may not be entrusted'
check "where an answer has no holder too" has '<h3>The power of coercive measures may not be entrusted'
get '/?q=%E6%9F%A5%E5%B0%81%E3%80%81%E6%89%A3%E6%8A%BC%E8%83%BD%E4%B8%8D%E8%83%BD%E5%A7%94%E6%89%98%E7%BB%99%E9%95%87%E6%94%BF%E5%BA%9C%EF%BC%9F'
check "in Chinese for the others" has '<h2 id="conclusion" lang="zh-CN">不得：行政强制措施权不得委托'
get '/api/v1/ask?lang=en&q=%E6%9F%A5%E5%B0%81%E3%80%81%E6%89%A3%E6%8A%BC%E8%83%BD%E4%B8%8D%E8%83%BD%E5%A7%94%E6%89%98%E7%BB%99%E9%95%87%E6%94%BF%E5%BA%9C%EF%BC%9F'
check "and in JSON, which all read" has '"conclusion":"不得：行政强制措施权不得委托'
get '/?q=%3Cscript%3Ealert(1)%3C/script%3E'
check "what was typed comes back as text" has 'value="&lt;script&gt;alert(1)&lt;/script&gt;"'
check "and never as markup" lacks '<script>alert'
get '/?q=%22unbalanced%20(%20law:'
check "what is no query is words" is 200
get '/?q=%E5%9E%83%E5%9C%BE'
check "results have facets" has 'class="facets"'
get '/?q=%E5%9E%83%E5%9C%BE&kind=power'
check "a facet narrows" has '共 1 条结果'
check "and is shown to be set" has 'class="chip">种类：事项 ×</a>'
get '/?lang=en'
check "English" has '<html lang="en">'
check "its words" has 'Who holds this power'
get / -H 'Accept-Language: en-US,en;q=0.8'
check "English by the browser's wish" has 'Power registry'
get '/?view=large'
check "large type" has 'class="large"'
get '/provisions/%E5%B2%9A%E5%B7%9D%E7%9C%81%E6%89%A9%E5%A4%A7%E4%B9%A1%E9%95%87%E7%AE%A1%E7%90%86%E6%9D%83%E9%99%90%E6%9D%A1%E4%BE%8B%E7%AC%AC%E5%8D%81%E6%9D%A1'
check "a provision's page" has '<h1 lang="zh-CN">《岚川省扩大乡镇管理权限条例》第十条</h1>'
check "powers that rest on it" has '以它为依据的事项'
get '/provisions/%E3%80%8A%E6%BE%9C%E9%98%B3%E5%B8%82%E9%95%87%E6%9D%91%E5%AE%B9%E8%B2%8C%E5%92%8C%E7%8E%AF%E5%A2%83%E5%8D%AB%E7%94%9F%E7%AE%A1%E7%90%86%E6%9D%A1%E4%BE%8B%E3%80%8B%E7%AC%AC%E5%8D%81%E6%9D%A1'
check "versions" has '历次版本'
get /powers/HD-SW-20
check "a power's page" has '<h1 lang="zh-CN">燃气用户违规使用燃气的处罚</h1>'
get '/powers?mode=entrusted'
check "the registry" has '共 28 项'
check "with a chart" has '<rect width="100.0"'
get /audit
check "the audit" has '个问题</h2>'
get /nothing -H 'Accept: text/html'
check "a page for people that is not there" is 404
check "is a page" has '<h1>没有找到</h1>'

# ---- refusals ----

for target in '/?q=%' '/?q=%00' '/?q=%C0%AF' '/api/v1/search?q=x&limit=1000' '/api/v1/search?q=x&offset=99999' '/api/v1/ask?q=x&as_of=2024-02-30' '/api/v1/ask' /api/v1/suggest; do
  get "$target"
  check "refused: $target" is 400
done
for target in /../../../etc/passwd /%2e%2e/%2e%2e/etc/passwd /quanze.css/../../COPYING /web/quanze.css '//etc/passwd' /api/v1/provisions/; do
  get "$target"
  check "not served: $target" is 404
done
get "/?q=$(printf '%05000d' 0)"
check "a long address" is 414
printf 'GET /?q=%s HTTP/1.1\r\nHost: x\r\n\r\n' "$(head -c 60000 /dev/zero | tr '\0' a)" | curl -sS --max-time 5 -o "$work/out" "telnet://${base#http://}" 2> "$work/err"
get /healthz
check "and served on" is 200

# ---- signals and the index ----

printf '# 禾渡镇垃圾分类办法\n\n第一条 生活垃圾分四类投放。\n' > "$work/分类办法.md"
"$build/indexer/quanze-index" --db "$work/db" --quiet "$work/分类办法.md" 2> "$work/err"
get '/api/v1/search?q=%E5%9E%83%E5%9C%BE' -H "If-None-Match: $tag"
check "a changed index is seen at once" is 200
stop
check "SIGTERM ends it well" is 0
check "and nobody's question was written down" test "$(wc -l < "$work/serve.err")" -eq 1

serve --rate 1 --burst 3
for i in 1 2 3 4; do get /api/v1/info; done
check "too many from one address" is 429
check "are told when to come back" header 'Retry-After: 1'
stop

"$build/search/quanze" serve --db "$work/none" --listen 127.0.0.1:0 > "$work/out" 2> "$work/err"; code=$?
check "no index is 4" is 4
for wrong in '--listen nowhere' '--allow-origin *' '--allow-origin https://a/b' '--base-url ftp://x' '--burst 0' '--query-time -1' word; do
  # shellcheck disable=SC2086
  "$build/search/quanze" serve --db "$work/db" $wrong > "$work/out" 2> "$work/err"; code=$?
  check "wrong usage: $wrong" is 2
done
echo "1..$n"
