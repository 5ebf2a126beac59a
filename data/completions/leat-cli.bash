# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for leat-cli

# The services, as the program itself names them
_leat_cli_types ()
{
  "$1" catalogue 2> /dev/null | cut -d ' ' -f 1
}

# The challenges, as the program itself names them
_leat_cli_challenges ()
{
  "$1" challenges --format json 2> /dev/null | grep -o '"id" *: *"[^"]*"' | cut -d '"' -f 4
}

# The settings of one service, ready for a value
_leat_cli_settings ()
{
  "$1" catalogue "$2" --format json 2> /dev/null |
    grep -o '"name" *: *"[a-z0-9_]*"' | cut -d '"' -f 4 | sed 's/$/=/'
}

_leat_cli ()
{
  local cur prev words cword split=false
  if declare -F _init_completion > /dev/null
  then
    _init_completion -s -n = || return
  else
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD-1]}
    words=("${COMP_WORDS[@]}")
    cword=$COMP_CWORD
  fi

  # The command is the first word that is no option; what follows it is counted, values left out.
  local command= type= operands=0 word i
  for ((i = 1; i < cword; i++))
  do
    word=${words[i]}
    case $word in
      --format | --fail-on | --region | --output | --from | --to | --hours | --month | --currency | --rate | --rate-date | --price | \
        --compare | --compare-region | --vary | --colours | --select | --zone | --margin | --scale | --dpi | --paper | --orientation | --sections | --pictures | \
        --challenge | --start | --hint | --answer) ((i++)) ;;
      -?*) ;;
      *)
        if [[ -z $command ]]
        then
          command=$word
        else
          [[ -z $type ]] && type=$word
          ((operands++))
        fi
        ;;
    esac
  done

  local formats='text json'
  case $command in
    check) formats+=' sarif' ;;
    cost) formats+=' csv markdown' ;;
    report) formats='markdown pdf' ;;
  esac

  case $prev in
    --format) COMPREPLY=($(compgen -W "$formats" -- "$cur")); return ;;
    --fail-on) COMPREPLY=($(compgen -W 'error warning advice never' -- "$cur")); return ;;
    --region | --compare-region)
      COMPREPLY=($(compgen -W "$("${words[0]}" prices 2> /dev/null | cut -d ' ' -f 1)" -- "$cur")); return ;;
    --pictures) COMPREPLY=($(compgen -W 'beside inline none' -- "$cur")); return ;;
    --sections)
      COMPREPLY=($(compgen -W 'drawing requirements cost latency charts findings access all' -- "$cur")); return ;;
    --answer)
      compopt -o nospace 2> /dev/null
      COMPREPLY=($(compgen -W "$("${words[0]}" decide 2> /dev/null | sed -n 's/^\([a-z]*\): .*/\1=/p')" -- "$cur")); return ;;
    --hours) COMPREPLY=($(compgen -W '720 730 744' -- "$cur")); return ;;
    --challenge)
      COMPREPLY=($(compgen -W "$(_leat_cli_challenges "${words[0]}")" -- "$cur") $(compgen -f -X '!*.xml' -- "$cur")); return ;;
    --start) compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -f -X '!*.leat' -- "$cur")); return ;;
    --compare) COMPREPLY=($(compgen -f -X '!*.leat' -- "$cur")); return ;;
    --output) compopt -o filenames 2> /dev/null; COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --from) COMPREPLY=($(compgen -W 'leat mermaid drawio svg png' -- "$cur")); return ;;
    --to) COMPREPLY=($(compgen -W 'leat mermaid drawio svg png pdf' -- "$cur")); return ;;
    --colours) COMPREPLY=($(compgen -W 'light dark transparent' -- "$cur")); return ;;
    --paper)
      if [[ $command == report ]]
      then COMPREPLY=($(compgen -W 'a4 letter' -- "$cur"))
      else COMPREPLY=($(compgen -W 'drawing a4 a3 letter tabloid' -- "$cur"))
      fi
      return ;;
    --overlay) COMPREPLY=($(compgen -W 'none cost latency utilisation findings flow domain' -- "$cur")); return ;;
    --answers) COMPREPLY=($(compgen -W 'end beneath none' -- "$cur")); return ;;
    --orientation) COMPREPLY=($(compgen -W 'automatic portrait landscape' -- "$cur")); return ;;
    --select | --zone | --margin | --scale | --dpi) return ;;
  esac
  $split && return

  if [[ $cur == -* ]]
  then
    local options=--help
    case $command in
      '') options+=' --version' ;;
      check) options+=' --format --fail-on --explain' ;;
      cost | price) options+=' --region --free-tier --hours --month --currency --rate --rate-date --price --format' ;;&
      cost) options+=' --compare --compare-region --strict' ;;
      prices) options+=' --region --output --format' ;;
      latency | catalogue | iam) options+=' --format' ;;
      explore) options+=' --vary --region --free-tier --hours --month --currency --rate --rate-date --price --format' ;;
      drill) options+=' --stop --for --slow --load --at --format' ;;
      challenges) options+=' --hint --start --solution --format' ;;
      grade) options+=' --challenge --save --format' ;;
      optimise)
        options+=' --max-p95 --budget --serverless --limit --evaluations --region --free-tier --hours --month --currency --rate'
        options+=' --rate-date --price --format' ;;
      convert)
        options+=' --from --to --strict --walkthrough --answers --notes'
        options+=' --colours --overlay --select --zone --margin --title-block --legend --cost --findings --no-source'
        options+=' --outlines --scale --dpi --paper --orientation --tiled' ;;
      report) options+=' --format --output --paper --sections --pictures' ;;
      decide) options+=' --answer --output --format' ;;
    esac
    COMPREPLY=($(compgen -W "$options" -- "$cur"))
    return
  fi

  case $command in
    '')
      COMPREPLY=($(compgen -W 'check cost latency iam explore drill optimise challenges grade price prices catalogue convert report decide' -- "$cur"))
      ;;
    price)
      if ((operands == 0))
      then
        COMPREPLY=($(compgen -W "$(_leat_cli_types "${words[0]}")" -- "$cur"))
      elif [[ $cur != *=* ]]
      then
        compopt -o nospace 2> /dev/null
        COMPREPLY=($(compgen -W "$(_leat_cli_settings "${words[0]}" "$type")" -- "$cur"))
      fi
      ;;
    prices)
      if ((operands == 0))
      then
        COMPREPLY=($(compgen -W import -- "$cur"))
      elif ((operands == 1))
      then
        compopt -o filenames 2> /dev/null
        COMPREPLY=($(compgen -f -- "$cur"))
      fi
      ;;
    catalogue)
      ((operands == 0)) &&
        COMPREPLY=($(compgen -W "$(_leat_cli_types "${words[0]}")" -- "$cur"))
      ;;
    challenges)
      ((operands == 0)) && COMPREPLY=($(compgen -W "$(_leat_cli_challenges "${words[0]}")" -- "$cur") $(compgen -f -X '!*.xml' -- "$cur"))
      ;;
    check | cost | latency | iam | explore | drill | optimise | grade | report)
      compopt -o filenames 2> /dev/null
      COMPREPLY=($(compgen -f -X '!*.leat' -- "$cur") $(compgen -d -- "$cur"))
      ;;
    convert)
      compopt -o filenames 2> /dev/null
      COMPREPLY=($(compgen -f -- "$cur"))
      ;;
  esac
} &&
  complete -F _leat_cli leat-cli
