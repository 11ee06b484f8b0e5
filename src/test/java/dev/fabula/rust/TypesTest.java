package dev.fabula.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fabula.site.Operand;
import dev.fabula.site.Site;
import dev.fabula.site.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types of operands, from what the text around them says. */
final class TypesTest {
  private static final String ITEMS =
      """
      use core::mem::MaybeUninit;
      use core::ffi::{c_int, c_long as Long};
      use outside::Alien;
      type Word = u32;
      type Pair = (u8, Word);
      const C: u16 = 5;
      static S: i64 = 0;
      struct P { x: u8, inner: Q, text: [u16; 4], f: extern "C" fn(u8) -> u8 }
      struct Q(u32, *const P);
      struct G<T> { t: T, n: u32 }
      impl Q { const K: u64 = 1; fn get(&self) -> u16 { 0 } fn make() -> Self { todo!() } }
      fn makes() -> i16 { 0 }
      fn generic<T>() -> T { todo!() }
      enum E { A }
      mod deep { pub type Far = u8; pub const D: u8 = 1; }
      #[cfg(target_pointer_width = "64")] type Native = u64;
      #[cfg(target_pointer_width = "32")] type Native = u32;
      #[cfg(feature = "a")] type Torn = u64;
      #[cfg(not(feature = "a"))] type Torn = u32;
      """;

  private static String type(String before, String expression) {
    return Reading.firstType(
        Reading.site(
            ITEMS
                + "fn f(a: u8, p: &mut P, q: *const u8) { "
                + before
                + " asm!(\"{}\", in(reg) "
                + expression
                + ") }"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "'' ~ 5 ~ i32:32",
        "'' ~ 5u8 ~ u8:8",
        "'' ~ 1.5 ~ f64:64",
        "'' ~ 1f32 ~ f32:32",
        "'' ~ a ~ u8:8",
        "'' ~ a as u64 ~ u64:64",
        "'' ~ a as usize ~ usize:64",
        "'' ~ &a ~ &_:64",
        "'' ~ &raw mut a ~ *mut _:64",
        "'' ~ core::ptr::addr_of!(a) ~ *const _:64",
        "'' ~ core::ptr::null_mut::<u8>() ~ *mut _:64",
        "'' ~ q ~ *const _:64",
        "'' ~ *q ~ u8:8",
        "'' ~ q.add(1) ~ *const _:64",
        "'' ~ q.cast::<u64>() ~ *const _:64",
        "'' ~ q as usize + 1 ~ usize:64",
        "'' ~ p.x ~ u8:8",
        "'' ~ p.inner.0 ~ u32:32",
        "'' ~ p.inner.1 ~ *const _:64",
        "'' ~ (*p.inner.1).x ~ u8:8",
        "'' ~ p.text[1] ~ u16:16",
        "'' ~ p.text.as_ptr() ~ *const _:64",
        "'' ~ p.text.len() ~ usize:64",
        "'' ~ p.f ~ extern \"C\" fn (u8) - > u8:64",
        "'' ~ p.inner.get() ~ u16:16",
        "'' ~ Q::make().0 ~ u32:32",
        "'' ~ Q::K ~ u64:64",
        "'' ~ C ~ u16:16",
        "'' ~ S ~ i64:64",
        "'' ~ crate::C ~ u16:16",
        "'' ~ makes() ~ i16:16",
        "'' ~ makes() + 1 ~ i16:16",
        "'' ~ 1 + makes() ~ i16:16",
        "'' ~ -makes() ~ i16:16",
        "'' ~ 1 << makes() ~ i32:32",
        "'' ~ u32::from(a) ~ u32:32",
        "'' ~ a.wrapping_add(1) ~ u8:8",
        "'' ~ a.count_ones() ~ u32:32",
        "'' ~ u64::MAX ~ u64:64",
        "'' ~ (a, 5u16).1 ~ u16:16",
        "'' ~ unsafe { *q } ~ u8:8",
        "'' ~ unknown_thing ~ ? `unknown_thing` is not declared in the crate's own text",
        "'' ~ generic::<u8>() ~ ? its type is the generic parameter `T`",
        "'' ~ E::A ~ ? `E::A` is not declared in the crate's own text",
        "'' ~ if x { 1 } else { 2 } ~ ? its expression branches",
        "'' ~ a.unknown() ~ ? the call of `unknown` makes its type",
        "let x: u32; ~ x ~ u32:32",
        "let mut x: Word = 0; ~ x ~ u32:32",
        "let x: Native = 0; ~ x ~ u64:64",
        "let x: Torn = 0; ~ x ~ ? type `Torn` has several definitions",
        "let x: c_int = 0; ~ x ~ i32:32",
        "let x: Long = 0; ~ x ~ i64:64",
        "let x: Alien = y(); ~ x ~ ? type `Alien` is not known",
        "let x: bool = true; ~ x ~ ! a `bool`",
        "let x: deep::Far = 1; ~ x ~ u8:8",
        "let x: __m128i = y(); ~ x ~ __m128i:128",
        "let x: core::arch::x86_64::__m512 = y(); ~ x ~ __m512:512",
        "let x: uint8x16_t = y(); ~ x ~ uint8x16_t:128",
        "let x = a as u16; ~ x ~ u16:16",
        "let x = 5_i8; ~ x ~ i8:8",
        "let x = a; ~ x ~ u8:8",
        "let x = size_of::<u32>(); ~ x ~ usize:64",
        "let x = 5; ~ x ~ i32:32",
        "let x; ~ x ~ ? variable `x` is declared without a type",
        "let x = 5; let y = x; ~ y ~ ? variable `x` starts as a literal: `i32` unless its use says"
            + " otherwise",
        "let (x, y): (u8, u16) = z(); ~ y ~ u16:16",
        "let (x, y): Pair = z(); ~ y ~ u32:32",
        "let (x, y) = (1u8, 2u64); ~ y ~ u64:64",
        "let &x = &a; ~ x ~ u8:8",
        "let x: u8 = 1; let x = y(); ~ x ~ ? the call of `y` makes its type",
        "let x: u8 = 1; if let Some(x) = y() { ~ x ~ ? a pattern binds `x`",
        "let x: u8 = 1; for x in y() { ~ x ~ ? a pattern binds `x`",
        "let x: u8 = 1; match y() { Some(x) => { ~ x ~ ? a pattern binds `x`",
        "let x: u8 = 1; g(|x: u32| { ~ x ~ u32:32",
        "let x: u8 = 1; g(|x| { ~ x ~ ? variable `x` is declared without a type",
        "let x: u8 = 1; { let x: u16 = 1; } ~ x ~ u8:8",
        "let x: u8 = 1; fn g() { ~ x ~ ? `x` is not declared in the crate's own text",
        "#[cfg(feature = \"z\")] let x: u8 = 1; ~ x ~ ? variable `x` depends on a condition",
        "const L: u8 = 1; ~ L ~ u8:8",
        "type T = u16; let x: T = 1; ~ x ~ u16:16",
        "let x: MaybeUninit<u8> = y(); ~ x ~ MaybeUninit<u8>:8",
        "let mut x = MaybeUninit::<u64>::uninit(); ~ x ~ MaybeUninit<u64>:64",
        "let mut x = MaybeUninit::<u64>::uninit(); ~ x.as_mut_ptr() ~ *mut _:64",
        "let x: &[u8] = y(); ~ x.as_ptr() ~ *const _:64",
        "let x: G<u8> = y(); ~ x.n ~ u32:32",
        "let x: G<u8> = y(); ~ x.t ~ u8:8",
        "let x: G = y(); ~ x.t ~ ? its type is the generic parameter `T`",
        "union U { a: u16, b: [u8; 2] } let x: U = y(); ~ x.a ~ u16:16",
        "macro_rules! m { ($p:expr) => {{ let r = $p as u16; r }} } ~ m!(1) ~ u16:16",
        "#[cfg(not(feature = \"a\"))] macro_rules! m { () => { 1u8 } } ~ m!() ~ u8:8",
        "let x; ~ { let y = a as u64; y } ~ u64:64",
        "let x = y(); ~ { #[cfg(feature = \"a\")] 1u8 } ~ ? a condition in a block makes its type",
        "let x: u8 = y.into(); ~ x ~ u8:8",
        "let x = &p.inner; ~ x.0 ~ u32:32",
        "let x = P { x: 1 }; ~ x.x ~ u8:8",
        "use deep::Far as Near; let x: Near = 1; ~ x ~ u8:8",
        "use deep::*; let x: Far = 1; ~ x ~ u8:8",
      })
  void inputs(String before, String expression, String expected) {
    assertThat(type(before, expression)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fn f() -> u64 { let x; asm!(\"{}\", out(reg) x); x } | u64:64",
        "fn f() -> u64 { unsafe { let mut x; asm!(\"{}\", out(reg) x); x } } | u64:64",
        "fn f() -> (u8, u16) { let (a, x); asm!(\"{}\", out(reg) x); (a, x) } | ? variable `x` is"
            + " declared without a type",
        "fn f() -> (u8, u16) { let a; let x; asm!(\"{}\", out(reg) x); (a, x) } | u16:16",
        "fn f() -> Option<u8> { let x; asm!(\"{}\", out(reg) x); Some(x) } | u8:8",
        "fn f() -> Result<u8, E> { let x; asm!(\"{}\", out(reg) x); Ok(x) } | u8:8",
        "fn f() { let y: u16 = unsafe { let x; asm!(\"{}\", out(reg) x); x }; } | u16:16",
        "fn f() -> u64 { let x; asm!(\"{}\", out(reg) x); x as u64 } | ? variable `x` is declared"
            + " without a type",
        "fn f() -> u64 { let x; asm!(\"{}\", out(reg) x); let x = g(x); x } | ? variable `x` is"
            + " declared without a type",
        "fn f() -> u64 { { let x; asm!(\"{}\", out(reg) x); } let x = 1; x } | ? variable `x` is"
            + " declared without a type",
        "fn f() { let x; asm!(\"{}\", out(reg) x); g(1, x) } fn g(a: u8, b: u16) {} | u16:16",
        "fn f() { let x; asm!(\"{}\", out(reg) x); From::make(x) } trait From { fn make(x: *mut Q)"
            + " -> Self; } | *mut _:64",
        "fn f() { let mut x = 0; asm!(\"{}\", out(reg) x); g(x) } fn g(a: u8) {} | u8:8",
        "fn f() { let mut x = 0; asm!(\"{}\", out(reg) x); h(x + 1u8) } | ? variable `x` starts as"
            + " a literal: `i32` unless its use says otherwise",
        "fn f() { let x; asm!(\"{}\", out(reg) x); let x = 1; g(x) } fn g(a: u8) {} | ? variable"
            + " `x` is declared without a type",
        "fn f() { let x; asm!(\"{}\", out(reg) x); y.g(x) } fn g(a: u8) {} | ? variable `x` is"
            + " declared without a type",
        "fn f() { let x; asm!(\"{}\", out(reg) x); g(x) } fn g<T>(a: T) {} | ? variable `x` is"
            + " declared without a type",
        "struct A { x: u16 } fn f() -> A { let x; let y; asm!(\"{} {}\", out(reg) x, out(reg) y);"
            + " g(y); A { x } } fn g(y: u8) {} | u16:16",
        "union U { p: G<u16>, w: u32 } struct G<T> { lo: T, hi: T } fn f() -> u32 { let (a, b);"
            + " asm!(\"{} {}\", out(reg) a, out(reg) b); U { p: G { hi: b, lo: a } }.w } | u16:16",
        "struct G<T> { lo: T } fn f() -> G<u16> { let a; asm!(\"{}\", out(reg) a); G { lo: a } } |"
            + " ? variable `a` is declared without a type",
        "macro_rules! s { ($n:ident, $t:ty) => { struct $n { v: $t } } } s!(A, u16); fn f(a: A) {"
            + " asm!(\"{}\", out(reg) a.v) } | u16:16",
        "struct __m128i(u64, u64); fn f(x: __m128i) { asm!(\"{}\", out(xmm_reg) x) } | __m128i:128",
        "impl S { fn f(&self) { asm!(\"{}\", out(reg) self.v) } } struct S { v: u32 } | u32:32",
        "trait T { fn f(x: Self) { asm!(\"{}\", out(reg) x) } } | ? its type is any that"
            + " implements `T`",
        "fn f<T>(x: T) { asm!(\"{}\", out(reg) x) } | ? its type is the generic parameter `T`",
        "macro_rules! m { ($t:ty) => { fn f(x: $t) { asm!(\"{}\", out(reg) x) } } } | ? its type is"
            + " not written where it is declared",
        "macro_rules! m { () => { fn f(x: u8) { asm!(\"{}\", out(reg) x) } } } | u8:8",
        "k! { fn f(x: u8) { asm!(\"{}\", out(reg) x) } } | u8:8",
        "type A = B; type B = A; fn f(x: A) { asm!(\"{}\", out(reg) x) } | ? its type refers to"
            + " itself",
        "fn f(x: Option<&u8>) { asm!(\"{}\", out(reg) x) } | ? type `Option` is not known",
        "fn f(x: [u8; 4]) { asm!(\"{}\", out(reg) x) } | ! an array",
        "fn f(x: impl Copy) { asm!(\"{}\", out(reg) x) } | ? its type depends on a trait",
        "fn f(x: unsafe extern \"C\" fn() -> !) { asm!(\"{}\", out(reg) x) } | unsafe extern \"C\""
            + " fn () - > !:64",
        "fn f(x: *const dyn Fn(u8)) { asm!(\"{}\", out(reg) x) } | *const _:64",
      })
  void places(String text, String expected) {
    assertThat(Reading.firstType(Reading.site(text))).isEqualTo(expected);
  }

  @Test
  void pointersHaveTheWidthOfTheTarget() {
    String text =
        "#[cfg(target_arch = \"arm\")] fn f(p: *mut u8, n: usize) { asm!(\"{} {}\", in(reg) p,"
            + " in(reg) n) }";
    Site site = Reading.site(text);
    assertThat(Reading.firstType(site)).isEqualTo("*mut _:32");
    Operand.Register second = (Operand.Register) site.operands().get(1);
    assertThat(Reading.type(second.input().orElseThrow().type())).isEqualTo("usize:32");
  }

  @Test
  void kindsAndSigns() {
    Site site =
        Reading.site(
            "fn f(a: i8, b: &u8, c: fn(), d: f32, e: MaybeUninit<u16>) { asm!(\"{}{}{}{}{}\","
                + " in(reg) a, in(reg) b, in(reg) c, in(reg) d, in(reg) e) }");
    assertThat(site.operands())
        .extracting(o -> ((Operand.Register) o).input().orElseThrow().type())
        .extracting(t -> ((ValueType.Known) t).kind())
        .containsExactly(
            ValueType.Kind.INTEGER,
            ValueType.Kind.POINTER,
            ValueType.Kind.FUNCTION,
            ValueType.Kind.FLOAT,
            ValueType.Kind.INTEGER);
    ValueType last = ((Operand.Register) site.operands().get(4)).input().orElseThrow().type();
    assertThat(((ValueType.Known) last).maybeUninit()).isTrue();
  }
}
