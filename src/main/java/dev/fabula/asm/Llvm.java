package dev.fabula.asm;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** LLVM's C interface, as far as the assembler and the disassembler need it. */
final class Llvm {
  /** What LLVM calls back, on the thread that called LLVM. */
  interface Listener {
    /** A diagnostic; severity 0 error, 1 warning, 2 remark, 3 note; the text costs time to get. */
    void diagnostic(int severity, Supplier<String> description);

    /** LLVM cannot go on; it ends the process if this returns. */
    void fatal(String reason);
  }

  private static final SymbolLookup LIBRARY = load();
  private static final Set<String> READY = ConcurrentHashMap.newKeySet();

  static final NativeFunction CONTEXT_CREATE = find("LLVMContextCreate", 0);
  static final NativeFunction CONTEXT_DISPOSE = find("LLVMContextDispose", 1);
  static final NativeFunction SET_HANDLER = find("LLVMContextSetDiagnosticHandler", 3);
  static final NativeFunction MODULE_CREATE = find("LLVMModuleCreateWithNameInContext", 2);
  static final NativeFunction MODULE_DISPOSE = find("LLVMDisposeModule", 1);
  static final NativeFunction SET_TARGET = find("LLVMSetTarget", 2);
  static final NativeFunction SET_ASM = find("LLVMSetModuleInlineAsm2", 3);
  static final NativeFunction EMIT = find("LLVMTargetMachineEmitToMemoryBuffer", 5);
  static final NativeFunction BUFFER_START = find("LLVMGetBufferStart", 1);
  static final NativeFunction BUFFER_SIZE = find("LLVMGetBufferSize", 1);
  static final NativeFunction BUFFER_DISPOSE = find("LLVMDisposeMemoryBuffer", 1);
  static final NativeFunction TARGET_OF_TRIPLE = find("LLVMGetTargetFromTriple", 3);
  static final NativeFunction MACHINE_CREATE = find("LLVMCreateTargetMachine", 7);
  static final NativeFunction MESSAGE_DISPOSE = find("LLVMDisposeMessage", 1);

  static final NativeFunction DISASSEMBLE = find("LLVMDisasmInstruction", 6);
  static final NativeFunction SET_DISASSEMBLER_OPTIONS = find("LLVMSetDisasmOptions", 2);

  /** A stream that swallows everything, as a C++ {@code raw_ostream}. */
  static final long NULL_STREAM = find("_ZN4llvm5nullsEv", 0).call();

  private static final NativeFunction SEVERITY = find("LLVMGetDiagInfoSeverity", 1);
  private static final NativeFunction DESCRIPTION = find("LLVMGetDiagInfoDescription", 1);

  /** The one diagnostic handler of every context. */
  static final long DIAGNOSTIC_HANDLER =
      callback("diagnosed", MethodType.methodType(void.class, long.class, long.class));

  static {
    long fatal = callback("died", MethodType.methodType(void.class, long.class));
    find("LLVMInstallFatalErrorHandler", 1).call(fatal);
    leaveOutCodeGeneration();
  }

  /**
   * Of code generation only the last step, the printing of module assembly, has anything to do
   * here: setting up all passes before it took four fifths of the time of a text. The pass named is
   * one that is never run.
   */
  private static void leaveOutCodeGeneration() {
    try (Arena arena = Arena.ofConfined()) {
      long arguments = arena.allocate(16, 8).address();
      NativeMemory.putI64(arguments, text(arena, "fabula"));
      NativeMemory.putI64(arguments + 8, text(arena, "-start-after=machineverifier"));
      find("LLVMParseCommandLineOptions", 3).call(2, arguments, 0);
    }
  }

  private Llvm() {}

  private static SymbolLookup load() {
    String folder = System.getProperty("fabula.natives", "target/natives");
    Path library = Path.of(folder, "libLLVM.so").toAbsolutePath();
    if (!Files.exists(library)) {
      throw new IllegalStateException(library + " is missing; build the project first");
    }
    return SymbolLookup.libraryLookup(library, Arena.global());
  }

  static NativeFunction find(String name, int arity) {
    return NativeFunction.find(LIBRARY, name, arity);
  }

  private static long callback(String method, MethodType type) {
    try {
      var target = MethodHandles.lookup().findStatic(Llvm.class, method, type);
      return NativeFunction.callback(target, type.parameterCount()).address();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Makes the back end of the architecture available; cheap if it already is. */
  static void prepare(Architecture architecture) {
    if (READY.contains(architecture.backend())) {
      return;
    }
    synchronized (READY) {
      for (String part : PARTS) {
        find("LLVMInitialize" + architecture.backend() + part, 0).call();
      }
      READY.add(architecture.backend());
    }
  }

  private static final String[] PARTS = {
    "TargetInfo", "Target", "TargetMC", "AsmPrinter", "AsmParser", "Disassembler"
  };

  /** A new target machine, owned by the calling thread. */
  static long machine(Architecture architecture, Mode mode) {
    prepare(architecture);
    try (Arena arena = Arena.ofConfined()) {
      long triple = text(arena, architecture.triple(mode));
      long out = arena.allocate(16, 8).address();
      if ((TARGET_OF_TRIPLE.call(triple, out, out + 8) & 0xffffffffL) != 0) {
        throw new IllegalStateException(NativeMemory.string(NativeMemory.i64(out + 8)));
      }
      long cpu = text(arena, architecture.cpu(mode));
      long features = text(arena, architecture.features(mode));
      long target = NativeMemory.i64(out);
      return MACHINE_CREATE.call(target, triple, cpu, features, NO_OPTIMISATION, PIC, MODEL);
    }
  }

  /** A new disassembler context, which lives for ever. */
  static long disassembler(Architecture architecture, Mode mode) {
    prepare(architecture);
    Arena arena = Arena.global();
    long triple = text(arena, architecture.triple(mode));
    long cpu = text(arena, architecture.cpu(mode));
    long features = text(arena, architecture.features(mode));
    long context = find("LLVMCreateDisasmCPUFeatures", 7).call(triple, cpu, features, 0, 0, 0, 0);
    if (context == 0) {
      throw new IllegalStateException("LLVM has no disassembler for " + architecture);
    }
    return context;
  }

  /** True if the library is of the release. */
  static boolean isVersion(int major, int minor) {
    long out = Arena.global().allocate(16, 4).address();
    find("LLVMGetVersion", 3).call(out, out + 4, out + 8);
    return NativeMemory.i32(out) == major && NativeMemory.i32(out + 4) == minor;
  }

  private static final long NO_OPTIMISATION = 0;
  private static final long PIC = 2;
  private static final long MODEL = 0;
  private static final long OBJECT_FILE = 1;

  /** Makes the text the module's assembly. */
  static void setAssembly(Arena arena, long module, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long address = arena.allocate(bytes.length + 1L).address();
    NativeMemory.put(address, bytes);
    SET_ASM.call(module, address, bytes.length);
  }

  /** The module's object file; what went wrong comes to the listener. */
  static byte[] emit(Arena arena, long machine, long module) {
    long out = arena.allocate(16, 8).address();
    long failed = EMIT.call(machine, module, OBJECT_FILE, out, out + 8) & 0xffffffffL;
    if (failed != 0) {
      throw new IllegalStateException(NativeMemory.string(NativeMemory.i64(out)));
    }
    long buffer = NativeMemory.i64(out + 8);
    byte[] object = NativeMemory.bytes(BUFFER_START.call(buffer), BUFFER_SIZE.call(buffer));
    BUFFER_DISPOSE.call(buffer);
    return object;
  }

  /** A copy of the text in native memory, ended by a zero byte, that lives as long as the arena. */
  static long text(Arena arena, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long address = arena.allocate(bytes.length + 1L).address();
    NativeMemory.put(address, bytes);
    return address;
  }

  /** An upcall: whatever happens here, nothing may be thrown into native frames. */
  @SuppressWarnings({"unused", "CatchingUnchecked"})
  private static void diagnosed(long info, long ignored) {
    try {
      if (Thread.currentThread() instanceof Listener listener) {
        listener.diagnostic((int) SEVERITY.call(info), () -> description(info));
      }
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  private static String description(long info) {
    long message = DESCRIPTION.call(info);
    String description = NativeMemory.string(message);
    MESSAGE_DISPOSE.call(message);
    return description;
  }

  /** An upcall that does not return where the thread can be given up. */
  @SuppressWarnings({"unused", "CatchingUnchecked"})
  private static void died(long reason) {
    try {
      if (Thread.currentThread() instanceof Listener listener) {
        listener.fatal(NativeMemory.string(reason));
      }
    } catch (Throwable thrown) {
      report(thrown);
    }
  }

  private static void report(Throwable thrown) {
    Thread current = Thread.currentThread();
    current.getUncaughtExceptionHandler().uncaughtException(current, thrown);
  }
}
