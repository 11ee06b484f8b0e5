package dev.fabula.machine;

import dev.fabula.mir.Dump;
import dev.fabula.site.Found;
import dev.fabula.source.Position;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import dev.fabula.story.Rustc;
import dev.fabula.story.Staged;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a program of one file on the Abstract Machine, with stories in the place of assembly. */
public final class Execution {

  private static final String MUCH = "1000000";
  private static final int POINTER = 64;

  private final Rustc rustc;
  private final Settings settings;

  /** Runs with a compiler. */
  public Execution(Rustc rustc, Settings settings) {
    this.rustc = rustc;
    this.settings = settings;
  }

  /**
   * What a run depends on.
   *
   * @param seed what addresses and arbitrary values depend on
   * @param steps how many steps it may make
   * @param conditions what is set for {@code cfg}, as {@code --cfg} takes it
   * @param schedules in how many orders the threads run, if there are several
   */
  public record Settings(long seed, long steps, List<String> conditions, int schedules) {
    /** Copies the list. */
    public Settings {
      conditions = List.copyOf(conditions);
    }
  }

  /** Runs the program in a file, of which the asm statements are known. */
  public Conclusion run(SourceFile file, List<Found> places) {
    Staged staged = Staged.of(file, places);
    List<String> options = new ArrayList<>(options(staged.edition()));
    settings.conditions().forEach(c -> options.add("--cfg=" + c));
    Path folder = staged.folder();
    Optional<Rustc.Answer> answer = rustc.ask(staged.text(), folder, options);
    if (answer.isEmpty()) {
      return unknown("a program that rustc did not compile in time");
    }
    if (answer.get().status() != 0) {
      return refused(staged, answer.get().errors());
    }
    Dump dump = new Dump(answer.get().output(), POINTER, true);
    List<String> question = new ArrayList<>(options);
    question.replaceAll(o -> o.equals("-Zunpretty=mir") ? "--emit=metadata" : o);
    Types.Prober prober =
        new Probe(rustc, staged.text(), folder, question, new Definitions(staged.text()));
    return schedules(dump, staged, prober, file);
  }

  /** Runs the program in several orders of its threads, if it has several. */
  private Conclusion schedules(Dump dump, Staged staged, Types.Prober prober, SourceFile file) {
    Conclusion conclusion = unknown("a program that is run in no order");
    for (int schedule = 0; schedule < settings.schedules(); schedule++) {
      Context context =
          new Context(
              dump,
              staged.text(),
              prober,
              sites(staged),
              settings.seed(),
              settings.steps(),
              schedule);
      Ending ending = new Run(context).end();
      conclusion = new Conclusions(context, staged, file).of(ending);
      if (!(conclusion instanceof Conclusion.Clean) || !context.threads.areMany()) {
        return conclusion;
      }
    }
    return conclusion;
  }

  private static Conclusion unknown(String what) {
    return new Conclusion.NotAnalysed(what, Optional.empty(), List.of());
  }

  private static Conclusion refused(Staged staged, String errors) {
    Staged.Fault fault = staged.faults(errors).getFirst();
    return new Conclusion.NotAnalysed(
        "a program that rustc does not compile (" + fault.text() + ")",
        fault.offset().map(o -> new Span(o, o + 1)),
        List.of());
  }

  private static List<String> options(String edition) {
    return List.of(
        "--crate-name=program",
        "--crate-type=bin",
        "--edition=" + edition,
        "--error-format=short",
        "--cap-lints=allow",
        "-Zunpretty=mir",
        "-Zmir-opt-level=0",
        "-Zmir-preserve-ub",
        "-Zmir-emit-retag",
        "-Zmir-include-spans=on",
        "-Zwrite-long-types-to-disk=no",
        "-Cpanic=abort",
        "-Zub-checks=no",
        "-Ztrim-diagnostic-paths=no",
        "-Zmir-enable-passes=-CheckAlignment,-CheckNull,-CheckEnums,+Inline",
        "-Zinline-mir=yes",
        "-Zinline-mir-threshold=" + MUCH,
        "-Zinline-mir-hint-threshold=" + MUCH,
        "-Zinline-mir-forwarder-threshold=" + MUCH);
  }

  private static Sites sites(Staged staged) {
    Map<String, Sites.Told> told = new HashMap<>();
    for (Staged.Scene scene : staged.scenes()) {
      Position at = scene.asm();
      told.put(
          at.line() + ":" + at.column(),
          new Sites.Told(
              scene.site(), scene.closure(), scene.inputs(), scene.outputs(), scene.why()));
    }
    return place -> Optional.ofNullable(told.get(place));
  }
}
