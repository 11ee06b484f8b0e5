package dev.fabula.check;

import dev.fabula.check.rules.AllocationDoesNotAssemble;
import dev.fabula.check.rules.AssemblerFails;
import dev.fabula.check.rules.BelowStackPointer;
import dev.fabula.check.rules.CallClobbers;
import dev.fabula.check.rules.CallUnderNomem;
import dev.fabula.check.rules.CalleeSavedChanged;
import dev.fabula.check.rules.CallerFrameAccessed;
import dev.fabula.check.rules.ControlStateChanged;
import dev.fabula.check.rules.CouldPromise;
import dev.fabula.check.rules.DirectionFlagSet;
import dev.fabula.check.rules.FallsThroughNoreturn;
import dev.fabula.check.rules.FenceUnderNomem;
import dev.fabula.check.rules.FlagsNotPreserved;
import dev.fabula.check.rules.HangingPrefix;
import dev.fabula.check.rules.InputModified;
import dev.fabula.check.rules.InputsMayShare;
import dev.fabula.check.rules.InterruptsUnderNomem;
import dev.fabula.check.rules.JumpToForeignLabel;
import dev.fabula.check.rules.LateOutputWrittenEarly;
import dev.fabula.check.rules.LeavesSite;
import dev.fabula.check.rules.MemoryUnderNomem;
import dev.fabula.check.rules.MemoryUnderReadonly;
import dev.fabula.check.rules.NamedLabel;
import dev.fabula.check.rules.NarrowValueReadWide;
import dev.fabula.check.rules.NotPure;
import dev.fabula.check.rules.OperandInNamedRegister;
import dev.fabula.check.rules.OutputNotWritten;
import dev.fabula.check.rules.OutputReadEarly;
import dev.fabula.check.rules.RegisterNotDeclared;
import dev.fabula.check.rules.SectionNotRestored;
import dev.fabula.check.rules.StackMisaligned;
import dev.fabula.check.rules.StackPointerChanged;
import dev.fabula.check.rules.StackUnderNostack;
import dev.fabula.check.rules.SyntaxNotRestored;
import dev.fabula.check.rules.SystemCallClobbers;
import dev.fabula.check.rules.SystemCallUnderNomem;
import dev.fabula.check.rules.UnbalancedReturn;
import dev.fabula.check.rules.UndeclaredRegisterRead;
import dev.fabula.check.rules.UndefinedFlagRead;
import dev.fabula.check.rules.UndefinedLabel;
import dev.fabula.check.rules.UndefinedResultUsed;
import dev.fabula.check.rules.UnspecifiedAbiCalled;
import dev.fabula.check.rules.UnwindInfoNotRestored;
import java.util.List;
import java.util.Optional;

/** The list of all rules, in the order in which they are applied and documented. */
public final class Rules {

  private static final List<Rule> ALL =
      List.of(
          new InputModified(),
          new RegisterNotDeclared(),
          new CallClobbers(),
          new SystemCallClobbers(),
          new UnspecifiedAbiCalled(),
          new FlagsNotPreserved(),
          new MemoryUnderNomem(),
          new MemoryUnderReadonly(),
          new FenceUnderNomem(),
          new SystemCallUnderNomem(),
          new CallUnderNomem(),
          new NotPure(),
          new StackPointerChanged(),
          new StackUnderNostack(),
          new StackMisaligned(),
          new BelowStackPointer(),
          new CallerFrameAccessed(),
          new DirectionFlagSet(),
          new ControlStateChanged(),
          new OutputNotWritten(),
          new OutputReadEarly(),
          new UndeclaredRegisterRead(),
          new UndefinedFlagRead(),
          new NarrowValueReadWide(),
          new UndefinedResultUsed(),
          new FallsThroughNoreturn(),
          new LeavesSite(),
          new CalleeSavedChanged(),
          new UnbalancedReturn(),
          new LateOutputWrittenEarly(),
          new InputsMayShare(),
          new OperandInNamedRegister(),
          new AllocationDoesNotAssemble(),
          new SectionNotRestored(),
          new SyntaxNotRestored(),
          new UnwindInfoNotRestored(),
          new NamedLabel(),
          new UndefinedLabel(),
          new JumpToForeignLabel(),
          new HangingPrefix(),
          new AssemblerFails(),
          new InterruptsUnderNomem(),
          new CouldPromise());

  private Rules() {}

  /** All rules. */
  public static List<Rule> all() {
    return ALL;
  }

  /** The rule of that name. */
  public static Optional<Rule> named(String name) {
    return ALL.stream().filter(r -> r.name().equals(name)).findFirst();
  }

  static List<CodeRule> ofCode() {
    return ALL.stream().filter(CodeRule.class::isInstance).map(CodeRule.class::cast).toList();
  }

  static List<TextRule> ofText() {
    return ALL.stream().filter(TextRule.class::isInstance).map(TextRule.class::cast).toList();
  }

  static List<UnicityRule> ofUnicity() {
    return ALL.stream().filter(UnicityRule.class::isInstance).map(UnicityRule.class::cast).toList();
  }
}
