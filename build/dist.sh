#!/bin/sh
# Makes target/dist/fabula-VERSION and its archive from what is packaged in target. Called by ./dev dist.
set -eu

cd "$(dirname "$0")/.."
jar=$(basename target/fabula-*.jar)
name=${jar%.jar}
dist=target/dist/$name
jdk=$(./fabula --jdk)

# The archive of a jar without the natives of other platforms, stored, as what is packed twice grows.
repack() {
  folder=target/dist/repacked
  mkdir -p "$folder"
  (cd "$folder" && "$jdk/bin/jar" --extract --file "$OLDPWD/$1")
  rm -rf "$folder"/com/microsoft/z3/windows "$folder"/com/microsoft/z3/osx "$folder"/com/microsoft/z3/linux/aarch64
  rm "$1"
  "$jdk/bin/jar" --create --no-compress --file "$1" --manifest "$folder/META-INF/MANIFEST.MF" -C "$folder" .
  rm -rf "$folder"
}

rm -rf target/dist
mkdir -p "$dist"
cp -p fabula README.md LICENSE-MIT LICENSE-APACHE NOTICE "target/$jar" "$dist"
cp -Rp target/lib target/natives "$dist"
repack "$(echo "$dist"/lib/z3-turnkey-*.jar)"
if command -v strip >/dev/null; then
  # A copy first: the files of target may be shared by hard links.
  for library in "$dist"/natives/*.so; do
    cp "$library" "$library.copy"
    strip --strip-unneeded "$library.copy"
    mv "$library.copy" "$library"
  done
fi

sh build/train.sh "$dist/fabula" "$dist/fabula.jsa"
(cd target/dist && tar -cf - "$name" | xz -T0 -3 >"$name.tar.xz")
sh build/try-dist.sh "target/dist/$name.tar.xz"
du -sh "$dist" "target/dist/$name.tar.xz"
