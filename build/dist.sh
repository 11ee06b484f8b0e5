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

sh build/train.sh "$dist/fabula" "$dist/fabula.jsa"
(cd target/dist && tar -czf "$name.tar.gz" "$name")
du -h "target/dist/$name.tar.gz"
