package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Dialect;
import dev.fabula.site.AbiClobber;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Found;
import dev.fabula.site.Operand;
import dev.fabula.site.Option;
import dev.fabula.site.Site;
import dev.fabula.site.Value;
import dev.fabula.source.Span;
import java.math.BigInteger;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operand grammar: what is accepted, what is refused and where. */
final class ArgumentsTest {

  private static Operand.Register register(String arguments) {
    return (Operand.Register) Reading.asm(arguments).operands().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "in(reg) a ~ IN ~ a ~ -",
        "out(reg) a ~ OUT ~ - ~ a",
        "out(reg) _ ~ OUT ~ - ~ -",
        "lateout(reg) a.b[1] ~ LATEOUT ~ - ~ a.b[1]",
        "inout(reg) a ~ INOUT ~ a ~ a",
        "inout(reg) a => b ~ INOUT ~ a ~ b",
        "inout(reg) a => _ ~ INOUT ~ a ~ -",
        "inlateout(reg) f(a, b) => *c ~ INLATEOUT ~ f(a, b) ~ *c",
        "in(reg) x::<A, B>(1) ~ IN ~ x::<A, B>(1) ~ -",
        "in(reg) a as *const Foo<A, B> ~ IN ~ a as *const Foo<A, B> ~ -",
        "in(reg) <A as B<C, D>>::E ~ IN ~ <A as B<C, D>>::E ~ -",
        "in(reg) {|a, b| a + b}(1, 2) ~ IN ~ {|a, b| a + b}(1, 2) ~ -",
        "in(reg) a as unsafe extern \"C\" fn(u8, u8) -> u8 ~ IN ~ a as unsafe extern \"C\" fn(u8,"
            + " u8) -> u8 ~ -",
        "in(reg) if a { b } else { return c } ~ IN ~ if a { b } else { return c } ~ -",
        "in(reg) a < b ~ IN ~ a < b ~ -",
        "in(reg) match a { 1 => 2, _ => 3 } ~ IN ~ match a { 1 => 2, _ => 3 } ~ -",
      })
  void registerOperands(String operand, Direction direction, String input, String output) {
    Operand.Register register = register("\"{}\", " + operand);
    assertThat(register.direction()).isEqualTo(direction);
    assertThat(register.input().map(Value::expression).orElse("-")).isEqualTo(input);
    assertThat(register.output().map(Value::expression).orElse("-")).isEqualTo(output);
    assertThat(register.binding()).isInstanceOf(Binding.OfClass.class);
    assertThat(register.binding().name()).isEqualTo("reg");
  }

  @Test
  void registersAndNames() {
    Site site = Reading.asm("\"{value}\", value = in(reg_byte) v, inout ( \"eax\" ) w => _ ,");
    Operand.Register first = (Operand.Register) site.operands().getFirst();
    assertThat(first.name()).contains("value");
    assertThat(Reading.source(site, first.span())).isEqualTo("value = in(reg_byte) v");
    Operand.Register second = (Operand.Register) site.operands().get(1);
    assertThat(second.binding()).isInstanceOf(Binding.Explicit.class);
    assertThat(second.binding().name()).isEqualTo("eax");
    assertThat(Reading.source(site, second.binding().span())).isEqualTo("\"eax\"");
    assertThat(second.isDiscarded()).isTrue();
    assertThat(second.isClobber()).isFalse();
    assertThat(site.file().slice(new Span(site.insertion(), site.insertion() + 2))).isEqualTo(" ,");
  }

  @Test
  void optionsAndClobbersMixWithOperands() {
    Site site =
        Reading.asm(
            "\"\", options(), clobber_abi(\"C\", \"system\",), out(\"ax\") _, options(nostack,"
                + " att_syntax), clobber_abi(\"sysv64\"), options(nomem),");
    assertThat(site.options()).containsExactly(Option.NOMEM, Option.NOSTACK, Option.ATT_SYNTAX);
    assertThat(site.clobberAbis().stream().map(AbiClobber::name))
        .containsExactly("C", "system", "sysv64");
    assertThat(site.dialect()).isEqualTo(Dialect.ATT);
    assertThat(Reading.source(site, Objects.requireNonNull(site.optionSpans().get(Option.NOSTACK))))
        .isEqualTo("nostack");
  }

  @Test
  void constantsSymbolsAndLabels() {
    Site site =
        Reading.asm("\"{} {} {} {}\", const 2 * 3, sym a::b::<C>, label { return; }, label {}");
    Operand.Constant constant = (Operand.Constant) site.operands().getFirst();
    assertThat(constant.value()).contains(BigInteger.valueOf(6));
    assertThat(((Operand.Symbol) site.operands().get(1)).path()).isEqualTo("a::b::<C>");
    assertThat(((Operand.Label) site.operands().get(2)).diverges()).isTrue();
    assertThat(((Operand.Label) site.operands().get(3)).diverges()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | () | `asm!` has no template",
        "options(nomem), \"\" | options(nomem) | the template is no string literal",
        "b\"\" | b\"\" | the template is no string literal",
        "\"\" \"\" | \"\" | two arguments have no comma between them",
        "\"{}\", in(reg) a out(reg) b | out | two arguments have no comma between them",
        "\"{}\", in(reg) a in(reg) b | in | two arguments have no comma between them",
        "\"{}\", in(reg) f(a) \"x\" | \"x\" | two arguments have no comma between them",
        "\"{}\", inout(reg) a => b => c | = | two arguments have no comma between them",
        "\"{}\", in(reg) a, \"\" | \"\" | a template comes after other arguments",
        "\"\", options(nomem), \"\" | \"\" | a template comes after other arguments",
        "\"\", foo | foo | an argument is neither a template nor an operand",
        "\"\", foo = bar | bar | an argument is no operand, no `options` and no `clobber_abi`",
        "\"{}\", in(reg) | ) | an operand is not complete",
        "\"{}\", in(reg) _ | _ | an operand that goes in has no value",
        "\"{}\", inout(reg) _ | _ | an operand that goes in has no value",
        "\"{}\", in a | a | an operand names no register and no class",
        "\"{}\", in() a | () | an operand names no register and no class",
        "\"\", in(r\"eax\") a | (r\"eax\") | an operand names no register and no class",
        "\"{}\", in(1) a | (1) | an operand names no register and no class",
        "\"{a}\", a = in(reg) x, in(reg) y | in(reg) y | an operand without a name comes after"
            + " named operands or registers",
        "\"{}\", in(\"eax\") x, in(reg) y | in(reg) y | an operand without a name comes after named"
            + " operands or registers",
        "\"\", a = in(\"eax\") x | a | an operand with a register of its own has a name",
        "\"{a}\", a = in(reg) x, a = in(reg) y | a | two operands have the name `a`",
        "\"\", options(nomem, nomem) | nomem | option `nomem` is given twice",
        "\"\", options(foo) | foo | there is no such option",
        "\"\", options(nomem readonly) | nomem | there is no such option",
        "\"\", options | options | a list in parentheses is missing",
        "\"\", clobber_abi() | () | `clobber_abi` names no ABI",
        "\"\", clobber_abi(C) | C | `clobber_abi` takes string literals",
        "\"{}\", out(reg) x, clobber_abi(\"C\") | out(reg) x | with `clobber_abi` every output must"
            + " name its register",
        "\"\", options(nomem, readonly) | readonly | options `nomem` and `readonly` exclude each"
            + " other",
        "\"\", out(\"ax\") a, options(pure, nomem, noreturn) | noreturn | options `pure` and"
            + " `noreturn` exclude each other",
        "\"\", out(\"ax\") a, options(pure) | pure | option `pure` needs `nomem` or `readonly`",
        "\"\", out(\"ax\") _, options(pure, nomem) | pure | option `pure` needs an output that is"
            + " kept",
        "\"\", out(\"ax\") _, options(noreturn) | out(\"ax\") _ | option `noreturn` allows no"
            + " outputs without labels",
        "\"{}\", label {}, options(may_unwind) | label {} | option `may_unwind` allows no labels",
        "\"{}\", label 5 | 5 | a `label` operand has no block",
        "\"{}\", sym 5 | 5 | a `sym` operand is no path",
        "\"{}\", sym f() | f() | a `sym` operand is no path",
        "\"{}\", #[inline] in(reg) x | #[inline] | an argument has an attribute other than `cfg`"
            + " and `cfg_attr`",
      })
  void refusals(String arguments, String place, String message) {
    Found.Refused refused = Reading.refused(arguments);
    assertThat(refused.message()).isEqualTo(message);
    String source = refused.file().slice(refused.labels().getFirst().span());
    assertThat(source.isEmpty() ? ")" : source).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"{}\", in(reg) 1 | `global_asm!` takes only `const` and `sym` operands",
        "\"{}\", label {} | `global_asm!` takes only `const` and `sym` operands",
        "\"\", options(nomem) | `global_asm!` takes only the options `att_syntax` and `raw`",
        "\"\", clobber_abi(\"C\") | `global_asm!` takes no `clobber_abi`",
      })
  void globalTextTakesLess(String arguments, String message) {
    assertThat(Reading.one("global_asm!(" + arguments + ");"))
        .isInstanceOfSatisfying(
            Found.Refused.class, r -> assertThat(r.message()).isEqualTo(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"{} {}\", const 1, sym f",
        "\"nop\", options(att_syntax, raw)",
        "\"a\", \"b\", options(),"
      })
  void globalTextTakesConstantsAndSymbols(String arguments) {
    assertThat(Reading.one("global_asm!(" + arguments + ");")).isInstanceOf(Found.Readable.class);
    assertThat(Reading.one("fn f() { naked_asm!(" + arguments + ") }"))
        .isInstanceOf(Found.Readable.class);
  }

  @Test
  void conditionsRemoveArguments() {
    Site site =
        Reading.asm(
            "\"{a}\", #[cfg(target_arch = \"x86_64\")] \"nop\", #[cfg(target_arch = \"arm\")]"
                + " \"wfi\", #[cfg_attr(unix, cfg(windows))] \"int3\", #[cfg(not(foo))] a = in(reg)"
                + " 1u8, #[cfg(foo)] a = in(reg) 2u8, #[cfg(false)] options(nomem)");
    assertThat(Reading.text(site)).isEqualTo("‹0›\nnop");
    assertThat(site.operands()).hasSize(1);
    assertThat(site.options()).isEmpty();
  }

  @Test
  void aTemplateThatAConditionRemovesIsNotLookedAt() {
    assertThat(Reading.text(Reading.asm("#[cfg(false)] options(nomem), \"nop\""))).isEqualTo("nop");
    assertThat(Reading.text(Reading.asm("#[cfg(false)] \"nop\""))).isEmpty();
  }

  @Test
  void attSyntaxIsForX86Only() {
    Found found =
        Reading.one("#[cfg(target_arch = \"arm\")] fn f() { asm!(\"nop\", options(att_syntax)) }");
    assertThat(found)
        .isInstanceOfSatisfying(
            Found.Refused.class,
            r -> assertThat(r.message()).isEqualTo("option `att_syntax` is for x86 only"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '$',
      value = {
        "5 ~ 5 ~ i32:32",
        "-5 ~ -5 ~ i32:32",
        "!0 ~ -1 ~ i32:32",
        "!0u8 ~ 255 ~ u8:8",
        "0xFFu8 as i8 ~ -1 ~ i8:8",
        "(1 << 4 | 2) * 3 - 1 ~ 53 ~ i32:32",
        "1u64 << 40 ~ 1099511627776 ~ u64:64",
        "1 << 40 ~ - ~ i32:32",
        "300u8 ~ - ~ u8:8",
        "7 / 0 ~ - ~ i32:32",
        "-7 / 2 ~ -3 ~ i32:32",
        "-7 % 2 ~ -1 ~ i32:32",
        "b'a' ~ 97 ~ u8:8",
        "'\\n' as u32 ~ 10 ~ u32:32",
        "true as u8 ~ 1 ~ u8:8",
        "core::mem::size_of::<u64>() ~ 8 ~ usize:64",
        "size_of::<*const u8>() * 2 ~ 16 ~ usize:64",
        "u32::BITS ~ 32 ~ u32:32",
        "i8::MIN ~ -128 ~ i8:8",
        "usize::MAX ~ 18446744073709551615 ~ usize:64",
        "OUTER ~ 12 ~ u16:16",
        "Holder::INNER as usize + 1 ~ 5 ~ usize:64",
        "{ OUTER + 1 } ~ 13 ~ u16:16",
        "const { OUTER } ~ 12 ~ u16:16",
        "size_of::<Holder>() ~ - ~ usize:64",
        "elsewhere::VALUE ~ - ~ ? `elsewhere::VALUE` is not declared in the crate's own text",
      })
  void constants(String expression, String value, String type) {
    String items =
        "const OUTER: u16 = Holder::INNER as u16 * 3; struct Holder; impl Holder { const INNER: u8"
            + " = 4; }";
    Site site = Reading.site(items + "fn f() { asm!(\"{}\", const " + expression + ") }");
    Operand.Constant constant = (Operand.Constant) site.operands().getFirst();
    assertThat(constant.value().map(BigInteger::toString).orElse("-")).isEqualTo(value);
    assertThat(Reading.type(constant.type())).isEqualTo(type);
  }
}
