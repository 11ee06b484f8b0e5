#!/bin/sh
# Makes target/dist/fabula-VERSION and its archive from what is packaged in target. Called by ./dev dist.
set -eu

cd "$(dirname "$0")/.."
jar=$(basename target/fabula-*.jar)
name=${jar%.jar}
dist=target/dist/$name

rm -rf target/dist
mkdir -p "$dist"
cp -p fabula README.md LICENSE-MIT LICENSE-APACHE NOTICE "target/$jar" "$dist"
cp -Rp target/lib target/natives "$dist"

# The archive of loaded classes is dumped as the process ends, and is used only where it is newer than the jar.
training=build/training.rs
FABULA_OPTS="-XX:ArchiveClassesAtExit=$dist/fabula.jsa" "$dist/fabula" check "$training" >/dev/null 2>&1 || status=$?
if [ "${status:-0}" -gt 1 ] || [ ! -f "$dist/fabula.jsa" ]; then
  echo "dist: the training run failed with status ${status:-0}; 'fabula check $training' shows why" >&2
  exit 1
fi

(cd target/dist && tar -czf "$name.tar.gz" "$name")
du -h "target/dist/$name.tar.gz"
