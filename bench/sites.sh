#!/bin/sh
# Warm time a site (median) and the share of each stage, over a generated crate or the given folders, after as many
# other sites as the virtual machine needs to be warm. Usage: bench/sites.sh [FOLDER...]
set -eu
home=$(CDPATH='' cd -P -- "$(dirname "$0")/.." && pwd)
jdk=$("$home/fabula" --jdk)
made=$home/target/bench
for crate in "1 3000 warm" "2 1000 measured"; do
  set -- $crate "$@"
  [ -d "$made/$3" ] || "$jdk/bin/java" "$home/bench/Generate.java" "$1" "$2" "$made/$3"
  shift 3
done
[ $# -gt 0 ] || set -- "$made/measured"
exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Dfabula.natives="$home/target/natives" \
  -cp "$home/target/classes:$home/target/lib/*" "$home/bench/Sites.java" "$made/warm" "$@"
