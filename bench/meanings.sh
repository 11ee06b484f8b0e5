#!/bin/sh
# Warm processor time of decoding an instruction and applying its meaning, over all forms that LLVM decodes; and what the
# tables of all instruction sets cost at the start: least and middle of 15 fresh processes.
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
jdk=$("$home/fabula" --jdk)

run() {
  "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -Dfabula.natives="$home/target/natives" -cp "$made:$home/target/classes:$home/target/lib/*" Meanings "$@"
}

made=$home/target/bench/meanings
mkdir -p "$made"
"$jdk/bin/javac" -cp "$home/target/classes:$home/target/lib/*" -d "$made" "$home/bench/Meanings.java"
run warm
i=0
while [ $i -lt 15 ]; do
  run tables
  i=$((i + 1))
done | sort -n | awk '{ all[NR] = $1 } END { printf "tables: least %.1f ms, middle %.1f ms\n", all[1], all[8] }'
