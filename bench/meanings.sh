#!/bin/sh
# Warm processor time of decoding an instruction and applying its meaning to a state of its own: over all forms that LLVM
# decodes and that have a meaning, and over compiled code. Then what the tables of all instruction sets cost at the
# start (a check needs those of one): least and middle of 15 fresh processes, with the launcher's archive of classes, and
# without one.
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
jdk=$("$home/fabula" --jdk)
jar=$(ls "$home"/target/fabula-*.jar)
made=$home/target/bench/meanings
archive=$made/fabula.jsa

# run SHARING ARGUMENT...
run() {
  sharing=$1
  shift
  "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "$sharing" -Xlog:disable \
    -Dfabula.natives="$home/target/natives" -cp "$jar:$made/bench.jar" Meanings "$@"
}

# tables NAME SHARING
tables() {
  i=0
  while [ $i -lt 15 ]; do
    run "$2" tables
    i=$((i + 1))
  done | sort -n | awk -v name="$1" '
    { all[NR] = $1 }
    END { printf "tables of all instruction sets, %s: least %.1f ms, middle %.1f ms\n", name, all[1], all[8] }'
}

mkdir -p "$made/classes"
"$jdk/bin/javac" -XDstringConcat=inline -cp "$jar" -d "$made/classes" "$home/bench/Meanings.java"
"$jdk/bin/jar" --create --file "$made/bench.jar" -C "$made/classes" .
run -Xshare:auto warm
sh "$home/build/train.sh" "$home/fabula" "$archive"
tables "with the launcher's archive of classes" -XX:SharedArchiveFile="$archive"
tables "without" -Xshare:auto
