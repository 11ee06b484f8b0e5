#!/bin/sh
# Makes what a rule consists of: class, entry in the list, page, golden case. Called by ./dev new-rule NAME.
set -eu

cd "$(dirname "$0")/.."
name=${1:-}
if ! printf '%s' "$name" | grep -qE '^[a-z0-9]+(-[a-z0-9]+)*$'; then
  echo "new-rule: the name of a rule is in kebab-case, like register-not-declared" >&2
  exit 2
fi
type=$(printf '%s' "$name" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s", toupper(substr($i, 1, 1)) substr($i, 2) }')
check=src/main/java/dev/fabula/check
class=$check/rules/$type.java
page=src/main/resources/dev/fabula/explain/$name.md
cases=src/test/cases/render/$name.rs
for made in "$class" "$page" "$cases"; do
  if [ -e "$made" ]; then
    echo "new-rule: $made exists" >&2
    exit 2
  fi
done

mkdir -p "$(dirname "$page")"
cat >"$class" <<END
package dev.fabula.check.rules;

import dev.fabula.check.CodeRule;
import dev.fabula.check.Examination;
import dev.fabula.check.Group;
import dev.fabula.check.Suspicion;
import java.util.function.Consumer;

/** What is wrong where the rule reports, and the Reference rule that says so. */
public final class $type implements CodeRule {

  @Override
  public String name() {
    return "$name";
  }

  @Override
  public Group group() {
    return Group.UNSOUND;
  }

  @Override
  public String summary() {
    return "one line without capital or full stop";
  }

  @Override
  public void examine(Examination examination, Consumer<Suspicion> suspicions) {}
}
END

sed -i.old \
  -e "s/^import dev\.fabula\.check\.rules\.AllocationDoesNotAssemble;/&\nimport dev.fabula.check.rules.$type;/" \
  -e "s/\(new [A-Za-z]*()\));$/\1,\n          new $type());/" "$check/Rules.java"
rm "$check/Rules.java.old"

cat >"$page" <<END
# $name

What the rule reports, in one paragraph.

## Why it matters

What the compiler believes, and what then goes wrong.

## Example

\`\`\`rust
\`\`\`

## Instead

\`\`\`rust
\`\`\`
END
cat >"$cases" <<END
//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;

pub fn wrong() {
    // verdict: broken($name)
    unsafe { asm!("") }
}

pub fn right() {
    // verdict: holds
    unsafe { asm!("") }
}
END

./dev fmt
echo "made $class, $page, $cases and the entry in $check/Rules.java"
echo "next: write the cases first, then the rule, then ./dev bless and ./dev test"
