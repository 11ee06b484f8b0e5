#!/bin/sh
# Changes one thing at a time in sites that hold, and tells what of it is caught. Called by ./dev mutate-sites.
# Usage: mutate-sites.sh [FOLDER...]; without folders, those of the repository, and docs/mutation.md is written.
set -eu

cd "$(dirname "$0")/.."
jdk=$(./fabula --jdk)
document=docs/mutation.md
[ $# -eq 0 ] || document=
[ $# -gt 0 ] || set -- examples src/test/cases

mkdir -p target/mutation
"$jdk/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dfabula.natives=target/natives \
  -cp "target/test-classes:target/classes:target/lib/*" dev.fabula.mutate.MutateSites target/mutation "$@"
echo "each mutant that deserves a look: target/mutation/details.txt"
[ -z "$document" ] || cat build/mutation.head.md target/mutation/summary.md >"$document"
