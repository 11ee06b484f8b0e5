package dev.fabula.rust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The installed rustc, asked about many one-line items of a crate that needs no library. */
final class BareRustc {

  private static final String BARE =
      "#![feature(no_core, f16, f128)] #![no_core] #![crate_type = \"lib\"] "
          + "extern crate bare; use bare::*; ";

  private static final String HEADER = BARE + Line.HEADER + "\n";

  private static final List<String> SCALARS =
      List.of(
          "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
          "f16", "f32", "f64", "f128", "bool", "char");

  private final Path folder;
  private final String target;
  private final String features;

  /**
   * Prepares rustc for a target.
   *
   * @param features for {@code -Ctarget-feature}, may be empty
   */
  BareRustc(Path folder, String target, String features) {
    this.folder = folder;
    this.target = target;
    this.features = features;
    Path bare = write("bare.rs", bareLibrary());
    List<String> messages =
        rustc(
            Stream.of(bare.toString(), "--crate-name=bare", "--crate-type=rlib", "--emit=metadata"),
            "-o",
            folder.resolve("libbare.rmeta").toString());
    if (!messages.isEmpty()) {
      throw new IllegalStateException("the bare library does not compile: " + messages);
    }
  }

  /** Skips a test, and says so, unless there is a rustc of the version whose tables we have. */
  static void assumeInstalled() {
    boolean installed = isInstalled();
    if (!installed) {
      System.out.println("skipped: there is no rustc 1.95 to compare with");
    }
    Assumptions.assumeTrue(installed, "no rustc 1.95");
  }

  private static boolean isInstalled() {
    try {
      Process process = new ProcessBuilder("rustc", "--version").redirectErrorStream(true).start();
      String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 && version.startsWith("rustc 1.95.");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The target features that rustc enables. */
  Set<String> features() {
    return cfg("target_feature").collect(Collectors.toCollection(TreeSet::new));
  }

  /** The operating system that rustc compiles for. */
  String system() {
    return cfg("target_os").findFirst().orElseThrow();
  }

  private Stream<String> cfg(String key) {
    String start = key + "=\"";
    return output(command(Stream.of("--print", "cfg"))).stream()
        .filter(l -> l.startsWith(start))
        .map(l -> l.substring(start.length(), l.length() - 1));
  }

  /** The refused lines by index, each with rustc's first message about it. */
  Map<Integer, String> refused(List<String> lines) {
    List<String> left = new ArrayList<>(lines);
    Map<Integer, String> refused = new TreeMap<>();
    // An early phase may hide what a later one has to say of other lines.
    while (true) {
      Map<Integer, String> round = round(left);
      if (round.isEmpty()) {
        return refused;
      }
      round.forEach(refused::putIfAbsent);
      round.keySet().forEach(i -> left.set(i, ""));
    }
  }

  /** The assembly text of items that rustc accepts. */
  String assembly(List<String> lines) throws IOException {
    Path file = write("lines.rs", BARE + "\n" + String.join("\n", lines));
    Path result = folder.resolve("lines.s");
    List<String> messages =
        rustc(
            Stream.of(file.toString(), "--emit=asm", "-O", "--crate-name=lines"),
            "-o",
            result.toString(),
            "--extern",
            "bare=" + folder.resolve("libbare.rmeta"));
    if (!messages.isEmpty()) {
      throw new IllegalStateException("rustc refuses: " + messages);
    }
    return Files.readString(result);
  }

  private Map<Integer, String> round(List<String> lines) {
    Path file = write("lines.rs", HEADER + String.join("\n", lines));
    Map<Integer, String> refused = new TreeMap<>();
    ObjectMapper mapper = new ObjectMapper();
    for (String message :
        rustc(
            Stream.of(file.toString(), "--emit=metadata", "--crate-name=lines"),
            "-o",
            folder.resolve("lines.rmeta").toString(),
            "--extern",
            "bare=" + folder.resolve("libbare.rmeta"))) {
      JsonNode node = mapper.readTree(message);
      if (node.path("level").asString("").equals("error")) {
        for (JsonNode span : node.path("spans")) {
          if (span.path("is_primary").asBoolean()) {
            int line = span.path("line_start").asInt() - 2;
            refused.putIfAbsent(line, node.path("message").asString(""));
          }
        }
      }
    }
    return refused;
  }

  private List<String> rustc(Stream<String> first, String... more) {
    return output(
        command(
            Stream.concat(
                Stream.concat(first, Arrays.stream(more)),
                Stream.of("--error-format=json", "--cap-lints=allow", "-Cpanic=abort"))));
  }

  private List<String> command(Stream<String> arguments) {
    List<String> command = new ArrayList<>(List.of("rustc", "--edition=2021"));
    command.add("--target=" + target);
    if (!features.isEmpty()) {
      command.add("-Ctarget-feature=" + features);
    }
    arguments.forEach(command::add);
    return command;
  }

  /** Standard output and error, without the warnings about unstable features. */
  private static List<String> output(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("RUSTC_BOOTSTRAP", "1");
    try {
      Process process = builder.start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return text.lines().filter(l -> !l.contains("\"level\":\"warning\"")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bareLibrary() {
    StringBuilder vectors = new StringBuilder();
    for (String lane : List.of("i8", "i16", "i32", "i64", "f16", "f32", "f64")) {
      for (int bits : new int[] {64, 128, 256, 512}) {
        int lanes = bits / Integer.parseInt(lane.substring(1));
        vectors.append(
            "#[repr(simd)] pub struct %1$sx%2$d([%1$s; %2$d]); impl Copy for %1$sx%2$d {}\n"
                .formatted(lane, lanes));
      }
    }
    return """
    #![feature(no_core, lang_items, rustc_attrs, decl_macro, auto_traits, f16, f128, repr_simd)]
    #![allow(internal_features, non_camel_case_types)]
    #![no_core]
    #[lang = "pointee_sized"] pub trait PointeeSized {}
    #[lang = "meta_sized"] pub trait MetaSized: PointeeSized {}
    #[lang = "sized"] pub trait Sized: MetaSized {}
    #[lang = "copy"] pub trait Copy {}
    #[lang = "sync"] pub trait Sync {}
    #[lang = "freeze"] pub unsafe auto trait Freeze {}
    macro_rules! plain { ($($t:ty)*) => { $(impl Copy for $t {} impl Sync for $t {})* } }
    plain! { %s }
    impl<T: PointeeSized> Copy for *const T {}
    impl<T: PointeeSized> Copy for *mut T {}
    impl<'a, T: PointeeSized> Copy for &'a T {}
    impl<T: Copy, const N: usize> Copy for [T; N] {}
    #[lang = "maybe_uninit"]
    pub union MaybeUninit<T: Copy> { uninit: (), value: ManuallyDrop<T> }
    impl<T: Copy> Copy for MaybeUninit<T> {}
    #[lang = "manually_drop"] #[repr(transparent)] pub struct ManuallyDrop<T> { value: T }
    impl<T: Copy> Copy for ManuallyDrop<T> {}
    #[rustc_builtin_macro] pub macro asm() {}
    #[rustc_builtin_macro] pub macro global_asm() {}
    #[rustc_builtin_macro] pub macro naked_asm() {}
    %s
    """
        .formatted(String.join(" ", SCALARS), vectors);
  }
}
