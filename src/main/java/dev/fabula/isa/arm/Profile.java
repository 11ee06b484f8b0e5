package dev.fabula.isa.arm;

import dev.fabula.isa.Event;
import dev.fabula.isa.Location;
import dev.fabula.isa.Operand;
import dev.fabula.isa.RegisterView;
import dev.fabula.isa.UnknownInstruction;
import dev.fabula.term.Term;
import java.util.List;

/**
 * Loops, security states and clearing of registers of the M-profile (Armv8-M ARM, DDI 0553, C2.4).
 */
enum Profile implements Family {
  LE,
  WLS,
  LETP,
  WLSTP,
  TBB,
  TBH,
  BXNS,
  BLXNS,
  BXAUT,
  CLRM,
  VSCCLRM,
  __BRKDIV0;

  /** What a call of the other security state leaves as the link (DDI 0553, B3.21). */
  private static final long RETURN_OF_FUNCTION = 0xfeff_ffffL;

  @Override
  public void execute(Step s) throws UnknownInstruction {
    if (!s.form.condition().equals("al")) {
      throw s.unknown();
    }
    switch (this) {
      case LE -> end(s);
      case WLS -> start(s);
      case LETP, WLSTP ->
          throw new UnknownInstruction(
              "what vector instructions do behind `" + s.instruction + "` depends on it");
      case TBB, TBH ->
          throw new UnknownInstruction("where `" + s.instruction + "` goes is in a table");
      case BXNS -> {
        changeSecurity(s);
        s.leave(s.in(0), s.isWayBack(s.operand(0)));
      }
      case BLXNS -> {
        Term target = s.in(0).and(s.constant(-2));
        changeSecurity(s);
        s.cpu.set(link(s), s.constant(RETURN_OF_FUNCTION));
        s.cpu.callTo(target);
      }
      case BXAUT -> s.leave(s.in(1), s.isWayBack(s.operand(1)));
      case CLRM -> clear(s, s.terms.trueTerm());
      case VSCCLRM -> clear(s, s.cpu.arbitrary("secure float context", 1));
      case __BRKDIV0 -> s.cpu.stop("a division by zero");
    }
  }

  private static void changeSecurity(Step s) {
    s.happen(new Event.SystemChange("security state"));
  }

  private static Location link(Step s) {
    return s.registers.location("r14");
  }

  /** The link register counts down; what it holds at the end is left open here. */
  private static void end(Step s) throws UnknownInstruction {
    if (s.count() == 1) {
      s.cpu.jump(s.target(0));
      return;
    }
    Term count = s.cpu.get(link(s));
    Term again = s.constant(1).ult(count);
    s.cpu.set(link(s), again.ite(count.sub(1), s.cpu.arbitrary("loop counter", 32)));
    s.cpu.branch(again, s.target(1));
  }

  private static void start(Step s) throws UnknownInstruction {
    Term count = s.in(1);
    Term none = count.eq(s.constant(0));
    s.cpu.set(link(s), none.ite(s.cpu.arbitrary("loop counter", 32), count));
    s.cpu.branch(none, s.target(2));
  }

  /** Each register of the list becomes zero; without a secure float context, none does. */
  private static void clear(Step s, Term done) throws UnknownInstruction {
    if (!(s.operand(s.count() - 1) instanceof Operand.RegisterList(List<Operand> operands))) {
      throw s.unknown();
    }
    for (Operand operand : operands) {
      switch (operand) {
        case Operand.Register(RegisterView view) ->
            s.cpu.write(view, done.ite(s.terms.zero(view.width()), s.cpu.read(view)));
        case Operand.Word(String text) when text.equals("apsr") ->
            s.registers.flags().subList(0, 6).forEach(l -> s.cpu.set(l, s.terms.zero(l.width())));
        case Operand.Word(String text) when text.equals("vpr") -> {
          Location predicates = s.registers.system("vpr");
          s.cpu.set(predicates, done.ite(s.constant(0), s.cpu.get(predicates)));
        }
        default -> throw s.unknown();
      }
    }
  }
}
