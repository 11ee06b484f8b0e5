#!/bin/sh
# How many sites of one instruction about integers and atomics can be told and proved, for x86-64 and AArch64, and why
# others cannot. Usage: bench/tell.sh FOLDER... (source of real crates)
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || { echo "usage: bench/tell.sh FOLDER..." >&2; exit 2; }
"$home/fabula" tell --format table "$@" | awk -F '\t' '
  $4 == 1 && ($3 == "integer" || $3 == "atomic") && ($2 == "x86_64" || $2 == "aarch64") {
    key = $2 " " $3
    all[key]++; total++
    if ($5 ~ /^holds/) { told[key]++; good++ } else { why = $6; sub(/ \| .*/, "", why); gsub(/`[^`]*`/, "…", why); reasons[why]++ }
  }
  END {
    for (key in all) printf "%s: %d of %d\n", key, told[key], all[key]
    if (total) printf "all: %d of %d (%.1f %%)\n", good, total, 100 * good / total
    for (why in reasons) printf "%5d  %s\n", reasons[why], why
  }'
