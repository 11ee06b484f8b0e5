package dev.fabula.machine;

import dev.fabula.source.Position;
import dev.fabula.source.SourceFile;
import dev.fabula.source.Span;
import dev.fabula.story.Staged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the end of a run into what is told of it, with places in the file. */
final class Conclusions {

  private static final int PANIC = 101;
  private static final Pattern PRINTED =
      Pattern.compile("(?:scope (\\d+) at )?(.*?):(\\d+):(\\d+): (\\d+):(\\d+)");

  private final Context context;
  private final Staged staged;
  private final SourceFile file;

  Conclusions(Context context, Staged staged, SourceFile file) {
    this.context = context;
    this.staged = staged;
    this.file = file;
  }

  Conclusion of(Ending ending) {
    String output = context.output.toString();
    long steps = context.interpreter.steps();
    return switch (ending) {
      case Ending.Exit(int status) -> new Conclusion.Clean(Optional.empty(), status, output, steps);
      case Ending.Panic(String message, var spot) ->
          new Conclusion.Clean(
              Optional.of("it panics" + at(spot) + ": " + message), PANIC, output, steps);
      case Ending.Undefined(String message, var spot, var remarks) -> {
        List<Conclusion.Step> trail = new ArrayList<>();
        remarks.forEach(
            r -> trail.add(new Conclusion.Step(r.text(), r.spot().flatMap(this::span))));
        boolean story = context.machine.storyCall != null;
        yield new Conclusion.Undefined(message, spot.flatMap(this::span), story, trail, output);
      }
      case Ending.Unknown(String what, var spot) ->
          new Conclusion.NotAnalysed(
              what + " has no meaning here", spot.flatMap(this::span), helps(what));
      case Ending.Endless(long limit, var spot) ->
          new Conclusion.NotAnalysed(
              "it makes more than " + limit + " steps",
              spot.flatMap(this::span),
              List.of("`--steps N` allows more of them"));
    };
  }

  private static List<String> helps(String what) {
    return what.equals("an asm statement without story")
        ? List.of(
            "write a comment `// story: …` above it that says in Rust what it does,"
                + " or let `fabula tell --write` do it")
        : List.of();
  }

  private String at(Optional<Spot> spot) {
    return spot.flatMap(this::span).map(s -> " at " + file.position(s.start())).orElse("");
  }

  /**
   * The place in the file; for what a macro of another crate wrote that of what is nearest to it.
   */
  private Optional<Span> span(Spot spot) {
    Optional<Span> found = exact(spot);
    for (int i = spot.index() - 1; found.isEmpty() && i >= 0; i--) {
      found = exact(new Spot(spot.code(), spot.block(), i));
    }
    int last = spot.code().body().blocks().get(spot.block()).places().size();
    for (int i = spot.index() + 1; found.isEmpty() && i < last; i++) {
      found = exact(new Spot(spot.code(), spot.block(), i));
    }
    return found;
  }

  /** The place in the file, or where what is inlined there was called from it. */
  private Optional<Span> exact(Spot spot) {
    Matcher matcher = PRINTED.matcher(spot.printed());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Span> here = span(matcher);
    if (here.isPresent() || matcher.group(1) == null) {
      return here;
    }
    for (String call : spot.code().calls(Integer.parseInt(matcher.group(1)))) {
      Matcher caller = PRINTED.matcher(call);
      Optional<Span> there = caller.matches() ? span(caller) : Optional.empty();
      if (there.isPresent()) {
        return there;
      }
    }
    return Optional.empty();
  }

  private Optional<Span> span(Matcher place) {
    if (!place.group(2).equals("<anon>")) {
      return Optional.empty();
    }
    Optional<Integer> start = source(place.group(3), place.group(4));
    Optional<Integer> end = source(place.group(5), place.group(6));
    return start.map(s -> new Span(s, Math.max(s, end.orElse(s))));
  }

  private Optional<Integer> source(String line, String column) {
    return staged.source(new Position(Integer.parseInt(line), Integer.parseInt(column)));
  }
}
