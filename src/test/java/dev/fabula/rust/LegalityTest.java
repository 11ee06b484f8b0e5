package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.asm.Architecture;
import dev.fabula.isa.OperandType;
import dev.fabula.site.Binding;
import dev.fabula.site.Direction;
import dev.fabula.site.Found;
import dev.fabula.site.Site;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LegalityTest {

  private static List<Refusal> check(Line line) {
    return Legality.check(site(line));
  }

  private static Site site(Line line) {
    return site(new TargetRequest(Architecture.X86_64, Optional.of("linux")), line);
  }

  private static Site site(TargetRequest request, Line line) {
    SourceFile file = SourceFile.of("line.rs", line.rust(0));
    List<Found> found = RustReader.of(Optional.of(request), request).read(file);
    assertThat(found).singleElement().isInstanceOf(Found.Readable.class);
    return ((Found.Readable) found.getFirst()).site();
  }

  private static void refused(Line line, String message, String... notes) {
    assertThat(check(line))
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.message()).isEqualTo(message);
          assertThat(refusal.notes()).containsExactly(notes);
        });
  }

  private static Line in(String binding, String type) {
    return new Line().operand(Direction.IN, binding, type);
  }

  @Test
  void aPlainSiteIsAccepted() {
    Line line =
        in("reg", "u64")
            .operand(Direction.OUT, "\"rax\"", "u64")
            .operand(Direction.LATEOUT, "\"rcx\"", "_");
    assertThat(check(line)).isEmpty();
  }

  @Test
  void theSpanIsTheSmallestPlaceThatShowsTheFault() {
    Line line = in("reg", "u8").operand(Direction.IN, "\"rsp\"", "u64").modifier("q");
    String text = line.rust(0);
    assertThat(check(line))
        .extracting(r -> text.substring(r.span().start(), r.span().end()))
        .containsExactly("{0:q}", "*a0", "\"rsp\"");
  }

  @Test
  void unknownNamesTellWhatThereIs() {
    refused(in("\"x7\"", "u64"), "unknown register `x7`", "it is a register of " + armAndRiscv());
    refused(in("\"rxx\"", "u64"), "unknown register `rxx`");
    refused(
        in("freg", "u64"),
        "unknown register class `freg`",
        "on x86_64 there are: reg, reg_abcd, reg_byte, xmm_reg, ymm_reg, zmm_reg, kreg, kreg0,"
            + " mmx_reg, x87_reg, tmm_reg");
  }

  private static String armAndRiscv() {
    return "aarch64, arm64ec, riscv32, riscv64";
  }

  @Test
  void reservedRegistersTellWhy() {
    refused(
        in("\"ebx\"", "u32"),
        "register `ebx` cannot be an operand",
        "LLVM may keep it as the base pointer of the frame");
    refused(
        new Line().operand(Direction.OUT, "\"rsp\"", "_"),
        "register `rsp` cannot be an operand",
        "the stack pointer must stay what the compiler set it to");
  }

  @Test
  void eitherFramePointerOfArmMayBeNamedUnlessThumbIsKnown() {
    TargetRequest arm = new TargetRequest(Architecture.ARM, Optional.of("none"));
    Site site = site(arm, new Line().operand(Direction.OUT, "\"r11\"", "_"));
    assertThat(Legality.check(site)).isEmpty();
    assertThat(Legality.check(site, Set.of("thumb-mode", "thumb2"))).isEmpty();
    assertThat(Legality.check(site, Set.of())).hasSize(1);
    assertThat(Legality.check(site(arm, in("\"r7\"", "u32")))).isEmpty();
    assertThat(Legality.check(site(arm, in("\"r6\"", "u32")))).hasSize(1);
  }

  @Test
  void conflictsDependOnDirections() {
    Line inputs = in("\"eax\"", "u32").operand(Direction.IN, "\"rax\"", "u64");
    refused(
        inputs,
        "register `rax` conflicts with register `eax`",
        "two inputs cannot be in one register");
    Line early = in("\"eax\"", "u32").operand(Direction.OUT, "\"al\"", "u8");
    refused(
        early,
        "register `al` conflicts with register `eax`",
        "an `out` register is apart from all inputs; `lateout` may share with one");
    assertThat(check(in("\"eax\"", "u32").operand(Direction.LATEOUT, "\"al\"", "u8"))).isEmpty();
  }

  @Test
  void typesThatDoNotFitTellWhatDoes() {
    refused(
        in("reg", "u8"),
        "a value of type `u8` does not fit class `reg`",
        "the class holds i16, i32, i64, f16, f32, f64");
    refused(
        in("xmm_reg", "i128"),
        "a value of type `i128` does not fit class `xmm_reg`",
        "it needs the unstable `asm_experimental_reg`");
    refused(
        new Line().operand(Direction.INOUT, "reg", "u32=>u64"),
        "input of type `u32` and output of type `u64` cannot share a register",
        "both need the same type, or have to be integers or pointers of one size");
  }

  @Test
  void someTypesFitNowhere() {
    refused(in("reg", "bool"), "a `bool` cannot be an operand");
    refused(in("reg", "[u8; 4]"), "an array cannot be an operand");
    refused(in("reg", "(u32, u32)"), "a tuple cannot be an operand");
    refused(in("reg", "*const [u8]"), "a pointer with a length cannot be an operand");
    refused(in("reg", "MaybeUninit<bool>"), "`MaybeUninit` of a `bool` cannot be an operand");
    assertThat(check(in("reg", "*const [u8; 4]"))).isEmpty();
  }

  @Test
  void onlyInputsMayBeReferences() {
    assertThat(check(in("reg", "&'static u8"))).isEmpty();
    refused(
        new Line().operand(Direction.INOUT, "reg", "&'static u8"),
        "a reference cannot be an output");
  }

  @Test
  void vectorsInOneRegisterHaveTheSameLanes() {
    assertThat(check(new Line().operand(Direction.INOUT, "xmm_reg", "i32x4=>i32x4"))).isEmpty();
    assertThat(check(new Line().operand(Direction.INOUT, "xmm_reg", "__m128i=>i32x4"))).isEmpty();
    assertThat(check(new Line().operand(Direction.INOUT, "xmm_reg", "i32x4=>i64x2"))).hasSize(1);
  }

  @Test
  void constantsAreIntegers() {
    refused(new Line().operand("const 1.5"), "a `const` operand must be an integer");
    refused(new Line().operand("const true"), "a `const` operand must be an integer");
    assertThat(check(new Line().operand("const 5 as u8"))).isEmpty();
  }

  @Test
  void featuresCountOnlyWhereTheyAreKnown() {
    Line line = in("zmm_reg", "f32x16");
    assertThat(check(line)).isEmpty();
    assertThat(Legality.check(site(line), Set.of("sse")))
        .extracting(Refusal::message)
        .containsExactly("class `zmm_reg` needs target feature `avx512f`");
    Line wide = in("kreg", "u64");
    assertThat(Legality.check(site(wide), Set.of("avx512f")))
        .extracting(Refusal::message)
        .containsExactly("type `u64` in class `kreg` needs target feature `avx512bw`");
  }

  @Test
  void modifiersBelongToClasses() {
    refused(
        in("reg", "u32").modifier("h"),
        "class `reg` has no template modifier `h`",
        "it has `e`, `l`, `r`, `x`");
    refused(
        in("reg_byte", "u8").modifier("x"),
        "class `reg_byte` has no template modifier `x`",
        "it has none at all");
    refused(
        new Line().operand("const 5").modifier("e"),
        "a `const` operand takes no template modifier");
  }

  @Test
  void abisHaveToBeKnownAndDifferent() {
    refused(new Line().abi("C", "sysv64"), "`sysv64` means the same ABI as `C` here");
    refused(
        new Line().abi("aapcs"),
        "unknown ABI `aapcs` in `clobber_abi`",
        "on x86_64 there are: C, efiapi, system, sysv64, win64");
    assertThat(check(new Line().abi("sysv64", "win64"))).isEmpty();
  }

  @Test
  void abisThatDifferSomewhereAreDifferentOnAnUnknownSystem() {
    TargetRequest unknown = new TargetRequest(Architecture.X86_64, Optional.empty());
    assertThat(Legality.check(site(unknown, new Line().abi("C", "sysv64")))).isEmpty();
    assertThat(Legality.check(site(unknown, new Line().abi("C", "system")))).hasSize(1);
  }

  @Test
  void clobberOnlyClassesTakeNoValues() {
    refused(
        in("\"st(1)\"", "f64"),
        "class `x87_reg` only takes clobbers, not `in`",
        "write `_` for the value");
    refused(
        new Line().operand(Direction.OUT, "mmx_reg", "_"),
        "class `mmx_reg` only takes clobbers, not `out`",
        "name the register and write `_` for the value");
  }

  @Test
  void admittedTypesAreThoseOfTheClass() {
    Span nowhere = new Span(0, 0);
    assertThat(Legality.admitted(Architecture.X86_64, new Binding.Explicit("dl", nowhere)))
        .containsExactly(OperandType.integer(8));
    assertThat(Legality.admitted(Architecture.RISCV64, new Binding.OfClass("freg", nowhere)))
        .containsExactly(
            OperandType.floating(16), OperandType.floating(32), OperandType.floating(64));
    assertThat(Legality.admitted(Architecture.X86_64, new Binding.OfClass("kreg0", nowhere)))
        .isEmpty();
  }
}
