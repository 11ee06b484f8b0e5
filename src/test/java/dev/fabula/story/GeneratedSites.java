package dev.fabula.story;

import java.util.List;

/** Sites of one or two instructions on numbers, in functions of their own. */
final class GeneratedSites {

  private static final List<String> BINARY =
      List.of(
          "add {x}, {y}",
          "sub {x}, {y}",
          "and {x}, {y}",
          "or {x}, {y}",
          "xor {x}, {y}",
          "imul {x}, {y}",
          "lea {x}, [{x} + 4*{y} + 12]",
          "andn {x}, {x}, {y}",
          "bzhi {x}, {x}, {y}",
          "shlx {x}, {x}, {y}",
          "shrx {x}, {x}, {y}",
          "sarx {x}, {x}, {y}",
          "cmp {x}, {y}; cmovb {x}, {y}",
          "cmp {x}, {y}; cmovl {x}, {y}",
          "test {x}, {y}; cmovz {x}, {y}",
          "shld {x}, {y}, 5",
          "shrd {x}, {y}, 9");
  private static final List<String> UNARY =
      List.of(
          "bswap {x}",
          "neg {x}",
          "not {x}",
          "inc {x}",
          "popcnt {x}, {x}",
          "lzcnt {x}, {x}",
          "tzcnt {x}, {x}",
          "blsi {x}, {x}",
          "blsr {x}, {x}",
          "blsmsk {x}, {x}",
          "rol {x}, 13",
          "ror {x}, 3",
          "shl {x}, 7",
          "sar {x}, 2",
          "rorx {x}, {x}, 11",
          "bts {x}, 4",
          "btc {x}, 6");
  private static final List<String> CONDITIONS =
      List.of("e", "ne", "b", "ae", "a", "be", "l", "ge", "g", "le", "s", "ns", "o", "no");

  private static final List<String> ARM =
      List.of(
          "add {r}, {x}, {y}",
          "sub {r}, {x}, {y}, lsl #3",
          "and {r}, {x}, {y}",
          "orr {r}, {x}, {y}",
          "eor {r}, {x}, {y}",
          "bic {r}, {x}, {y}",
          "orn {r}, {x}, {y}",
          "eon {r}, {x}, {y}",
          "mul {r}, {x}, {y}",
          "mneg {r}, {x}, {y}",
          "madd {r}, {x}, {y}, {x}",
          "lsl {r}, {x}, {y}",
          "lsr {r}, {x}, {y}",
          "asr {r}, {x}, {y}",
          "ror {r}, {x}, {y}",
          "udiv {r}, {x}, {y}",
          "sdiv {r}, {x}, {y}",
          "extr {r}, {x}, {y}, #7",
          "cmp {x}, {y}; csel {r}, {x}, {y}, lo",
          "cmp {x}, {y}; csel {r}, {x}, {y}, gt",
          "cmp {x}, {y}; cset {r}, le",
          "cmp {x}, {y}; cset {r}, hi",
          "cmp {x}, {y}; csinc {r}, {x}, {y}, eq",
          "neg {r}, {x}",
          "mvn {r}, {x}",
          "clz {r}, {x}",
          "rbit {r}, {x}",
          "rev {r}, {x}",
          "rev16 {r}, {x}",
          "ubfx {r}, {x}, #3, #9",
          "sbfx {r}, {x}, #3, #9",
          "ror {r}, {x}, #5",
          "asr {r}, {x}, #9");

  private GeneratedSites() {}

  /** All of them. */
  static String text() {
    StringBuilder text = new StringBuilder(StoryCase.HEAD);
    int number = 0;
    for (String type : List.of("u64", "u32")) {
      String modifier = type.equals("u32") ? ":e" : "";
      for (String body : BINARY) {
        text.append(
            function(number++, body, modifier, type, type, "x = inout(reg) x => r, y = in(reg) y"));
      }
      for (String body : UNARY) {
        text.append(function(number++, body, modifier, type, type, "x = inout(reg) x => r"));
      }
      for (String condition : CONDITIONS) {
        String body = "cmp {x}, {y}; set" + condition + " {r}";
        String operands = "x = in(reg) x, y = in(reg) y, r = out(reg_byte) r";
        text.append(function(number++, body, modifier, type, "u8", operands));
      }
    }
    return text.toString();
  }

  private static String function(
      int number, String body, String modifier, String type, String result, String operands) {
    String template =
        body.replace("{x}", "{x" + modifier + "}").replace("{y}", "{y" + modifier + "}");
    return "#[cfg(target_arch = \"x86_64\")]\npub unsafe fn generated_"
        + number
        + "(x: "
        + type
        + ", y: "
        + type
        + ") -> "
        + result
        + " {\n    let r: "
        + result
        + ";\n    asm!(\""
        + template
        + "\", "
        + operands
        + ", options(pure, nomem, nostack));\n    r\n}\n";
  }

  /** Sites of AArch64, each of which has to have a story. */
  static String arm() {
    StringBuilder text = new StringBuilder(StoryCase.HEAD);
    int number = 0;
    for (String type : List.of("u64", "u32")) {
      for (String body : ARM) {
        String operands =
            "r = out(reg) r, x = in(reg) x" + (body.contains("{y}") ? ", y = in(reg) y" : "");
        String modifier = type.equals("u32") ? ":w" : "";
        String narrow = body.replace("{r}", "{r" + modifier + "}");
        text.append(
            function(number++, narrow, modifier, type, type, operands)
                .replace("x86_64", "aarch64"));
      }
    }
    return text.toString();
  }
}
