#!/bin/sh
# A thousand and ten thousand generated sites, on one core (taskset) and on two, in a heap of 1 GB: wall and processor
# time in milliseconds, and what ten times the sites and the second core make of it. Usage: bench/scale.sh [FABULA]
set -eu

home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
fabula=${1:-$home/fabula}
jdk=$("$home/fabula" --jdk)
made=$home/target/bench
[ -d "$made/measured" ] || "$jdk/bin/java" "$home/bench/Generate.java" 2 1000 "$made/measured"
[ -d "$made/many" ] || "$jdk/bin/java" "$home/bench/Generate.java" 3 10000 "$made/many"
export FABULA_OPTS="-Xmx1g ${FABULA_OPTS:-}"
spent=$(mktemp)
trap 'rm -f "$spent"' EXIT

# One run: name, sites, cores, wall and processor time, the latter as the shell tells it of its children.
once() (
  before=$(date +%s%N)
  taskset -c "0-$(($3 - 1))" "$fabula" check --jobs "$3" "$made/$1" >/dev/null 2>&1 || [ $? -eq 1 ] || { echo "failed: $1" >&2; exit 1; }
  after=$(date +%s%N)
  times >"$spent"
  awk -v run="$1 $2 $3" -v wall=$(((after - before) / 1000000)) -F '[ms ]+' '
    NR == 2 { print run, wall, int(1000 * (60 * $1 + $2 + 60 * $3 + $4)) }' "$spent"
)

{
  once measured 1000 1
  once measured 1000 2
  once many 10000 1
  once many 10000 2
} | awk '
  { printf "%5d sites, %d cores: wall %6d   processor %6d\n", $2, $3, $4, $5; wall[$2, $3] = $4 }
  END {
    printf "ten times the sites: %.1f times the time\n", wall[10000, 2] / wall[1000, 2]
    printf "both cores: %.2f times as fast\n", wall[10000, 1] / wall[10000, 2]
  }'
