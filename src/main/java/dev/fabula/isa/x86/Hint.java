package dev.fabula.isa.x86;

import dev.fabula.isa.Access;
import dev.fabula.isa.Event;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/** Hints, barriers and cache maintenance: instructions that change no value. */
enum Hint implements Entry {
  NOP("nop", "pause", "endbr32", "endbr64", "wait", "xacquire", "xrelease"),
  PREFETCH(
      "prefetcht0",
      "prefetcht1",
      "prefetcht2",
      "prefetchnta",
      "prefetchw",
      "prefetchwt1",
      "prefetch",
      "prefetchit0",
      "prefetchit1"),
  FENCE("lfence", "mfence", "sfence", "serialize"),
  CACHE_LINE("clflush", "clflushopt", "clwb", "cldemote", "clzero"),
  CACHE("wbinvd", "wbnoinvd", "invd", "invlpg", "invpcid", "invlpga", "invlpgb", "tlbsync"),
  WAIT("hlt", "mwait", "mwaitx", "monitor", "monitorx", "umonitor"),
  TIMED_WAIT("umwait", "tpause");

  private final List<String> mnemonics;

  Hint(String... mnemonics) {
    this.mnemonics = List.of(mnemonics);
  }

  @Override
  public List<String> mnemonics() {
    return mnemonics;
  }

  @Override
  public void run(Step s) throws UnknownInstruction {
    String name = s.instruction.mnemonic();
    switch (this) {
      case NOP -> s.happen(new Event.Hint(name, false));
      case PREFETCH -> s.happen(new Event.Hint(name, true));
      case FENCE -> s.happen(new Event.Fence(name));
      case CACHE_LINE -> {
        s.happen(new Event.Maintenance("cache"));
        if (name.equals("clzero")) {
          Term line = s.get("ax").and(s.constant(-64, s.wordWidth()));
          s.cpu.store(Access.data(64), line, s.terms.zero(512));
        }
      }
      case CACHE -> maintain(s, name);
      case WAIT -> s.happen(new Event.Wait(name));
      case TIMED_WAIT -> {
        s.happen(new Event.Wait(name));
        s.flags.clear(
            s.registers.of, s.registers.sf, s.registers.zf, s.registers.af, s.registers.pf);
        s.set(s.registers.cf, s.arbitrary(name, 1));
      }
    }
  }

  private static void maintain(Step s, String name) throws UnknownInstruction {
    boolean tlb = name.startsWith("inv") && !name.equals("invd");
    if (name.equals("invpcid")) {
      s.read(1, 128);
    }
    Term[] told = name.equals("invlpg") ? new Term[] {s.address(0)} : new Term[0];
    s.happen(new Event.Maintenance(tlb ? "tlb" : "cache"), told);
  }
}
