# bash completion for quanze and quanze-index

_quanze_words () {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_quanze_files () {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

# The value that the option before the cursor takes; fails when it takes none.
_quanze_value () {
  case $1 in
    --db) _quanze_files -d ;;
    --lexicon | --batch | --report | --questions | --catalogue) _quanze_files -f ;;
    --color) _quanze_words "auto always never" ;;
    --mode | --mode-declared) _quanze_words "法定 授权 委托 交由 下放 相对集中 收回" ;;
    --severity) _quanze_words "error warning note" ;;
    --code) _quanze_words "no-such-instrument no-such-provision renumbered quote-drift repealed not-in-force older-version \
      no-basis basis-too-low coercion-entrusted subdelegated grant-expired recalled out-of-territory superior-changed \
      mode-unsupported grant-without-basis grant-incomplete grantor-not-holder procedure duplicate-holder \
      duty-without-power power-without-duty dangling-internal fine-out-of-range lighter-law citation-form" ;;
    --status) _quanze_words "有效 已失效 未生效" ;;
    --count-by) _quanze_words "holder held_by office mode mode-declared category from-department law status" ;;
    --sort) _quanze_words "relevance date authority" ;;
    --format)
      case $2 in
        ask) _quanze_words "text json jsonl" ;;
        search) _quanze_words "text json jsonl trec" ;;
        powers) _quanze_words "text json jsonl csv" ;;
        export) _quanze_words "csv json xml" ;;
        show) _quanze_words "text json markdown akn" ;;
        *) _quanze_words "text json jsonl" ;;
      esac ;;
    --act-date | --decision-date | --as-of | --from | --to | --limit | --offset | --territory | --holder | --office | --category | --from-department | --law | \
      --listen | --base-url | --allow-origin | --frame-ancestor | --trusted-proxy | --threads | --connections | --per-address | --rate | --burst | --query-time | \
      --name | --jobs | --limit-seconds | --limit-megabytes | --shards) COMPREPLY=() ;;
    *) return 1 ;;
  esac
}

# Sets cur and prev; readline cuts --option=value at the "=".
_quanze_cursor () {
  cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  if [[ $cur == "=" ]]; then
    cur=
  elif [[ $prev == "=" ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
}

_quanze () {
  local cur prev command=${COMP_WORDS[1]} options="--db --as-of --format --limit --offset --color --lexicon --help"

  _quanze_cursor
  if ((COMP_CWORD == 1)); then
    _quanze_words "ask search show diff powers export audit check cite tree vest suggest terms info serve --help --version"
    return
  fi
  _quanze_value "$prev" "$command" && return
  case $command in
    ask) options+=" --batch --territory --explain" ;;
    search) options+=" --batch --all-versions --sort --group" ;;
    check) options+=" --act-date --decision-date --severity" ;;
    diff) options+=" --from --to" ;;
    audit) options+=" --code --severity --holder --office --mode-declared --category --from-department --law --name" ;;
    terms) options+=" --collect --least" ;;
    serve) options+=" --listen --base-url --allow-origin --frame-ancestor --trusted-proxy --territory --threads --connections --per-address --rate --burst --query-time" ;;
    powers) options+=" --holder --office --mode --mode-declared --category --from-department --law --name --status --count-by" ;;
  esac
  case $cur,$command in
    -*) _quanze_words "$options" ;;
    *,check | *,cite | *,tree | *,vest) _quanze_files -f ;;
  esac
}

_quanze_index () {
  local cur prev

  _quanze_cursor
  _quanze_value "$prev" "" && return
  case $cur in
    -*) _quanze_words "--db --jobs --lexicon --catalogue --questions --rebuild --prune --report --quiet --limit-seconds --limit-megabytes --version --help" ;;
    *) _quanze_files -f ;;
  esac
}

complete -F _quanze quanze
complete -F _quanze_index quanze-index
