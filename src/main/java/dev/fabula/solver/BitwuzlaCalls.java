package dev.fabula.solver;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * Bitwuzla's C interface (include/bitwuzla/c/bitwuzla.h), pointers as numbers.
 *
 * <p>An error that the library reports is thrown as {@link IllegalStateException} by the call that
 * caused it, provided {@link #begin} was called on the thread: without that the library would end
 * the process.
 */
final class BitwuzlaCalls {
  private static final Linker LINKER = Linker.nativeLinker();

  private final BitwuzlaCallbacks callbacks = new BitwuzlaCallbacks(LINKER);
  private final MethodHandle setAbortCallback;
  private final MethodHandle setTerminationCallback;
  private final MethodHandle managerNew;
  private final MethodHandle managerDelete;
  private final MethodHandle optionsNew;
  private final MethodHandle optionsDelete;
  private final MethodHandle setOption;
  private final MethodHandle solverNew;
  private final MethodHandle solverDelete;
  private final MethodHandle vectorSort;
  private final MethodHandle arraySort;
  private final MethodHandle functionSort;
  private final MethodHandle unknown;
  private final MethodHandle number;
  private final MethodHandle term;
  private final MethodHandle indexedTerm;
  private final MethodHandle require;
  private final MethodHandle check;
  private final MethodHandle value;
  private final MethodHandle digits;
  private final MethodHandle kindName;

  BitwuzlaCalls(SymbolLookup symbols) {
    MemoryLayout p = JAVA_LONG;
    setAbortCallback = action(symbols, "set_abort_callback", p);
    setTerminationCallback = action(symbols, "set_termination_callback", p, p, p);
    managerNew = function(symbols, "term_manager_new", p);
    managerDelete = action(symbols, "term_manager_delete", p);
    optionsNew = function(symbols, "options_new", p);
    optionsDelete = action(symbols, "options_delete", p);
    setOption = action(symbols, "set_option", p, JAVA_INT, JAVA_LONG);
    solverNew = function(symbols, "new", p, p, p);
    solverDelete = action(symbols, "delete", p);
    vectorSort = function(symbols, "mk_bv_sort", p, p, JAVA_LONG);
    arraySort = function(symbols, "mk_array_sort", p, p, p, p);
    functionSort = function(symbols, "mk_fun_sort", p, p, JAVA_LONG, p, p);
    unknown = function(symbols, "mk_const", p, p, p, p);
    number = function(symbols, "mk_bv_value", p, p, p, p, JAVA_BYTE);
    term = function(symbols, "mk_term", p, p, JAVA_INT, JAVA_INT, p);
    indexedTerm = function(symbols, "mk_term_indexed", p, p, JAVA_INT, JAVA_INT, p, JAVA_INT, p);
    require = action(symbols, "assert", p, p);
    check = function(symbols, "check_sat", JAVA_INT, p);
    value = function(symbols, "get_value", p, p, p);
    digits = function(symbols, "term_value_get_str_fmt", p, p, JAVA_BYTE);
    kindName = function(symbols, "kind_to_string", p, JAVA_INT);
  }

  private static MethodHandle action(
      SymbolLookup symbols, String name, MemoryLayout... parameters) {
    return handle(symbols, name, FunctionDescriptor.ofVoid(parameters));
  }

  private static MethodHandle function(
      SymbolLookup symbols, String name, MemoryLayout result, MemoryLayout... parameters) {
    return handle(symbols, name, FunctionDescriptor.of(result, parameters));
  }

  private static MethodHandle handle(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
    MemorySegment symbol =
        symbols
            .find("bitwuzla_" + name)
            .orElseThrow(() -> new UnsatisfiedLinkError("no symbol bitwuzla_" + name));
    return LINKER.downcallHandle(symbol, descriptor);
  }

  /** Makes errors on this thread exceptions. */
  void begin() {
    callbacks.clear();
    call(() -> {
      setAbortCallback.invokeExact(callbacks.abort());
    });
  }

  /** Lets checks of a solver end when the thread's deadline has passed or it is interrupted. */
  void limit(long solver, long nanoTime) {
    callbacks.deadline(nanoTime);
    call(() -> {
      setTerminationCallback.invokeExact(solver, callbacks.poll(), 0L);
    });
  }

  long managerNew() {
    return result(() -> (long) managerNew.invokeExact());
  }

  void managerDelete(long manager) {
    call(() -> {
      managerDelete.invokeExact(manager);
    });
  }

  long optionsNew() {
    return result(() -> (long) optionsNew.invokeExact());
  }

  void optionsDelete(long options) {
    call(() -> {
      optionsDelete.invokeExact(options);
    });
  }

  void setOption(long options, int option, long to) {
    call(() -> {
      setOption.invokeExact(options, option, to);
    });
  }

  long solverNew(long manager, long options) {
    return result(() -> (long) solverNew.invokeExact(manager, options));
  }

  void solverDelete(long solver) {
    call(() -> {
      solverDelete.invokeExact(solver);
    });
  }

  long vectorSort(long manager, long width) {
    return result(() -> (long) vectorSort.invokeExact(manager, width));
  }

  long arraySort(long manager, long index, long element) {
    return result(() -> (long) arraySort.invokeExact(manager, index, element));
  }

  long functionSort(long manager, long arity, long domain, long codomain) {
    return result(() -> (long) functionSort.invokeExact(manager, arity, domain, codomain));
  }

  long unknown(long manager, long sort, long name) {
    return result(() -> (long) unknown.invokeExact(manager, sort, name));
  }

  long number(long manager, long sort, long digits, int base) {
    return result(() -> (long) number.invokeExact(manager, sort, digits, (byte) base));
  }

  long term(long manager, BitwuzlaKind kind, int count, long arguments) {
    return result(() -> (long) term.invokeExact(manager, kind.number(), count, arguments));
  }

  long indexedTerm(long manager, BitwuzlaKind kind, long arguments, int indexCount, long indexes) {
    return result(() ->
        (long) indexedTerm.invokeExact(manager, kind.number(), 1, arguments, indexCount, indexes));
  }

  void require(long solver, long truth) {
    call(() -> {
      require.invokeExact(solver, truth);
    });
  }

  /** 10 for satisfiable, 20 for unsatisfiable, 0 for unknown. */
  int check(long solver) {
    int[] answer = {0};
    call(() -> answer[0] = (int) check.invokeExact(solver));
    return answer[0];
  }

  long value(long solver, long vector) {
    return result(() -> (long) value.invokeExact(solver, vector));
  }

  String digits(long number, int base) {
    return string(result(() -> (long) digits.invokeExact(number, (byte) base)));
  }

  String kindName(int kind) {
    return string(result(() -> (long) kindName.invokeExact(kind)));
  }

  private static String string(long address) {
    return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
  }

  private interface Action {
    void run() throws Throwable;
  }

  private interface Function {
    long run() throws Throwable;
  }

  private void call(Action action) {
    try {
      action.run();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    callbacks.throwError();
  }

  private long result(Function function) {
    long result;
    try {
      result = function.run();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (result == 0) {
      callbacks.throwError();
      throw new IllegalStateException("Bitwuzla returned nothing");
    }
    return result;
  }
}
