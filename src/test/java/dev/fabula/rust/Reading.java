package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.asm.Template;
import dev.fabula.site.Found;
import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.ValueType;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Short ways to read a text and to look at what comes out. */
final class Reading {
  static final TargetRequest HOST = new TargetRequest(Architecture.X86_64, Optional.of("linux"));

  private Reading() {}

  /** Everything found in a text, on an x86-64 host. */
  static List<Found> all(String text) {
    return RustReader.of(Optional.empty(), HOST).read(SourceFile.of("test.rs", text));
  }

  /** The only thing found in a text. */
  static Found one(String text) {
    List<Found> found = all(text);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  /** The only site in a text. */
  static Site site(String text) {
    Found found = one(text);
    assertThat(found).isInstanceOf(Found.Readable.class);
    return ((Found.Readable) found).site();
  }

  /** The only site of a function that has nothing but an invocation with the given arguments. */
  static Site asm(String arguments) {
    return site("fn f() { unsafe { asm!(" + arguments + ") } }");
  }

  /** The refusal of an invocation with the given arguments. */
  static Found.Refused refused(String arguments) {
    Found found = one("fn f() { unsafe { asm!(" + arguments + ") } }");
    assertThat(found).isInstanceOf(Found.Refused.class);
    return (Found.Refused) found;
  }

  /** The text of a template with placeholders as {@code ‹index:modifier›}. */
  static String text(Site site) {
    return site.template().pieces().stream()
        .map(piece ->
            switch (piece) {
              case Template.Text(String text, var _) -> text;
              case Template.Placeholder(int operand, Optional<Character> modifier, var _) ->
                  "‹" + operand + modifier.map(m -> ":" + m).orElse("") + "›";
            })
        .collect(Collectors.joining());
  }

  /** The source of what a span covers. */
  static String source(Site site, Span span) {
    return site.file().slice(span);
  }

  /** A type as {@code u32:32}, or {@code ?} with the reason. */
  static String type(ValueType type) {
    return switch (type) {
      case ValueType.Known(var _, int bits, var _, String spelled, var _) -> spelled + ":" + bits;
      case ValueType.Unfit(String what) -> "! " + what;
      case ValueType.Unknown(Optional<String> why) -> "? " + why.orElse("");
    };
  }

  /** The type of the first operand, of its input if it has one. */
  static String firstType(Site site) {
    Operand.Register register = (Operand.Register) site.operands().getFirst();
    return type(register.input().or(register::output).orElseThrow().type());
  }
}
