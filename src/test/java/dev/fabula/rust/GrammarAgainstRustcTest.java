package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Found;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Argument lists, right and wrong: we and the installed rustc accept and refuse the same ones. */
@Tag("rustc")
final class GrammarAgainstRustcTest {

  private static final List<String> TEMPLATES =
      List.of(
          "\"nop\"",
          "\"\"",
          "\"{}\"",
          "\"{0}\"",
          "\"{1}\"",
          "\"{a}\"",
          "\"{} {}\"",
          "\"{0} {}\"",
          "\"{a} {b}\"",
          "\"{1} {0}\"",
          "\"{{}}\"",
          "\"{{0}\"",
          "\"{\"",
          "\"}\"",
          "\"{0\"",
          "\"{ 0}\"",
          "\"{0 }\"",
          "\"{ }\"",
          "\"{:r}\"",
          "\"{0:e}\"",
          "\"{0:}\"",
          "\"{0:ee}\"",
          "\"{0:#x}\"",
          "\"{0: e}\"",
          "\"{0:e }\"",
          "\"{0 :e}\"",
          "\"{0:5}\"",
          "\"{0.1}\"",
          "\"{a.b}\"",
          "\"{a b}\"",
          "\"{_}\"",
          "\"{-1}\"",
          "\"{00}\"",
          "\"{in}\"",
          "\"{r#in}\"",
          "r\"{}\"",
          "r#\"{0}\"#",
          "b\"nop\"",
          "c\"nop\"",
          "(\"nop\")",
          "{\"nop\"}",
          "nop",
          "5",
          "\"a\" \"b\"",
          "\"\\q\"",
          "\"\\x7f\"",
          "\"\\x80\"",
          "\"\\u{1F600}\"",
          "\"{\\x30}\"");

  private static final List<String> ARGUMENTS =
      List.of(
          "in(reg) x",
          "out(reg) x",
          "out(reg) _",
          "lateout(reg) x",
          "in(reg) _",
          "inout(reg) x",
          "inout(reg) x => _",
          "inout(reg) _",
          "inout(reg) _ => x",
          "inlateout(reg) x => x",
          "in(reg) x => x",
          "in(\"eax\") x",
          "out(\"ecx\") _",
          "in(r\"eax\") x",
          "in(b\"eax\") x",
          "in(reg)",
          "in() x",
          "in(5) x",
          "in reg x",
          "in(reg x) x",
          "in(\"edx\",) x",
          "in(reg) x x",
          "in(reg) x in(reg) x",
          "a = in(reg) x",
          "a = in(\"eax\") x",
          "a = const 5",
          "a = sym f",
          "b = in(reg) x",
          "in = in(reg) x",
          "r#in = in(reg) x",
          "a == x",
          "a = 5",
          "const 5",
          "const { 5 }",
          "const",
          "sym f",
          "sym 5",
          "sym f()",
          "sym",
          "label {}",
          "a = label {}",
          "label 5",
          "label",
          "options()",
          "options(nomem)",
          "options(nomem,)",
          "options(nomem, nostack)",
          "options(nomem nostack)",
          "options(,)",
          "options(foo)",
          "options(\"nomem\")",
          "options",
          "options[nomem]",
          "options(nostack, nostack)",
          "options(pure)",
          "options(noreturn)",
          "options(readonly)",
          "options(raw)",
          "options(att_syntax)",
          "a = options(nomem)",
          "clobber_abi(\"C\")",
          "clobber_abi(\"C\",)",
          "clobber_abi()",
          "clobber_abi(C)",
          "clobber_abi(r\"C\")",
          "clobber_abi(\"C\" \"system\")",
          "clobber_abi",
          "#[cfg(false)] in(reg) x",
          "#[cfg(true)] in(reg) x",
          "#[cfg(any())] \"{}\"",
          "#[inline] in(reg) x",
          "#[cfg(false)] options(nomem)",
          "#[cfg_attr(all(), cfg(false))] \"{}\"",
          "#[cfg(false)] foo",
          "#[cfg(false)]",
          "in(reg) x as u32",
          "in(reg) g::<u8, u8>()",
          "in(reg) *&x",
          "in(reg) { x }",
          "in(reg) (x)",
          "in(reg) if true { x } else { x }",
          "in(reg) &raw const x",
          "in",
          "out",
          "mov",
          "\"nop\"");

  @TempDir Path folder;

  @Test
  void agrees() {
    BareRustc.assumeInstalled();
    BareRustc rustc = new BareRustc(folder, "x86_64-unknown-linux-gnu", "");
    Set<String> enabled = rustc.features();
    List<String> items = items();
    Map<Integer, String> refused = rustc.refused(items);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String ours = verdict(items.get(i), enabled);
      if (ours.isEmpty() == refused.containsKey(i)) {
        String theirs = refused.getOrDefault(i, "accepts");
        differences.add(items.get(i) + "\n    rustc: " + theirs + ", we: " + ours);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(refused.size()).isBetween(100, items.size() - 100);
  }

  /** What we refuse in an item; empty if nothing. */
  private static String verdict(String item, Set<String> enabled) {
    return switch (Reading.one(item)) {
      case Found.Refused refused -> refused.message();
      case Found.NotAnalysed notAnalysed -> notAnalysed.reason().text();
      case Found.Readable(var site) -> {
        List<Refusal> refusals = Legality.check(site, enabled);
        yield refusals.isEmpty() ? "" : refusals.getFirst().toString();
      }
    };
  }

  private static List<String> items() {
    Set<String> lists = new LinkedHashSet<>(TEMPLATES);
    lists.addAll(ARGUMENTS);
    ARGUMENTS.forEach(a -> lists.add("\"nop\", " + a));
    ARGUMENTS.forEach(a -> lists.add("\"{}\", " + a));
    ARGUMENTS.forEach(a -> lists.add("\"{a}\", " + a + ","));
    TEMPLATES.forEach(t -> lists.add(t + ", in(reg) x"));
    TEMPLATES.forEach(t -> lists.add(t + ", a = in(reg) x"));
    Random random = new Random(7);
    for (int i = 0; i < 1500; i++) {
      lists.add(list(random));
    }
    List<String> items = new ArrayList<>();
    for (String list : lists) {
      String head = "pub unsafe fn f" + items.size() + "(mut x: u64) ";
      items.add(head + "{ fn f() {} fn g<A, B>() -> u64 { 5 } asm!(" + list + ") }");
    }
    return items;
  }

  private static String list(Random random) {
    StringBuilder list = new StringBuilder(pick(TEMPLATES.subList(0, 11), random));
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean usual = random.nextInt(4) > 0;
      list.append(", ").append(pick(usual ? usual() : ARGUMENTS, random));
    }
    return list.toString();
  }

  private static List<String> usual() {
    return List.of(
        "in(reg) x",
        "out(reg) _",
        "const 5",
        "sym f",
        "a = in(reg) x",
        "b = const 1",
        "in(\"eax\") x",
        "out(\"ecx\") _",
        "options(nomem)",
        "options(pure)",
        "options(noreturn)",
        "clobber_abi(\"C\")",
        "label {}",
        "inlateout(\"edx\") x");
  }

  private static String pick(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
