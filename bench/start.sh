#!/bin/sh
# Wall time of whole commands from a cold process, in milliseconds: least and middle of 15 runs.
# Usage: bench/start.sh [FABULA], another launcher to measure (say, the one in target/dist).
set -eu

fabula=${1:-$(dirname "$0")/../fabula}
runs=15

measure() {
  i=0
  while [ $i -lt $runs ]; do
    before=$(date +%s%N)
    "$fabula" "$@" >/dev/null 2>&1 || [ $? -eq 1 ] || { echo "failed: fabula $*" >&2; exit 1; }
    echo $((($(date +%s%N) - before) / 1000000))
    i=$((i + 1))
  done | sort -n | awk -v name="$*" '{ t[NR] = $1 } END { print "least " t[1] "\tmiddle " t[int((NR + 1) / 2)] "\t" name }'
}

measure --jdk
measure --version
measure check "$(dirname "$0")/../build/training.rs"
if [ -d "$(dirname "$0")/../examples" ]; then
  for file in $(find "$(dirname "$0")/../examples" -name '*.rs' | sort | head -n 3); do
    measure check "$file"
  done
fi
