#!/bin/sh
# Changes one thing at a time in the stubs that Fabula makes, and tells how many of the changes are refuted.
# Called by ./dev mutate-stubs. Usage: mutate-stubs.sh [COUNT]; with a count, so many drawn at random, always the same.
set -eu

cd "$(dirname "$0")/.."
jdk=$(./fabula --jdk)
exec "$jdk/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dfabula.natives=target/natives \
  -cp "target/test-classes:target/classes:target/lib/*" dev.fabula.abi.MutateStubs "$@"
