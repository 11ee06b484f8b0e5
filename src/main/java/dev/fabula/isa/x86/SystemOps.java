package dev.fabula.isa.x86;

import dev.fabula.isa.Event;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** System calls, traps, ports, and reads and writes of system state. */
enum SystemOps implements Entry {
  SYSCALL,
  SYSENTER,
  INT,
  INT3,
  INTO,
  UD("ud2", "ud1", "ud0"),
  /** Also SKINIT, behind which a secure loader starts the machine anew (AMD64 APM 3, SKINIT). */
  SYSTEM_RETURN(
      "iret", "iretd", "iretq", "sysret", "sysretq", "sysexit", "sysexitq", "rsm", "skinit"),
  CPUID,
  RDTSC,
  RDTSCP,
  RDPMC,
  RDMSR,
  WRMSR,
  RDRAND("rdrand", "rdseed"),
  RDPID,
  IN,
  OUT,
  LOAD_TABLE("lgdt", "lidt", "lgdtd", "lidtd", "lldt", "ltr", "lmsw", "clts"),
  STORE_TABLE("sgdt", "sidt", "sgdtd", "sidtd", "sldt", "str", "smsw");

  private final List<String> mnemonics;

  SystemOps(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics.isEmpty() ? Entry.super.mnemonics() : mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    switch (this) {
      case SYSCALL -> SystemCalls.syscall(s);
      case SYSENTER -> SystemCalls.call(s, -1);
      case INT -> SystemCalls.call(s, s.immediate(0) & 0xff);
      case INT3 -> s.systemChange(name);
      case INTO -> SystemCalls.call(s, 4);
      case UD, SYSTEM_RETURN -> s.cpu.stop(name);
      case CPUID -> Identification.cpuid(s);
      case RDTSC -> putPair(s, unrepeatable(s, 64));
      case RDTSCP -> {
        putPair(s, unrepeatable(s, 64));
        s.put("cx", unrepeatable(s, 32));
      }
      case RDPMC, RDMSR -> putPair(s, numbered(s));
      case WRMSR -> SystemRegisters.writeModelSpecific(s, s.get("cx", 32), pair(s));
      case RDRAND -> random(s);
      case RDPID -> s.write(0, unrepeatable(s, 32).zext(s.width(0)));
      case IN -> {
        s.happen(new Event.PortIo(false), s.read(1, 16));
        s.write(0, s.arbitrary("port input", s.width(0)));
      }
      case OUT -> s.happen(new Event.PortIo(true), s.read(0, 16), s.read(1));
      case LOAD_TABLE -> SystemRegisters.loadTable(s);
      case STORE_TABLE -> SystemRegisters.storeTable(s);
    }
  }

  /** The pair of EDX and EAX. */
  static Term pair(Step s) {
    return s.get("dx", 32).concat(s.get("ax", 32));
  }

  static void putPair(Step s, Term value) {
    s.put("ax", value.truncate(32));
    s.put("dx", value.extract(63, 32));
  }

  private static Term unrepeatable(Step s, int width) {
    s.unrepeatable(s.instruction.mnemonic());
    return s.arbitrary(s.instruction.mnemonic(), width);
  }

  /** A counter or model-specific register, whose number is in ECX. */
  private static Term numbered(Step s) {
    s.happen(new Event.Unrepeatable(s.instruction.mnemonic()), s.get("cx", 32));
    return s.arbitrary(s.instruction.mnemonic(), 64);
  }

  /** RDRAND and RDSEED give zero when they fail, which CF tells. */
  private static void random(Step s) throws UnknownInstruction {
    int width = s.width(0);
    Term value = unrepeatable(s, width);
    Term success = s.arbitrary("success", 1);
    X86Registers r = s.registers;
    s.flags.clear(r.of, r.sf, r.zf, r.af, r.pf);
    s.set(r.cf, success);
    s.write(0, success.ite(value, s.terms.zero(width)));
  }
}
