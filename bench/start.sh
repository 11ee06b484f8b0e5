#!/bin/sh
# Whole commands from a cold process, in milliseconds: least and middle wall time and least processor time of 15 runs.
# Usage: bench/start.sh [FABULA], another launcher to measure (say, the one in target/dist).
set -eu

fabula=${1:-$(dirname "$0")/../fabula}
runs=15
spent=$(mktemp)
trap 'rm -f "$spent"' EXIT

# One run: wall and processor time, the latter as the shell tells it of its children ("0m0.123s 0m0.045s").
once() (
  before=$(date +%s%N)
  "$fabula" "$@" >/dev/null 2>&1 || [ $? -eq 1 ] || { echo "failed: fabula $*" >&2; exit 1; }
  after=$(date +%s%N)
  times >"$spent"
  awk -v wall=$(((after - before) / 1000000)) -F '[ms ]+' 'NR == 2 { print wall, 1000 * (60 * $1 + $2 + 60 * $3 + $4) }' "$spent"
)

measure() {
  i=0
  while [ $i -lt $runs ]; do
    once "$@"
    i=$((i + 1))
  done | sort -n | awk -v name="$*" '
    { wall[NR] = $1; if (NR == 1 || $2 < cpu) cpu = $2 }
    END { printf "least %5d   middle %5d   processor %5d   %s\n", wall[1], wall[int((NR + 1) / 2)], cpu, name }'
}

measure --jdk
measure --version
measure check "$(dirname "$0")/../build/training.rs"
if [ -d "$(dirname "$0")/../examples" ]; then
  for file in $(find "$(dirname "$0")/../examples" -name '*.rs' | sort | head -n 3); do
    measure check "$file"
  done
fi
