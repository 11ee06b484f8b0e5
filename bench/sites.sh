#!/bin/sh
# Warm time a site (median) and the share of each stage, over the gallery and the test cases or the given folders.
# Usage: bench/sites.sh [FOLDER...]
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- "$home/examples" "$home/src/test/cases"
jdk=$("$home/fabula" --jdk)
exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Dfabula.natives="$home/target/natives" \
  -cp "$home/target/classes:$home/target/lib/*" "$home/bench/Sites.java" 8 "$@"
