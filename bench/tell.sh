#!/bin/sh
# How many sites of one instruction about integers and atomics can be told and proved, for x86-64 and AArch64: of all, and
# of those of which a story can be true, which is none of a site that breaks its contract. Each other site is listed with
# the reason. And how long the proofs take, without the compiler, in a second pass over the same files.
# Usage: bench/tell.sh FOLDER... (source of real crates)
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || { echo "usage: bench/tell.sh FOLDER..." >&2; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
uptime
"$home/fabula" tell --format table "$@" "$@" >"$scratch/table"
half=$(($(wc -l <"$scratch/table") / 2))
tail -n "$half" "$scratch/table" | awk -F '\t' -v times="$scratch/times" '
  $4 == 1 && ($3 == "integer" || $3 == "atomic") && ($2 == "x86_64" || $2 == "aarch64") {
    key = $2 " " $3
    all[key]++; total++
    why = $7; sub(/ \| .*/, "", why)
    if ($5 ~ /^holds/) { told[key]++; good++; print $6 > times }
    else if ($5 == "broken") lawless[++wrong] = $1 ": " why
    else untold[++missing] = $1 ": " why
  }
  END {
    for (key in all) printf "%s: %d of %d told and proved\n", key, told[key], all[key]
    if (total) printf "all: %d of %d (%.1f %%)\n", good, total, 100 * good / total
    if (total > wrong) printf "of those with a true story: %d of %d (%.1f %%)\n", good, total - wrong,
        100 * good / (total - wrong)
    printf "no true story, for the contract is broken: %d\n", wrong
    for (i = 1; i <= wrong; i++) print "  " lawless[i]
    printf "not told: %d\n", missing
    for (i = 1; i <= missing; i++) print "  " untold[i]
  }'
sort -n "$scratch/times" | awk '
  { t[NR] = $1 }
  END { if (NR) printf "proofs: %d, median %.1f ms, 95 %% within %.1f ms, longest %.1f ms\n", NR,
      t[int((NR + 1) / 2)], t[int(NR * 0.95 + 0.5)], t[NR] }'
