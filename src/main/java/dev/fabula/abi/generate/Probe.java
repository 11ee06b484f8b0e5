package dev.fabula.abi.generate;

import dev.fabula.abi.Abi;
import dev.fabula.abi.Machine;
import dev.fabula.abi.Role;
import dev.fabula.abi.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program without a library, to try stubs in: a function for each that takes what it passes from
 * global words and leaves there what comes back. Meanwhile it holds on to as many other words as
 * there are registers, and to one that the system may read and write.
 */
public final class Probe {

  /** Where the program would start; it does nothing, but is an address to come back to. */
  public static final String START = "probe_start";

  /** What the global words are for. */
  public enum Word {
    /** Inputs, in their order. */
    GIVEN,
    /** Outputs, in their order. */
    GOT,
    /** Words to hold on to, before. */
    LIVE,
    /** The same words, behind. */
    KEPT,
    /** What is stored in the page before the call, and after it. */
    PUT,
    /** Memory that the system knows; one word. */
    PAGE,
    /** What is in the page behind the call. */
    SEEN;

    /** The name of a word. */
    public String of(int index) {
      return "probe_" + name().toLowerCase(java.util.Locale.ROOT) + "_" + index;
    }
  }

  private final Abi abi;
  private final List<Stub> stubs;
  private final int live;
  private final Lines text = new Lines();

  private Probe(Abi abi, List<Stub> stubs, int live) {
    this.abi = abi;
    this.stubs = stubs;
    this.live = live;
  }

  /** The name of the function that tries a stub. */
  public static String function(Stub stub) {
    return "probe_" + stub.name();
  }

  /**
   * The program in Rust, with the stubs in it.
   *
   * @param module the stubs of the machine as they were made
   * @param live how many words to hold on to
   * @param library what stands for Rust's library where there is none for the target
   */
  public static String inRust(
      Abi abi,
      Machine machine,
      Generated stubs,
      String module,
      int live,
      Optional<String> library) {
    Probe probe = new Probe(abi, stubs.made().getOrDefault(machine, List.of()), live);
    return probe.rust(module, library);
  }

  /** The program in C, which includes the header of the stubs. */
  public static String inC(Abi abi, Machine machine, Generated stubs, int live) {
    return new Probe(abi, stubs.made().getOrDefault(machine, List.of()), live).c();
  }

  private void line(String line) {
    text.add(line);
  }

  private List<String> globals() {
    List<String> result = new ArrayList<>();
    int most = stubs.stream().mapToInt(s -> s.inputs().size()).max().orElse(0);
    int back = stubs.stream().mapToInt(s -> s.outputs().size()).max().orElse(0);
    names(result, Word.GIVEN, most);
    names(result, Word.GOT, back);
    names(result, Word.LIVE, live);
    names(result, Word.KEPT, live);
    names(result, Word.PUT, 2);
    names(result, Word.PAGE, 1);
    names(result, Word.SEEN, 1);
    return result;
  }

  private static void names(List<String> result, Word word, int count) {
    for (int i = 0; i < count; i++) {
      result.add(word.of(i));
    }
  }

  private String rust(String module, Optional<String> library) {
    boolean bare = library.isPresent();
    line("#![allow(non_upper_case_globals, unused, internal_features)]");
    line(library.orElse("#![no_std]"));
    globals().forEach(g -> line("#[no_mangle] pub static mut " + g + ": usize = 0;"));
    line("#[no_mangle] pub extern \"C\" fn " + START + "() {}");
    line("mod stubs {");
    line(bare ? module.replace("use core::arch::asm;", "use super::*;") : module);
    line("}");
    stubs.forEach(this::rust);
    String plain = text.toString().replaceAll("(?m)^//!.*$", "");
    return bare ? plain.replaceAll("(?m)^#\\[derive.*$", "") : plain;
  }

  private void rust(Stub stub) {
    line("#[no_mangle] pub unsafe extern \"C\" fn " + function(stub) + "() {");
    for (int i = 0; i < live; i++) {
      line("    let k" + i + " = " + Word.LIVE.of(i) + ";");
    }
    line("    " + Word.PAGE.of(0) + " = " + Word.PUT.of(0) + ";");
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < stub.inputs().size(); i++) {
      Role role = stub.inputs().get(i).role();
      arguments.add(
          role.type() == Role.Type.POINTER
              ? "&raw mut " + Word.PAGE.of(0) + " as *mut u8"
              : Word.GIVEN.of(i) + " as " + RustStub.type(role));
    }
    line("    let r = stubs::" + Names.plain(stub.name()) + "(" + join(arguments) + ");");
    results(stub, "", " as usize");
    line("}");
  }

  private void results(Stub stub, String before, String behind) {
    line("    " + Word.SEEN.of(0) + " = " + Word.PAGE.of(0) + ";");
    line("    " + Word.PAGE.of(0) + " = " + Word.PUT.of(1) + ";");
    for (int i = 0; i < stub.outputs().size(); i++) {
      boolean only = stub.outputs().size() == 1;
      String value = only ? "r" : "r." + Names.plain(stub.outputs().get(i).name());
      line("    " + Word.GOT.of(i) + " = " + before + value + behind + ";");
    }
    for (int i = 0; i < live; i++) {
      line("    " + Word.KEPT.of(i) + " = k" + i + ";");
    }
  }

  private static String join(List<String> parts) {
    return String.join(", ", parts);
  }

  private String c() {
    line("#include \"" + abi.name() + "_stubs.h\"");
    globals().forEach(g -> line("uintptr_t " + g + ";"));
    line("void " + START + "(void);");
    line("void " + START + "(void) {}");
    stubs.forEach(this::c);
    return text.toString();
  }

  private void c(Stub stub) {
    line("void " + function(stub) + "(void);");
    line("void " + function(stub) + "(void) {");
    for (int i = 0; i < live; i++) {
      line("    uintptr_t k" + i + " = " + Word.LIVE.of(i) + ";");
    }
    line("    " + Word.PAGE.of(0) + " = " + Word.PUT.of(0) + ";");
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < stub.inputs().size(); i++) {
      Role role = stub.inputs().get(i).role();
      arguments.add(
          role.type() == Role.Type.POINTER
              ? "&" + Word.PAGE.of(0)
              : "(" + CStub.type(role).strip() + ")" + Word.GIVEN.of(i));
    }
    String call = abi.name() + "_" + stub.name() + "(" + join(arguments) + ");";
    line("    " + resultInC(stub) + call);
    results(stub, "(uintptr_t)", "");
    line("}");
  }

  private String resultInC(Stub stub) {
    return switch (stub.outputs().size()) {
      case 0 -> "";
      case 1 -> CStub.type(stub.outputs().getFirst().role()) + "r = ";
      default -> "struct " + abi.name() + "_" + stub.name() + "_result r = ";
    };
  }
}
