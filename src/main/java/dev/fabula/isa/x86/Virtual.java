package dev.fabula.isa.x86;

import dev.fabula.isa.Event;
import dev.fabula.isa.InstructionSet.Precision;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Virtualisation, segment inspection, shadow stacks and other rare system instructions. */
enum Virtual implements Entry {
  HYPERCALL("vmcall", "vmmcall", "vmgexit", "tdcall", "seamcall", "vmfunc"),
  VMX_ADDRESS("vmptrld", "vmclear", "vmxon"),
  VMX_STORE("vmptrst"),
  VMX_READ("vmread"),
  VMX_WRITE("vmwrite"),
  VMX("vmlaunch", "vmresume", "vmxoff"),
  INVALIDATE("invept", "invvpid"),
  SVM("vmload", "vmsave", "stgi", "clgi"),
  FAR_POINTER("lds", "les", "lfs", "lgs", "lss"),
  SEGMENT_LOAD("lar", "lsl"),
  ARPL("arpl"),
  SEGMENT_TEST("verr", "verw"),
  READ_SHADOW_STACK("rdsspd", "rdsspq"),
  ADD_SHADOW_STACK("incsspd", "incsspq"),
  TRACE("ptwrite"),
  STREAM("movdiri"),
  STREAM_64("movdir64b"),
  RUN_GUEST("vmrun"),
  ENQUEUE("enqcmd", "enqcmds"),
  BEGIN("xbegin"),
  END("xend"),
  ABORT("xabort"),
  UNKNOWN(
      "enclu",
      "encls",
      "enclv",
      "getsec",
      "uiret",
      "senduipi",
      "xstore",
      "xcryptecb",
      "xcryptcbc",
      "xcryptctr",
      "xcryptcfb",
      "xcryptofb",
      "montmul",
      "xsha1",
      "xsha256",
      "loadall");

  private final List<String> mnemonics;

  Virtual(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public Precision precision() {
    return Precision.FOOTPRINT;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    X86Registers r = s.registers;
    switch (this) {
      case HYPERCALL -> SystemCalls.call(s, -1);
      case VMX_ADDRESS -> vmx(s, s.read(0, 64));
      case VMX_STORE -> storePointer(s);
      case VMX_READ -> readField(s, name);
      case VMX_WRITE -> vmx(s, s.read(0, s.wordWidth()), s.read(1, s.wordWidth()));
      case VMX -> vmx(s);
      case INVALIDATE -> invalidate(s);
      case SVM -> changeGuest(s, name);
      case RUN_GUEST -> runGuest(s, name);
      case FAR_POINTER -> loadPointer(s, r.location(name.substring(1)));
      case SEGMENT_LOAD -> loadFromSegment(s, name);
      case ARPL -> adjustLevel(s);
      case SEGMENT_TEST -> s.set(r.zf, s.apply(name, 1, s.read(0), s.get(r.system)));
      case READ_SHADOW_STACK ->
          s.write(0, s.apply(name, s.width(0), s.get(r.location("ssp")), s.read(0)));
      case ADD_SHADOW_STACK -> addToShadowStack(s, name, r.location("ssp"));
      case TRACE -> trace(s, name);
      case STREAM -> s.storeStreaming(0, s.read(1));
      case STREAM_64 -> streamLine(s);
      case ENQUEUE -> enqueue(s, name);
      case BEGIN -> begin(s, name);
      case END, ABORT -> s.systemChange(name);
      case UNKNOWN -> throw new UnknownInstruction("the effect of `" + name + "` is not known");
    }
  }

  private static void trace(Step s, String name) throws UnknownInstruction {
    s.read(0);
    s.happen(new Event.Unmodelled(name));
  }

  /** A command to a device; ZF tells whether it takes it (SDM volume 2, ENQCMD). */
  private static void enqueue(Step s, String name) throws UnknownInstruction {
    X86Registers r = s.registers;
    streamLine(s);
    s.systemChange(name);
    s.flags.clear(r.cf, r.pf, r.af, r.sf, r.of);
    s.set(r.zf, s.arbitrary(name, 1));
  }

  private static void storePointer(Step s) throws UnknownInstruction {
    s.write(0, s.apply("vmptrst", 64, s.get(s.registers.system)));
    vmx(s);
  }

  private static void invalidate(Step s) throws UnknownInstruction {
    s.happen(new Event.Maintenance("tlb"));
    vmx(s, s.read(0), s.read(1, 128));
  }

  private static void changeGuest(Step s, String name) {
    s.systemChange(name);
    Location system = s.registers.system;
    s.set(system, s.apply(name, 64, s.get("ax"), s.get(system)));
  }

  /**
   * When the guest stops, the processor loads back of the host's general registers RAX and RSP
   * alone (AMD64 APM volume 2, 15.5.1 and 15.6). Float and vector state is left to the monitor as
   * to any system, which switches it at a time of its own.
   */
  private static void runGuest(Step s, String name) {
    X86Registers r = s.registers;
    SystemCalls.call(s, -1);
    s.systemChange(name);
    Location kept = r.general("ax", s.wordWidth()).location();
    for (Location location : r.locations()) {
      if (location.kind() == Location.Kind.GENERAL && !location.equals(kept)) {
        s.set(location, s.arbitrary(name + "." + location.name(), location.width()));
      }
    }
    s.set(r.system, s.apply(name, 64, s.get(r.system)));
  }

  private static void addToShadowStack(Step s, String name, Location pointer)
      throws UnknownInstruction {
    s.systemChange("ssp");
    s.set(pointer, s.apply(name, s.wordWidth(), s.get(pointer), s.read(0)));
  }

  private static void readField(Step s, String name) throws UnknownInstruction {
    Term field = s.read(1, s.wordWidth());
    s.unrepeatable(name);
    vmx(s, field);
    s.write(0, s.arbitrary(name, s.wordWidth()));
  }

  /** Loads a selector and an offset (SDM volume 2, LDS). */
  private static void loadPointer(Step s, Location segment) throws UnknownInstruction {
    int width = s.width(0);
    Term pointer = s.read(1, width + 16);
    SystemRegisters.write(s, segment, pointer.extract(width + 15, width));
    s.write(0, pointer.truncate(width));
  }

  private static void loadFromSegment(Step s, String name) throws UnknownInstruction {
    X86Registers r = s.registers;
    Term selector = s.read(1).truncate(16);
    Term valid = s.apply(name + ".valid", 1, selector, s.get(r.system));
    Term found = s.apply(name, s.width(0), selector, s.get(r.system));
    s.set(r.zf, valid);
    s.write(0, valid.ite(found, s.read(0)));
  }

  private static void adjustLevel(Step s) throws UnknownInstruction {
    Term selector = s.read(0);
    Term level = s.read(1).truncate(2);
    Term raise = selector.truncate(2).ult(level);
    s.set(s.registers.zf, raise);
    s.write(0, raise.ite(selector.extract(15, 2).concat(level), selector));
  }

  /** VMX instructions change hidden state and tell by CF and ZF how they fared (SDM 31.2). */
  private static void vmx(Step s, Term... operands) {
    X86Registers r = s.registers;
    String name = s.instruction.mnemonic();
    Term[] all = java.util.Arrays.copyOf(operands, operands.length + 1);
    all[operands.length] = s.get(r.system);
    s.systemChange(name);
    s.set(r.system, s.apply(name, 64, all));
    s.set(r.cf, s.arbitrary(name, 1));
    s.set(r.zf, s.arbitrary(name, 1));
    s.flags.clear(r.pf, r.af, r.sf, r.of);
  }

  /**
   * A transaction that fails goes on at the target, with the reason in EAX and all else as it was
   * (SDM volume 1, 16.3.4); an abort outside of a transaction does nothing.
   */
  private static void begin(Step s, String name) throws UnknownInstruction {
    if (!(s.operand(0) instanceof Operand.Target target)) {
      throw s.unexpected(0);
    }
    Term fails = s.arbitrary(name + " fails", 1);
    s.systemChange(name);
    s.put("ax", fails.ite(s.arbitrary(name, 32), s.get("ax", 32)));
    s.cpu.branch(fails, target);
  }

  private static void streamLine(Step s) throws UnknownInstruction {
    Term line = s.read(1, 512);
    Term target = s.read(0).zext(s.wordWidth());
    s.trapUnless(target.truncate(6).eq(s.terms.zero(6)), "the address is a multiple of 64");
    s.storeStreaming(target, line);
  }
}
