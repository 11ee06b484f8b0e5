package dev.fabula.solver;

import dev.fabula.term.Op;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One query to Bitwuzla, with a term manager of its own; expressions are native addresses. */
final class BitwuzlaSession implements Session<Long> {
  private static final int PRODUCE_MODELS = 1;
  private static final int SAT = 10;
  private static final int UNSAT = 20;

  private final BitwuzlaCalls calls;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment arguments = arena.allocate(ValueLayout.JAVA_LONG, 3);
  private final long manager;
  private final long options;
  private final long solver;
  private final Map<Integer, Long> sorts = new HashMap<>();
  private final Map<String, Long> functions = new HashMap<>();
  private String reason = "";

  BitwuzlaSession(BitwuzlaCalls calls) {
    this.calls = calls;
    calls.begin();
    manager = calls.managerNew();
    options = calls.optionsNew();
    calls.setOption(options, PRODUCE_MODELS, 1);
    solver = calls.solverNew(manager, options);
  }

  private long sort(int width) {
    return sorts.computeIfAbsent(width, each -> calls.vectorSort(manager, each));
  }

  private long term(BitwuzlaKind kind, long... operands) {
    for (int i = 0; i < operands.length; i++) {
      arguments.setAtIndex(ValueLayout.JAVA_LONG, i, operands[i]);
    }
    return calls.term(manager, kind, operands.length, arguments.address());
  }

  private long indexed(BitwuzlaKind kind, long operand, long... indexes) {
    arguments.setAtIndex(ValueLayout.JAVA_LONG, 0, operand);
    for (int i = 0; i < indexes.length; i++) {
      arguments.setAtIndex(ValueLayout.JAVA_LONG, i + 1, indexes[i]);
    }
    long address = arguments.address();
    return calls.indexedTerm(
        manager, kind, address, indexes.length, address + ValueLayout.JAVA_LONG.byteSize());
  }

  private long list(List<Long> values) {
    MemorySegment list = arena.allocate(ValueLayout.JAVA_LONG, values.size());
    for (int i = 0; i < values.size(); i++) {
      list.setAtIndex(ValueLayout.JAVA_LONG, i, values.get(i));
    }
    return list.address();
  }

  private long unknown(long sort, String name) {
    return calls.unknown(manager, sort, arena.allocateFrom(name).address());
  }

  @Override
  public Long constant(BigInteger value, int width) {
    long digits = arena.allocateFrom(value.toString(16)).address();
    return calls.number(manager, sort(width), digits, 16);
  }

  @Override
  public Long variable(String name, int width) {
    return unknown(sort(width), name);
  }

  @Override
  public Long memory(String name, int addressWidth) {
    return unknown(calls.arraySort(manager, sort(addressWidth), sort(8)), name);
  }

  @Override
  public Long apply(String function, int width, List<Long> operands, List<Integer> operandWidths) {
    long symbol = functions.computeIfAbsent(function, name -> declare(name, width, operandWidths));
    List<Long> all = new ArrayList<>();
    all.add(symbol);
    all.addAll(operands);
    return calls.term(manager, BitwuzlaKind.APPLY, all.size(), list(all));
  }

  private long declare(String name, int width, List<Integer> operandWidths) {
    long domain = list(operandWidths.stream().map(this::sort).toList());
    long sort = calls.functionSort(manager, operandWidths.size(), domain, sort(width));
    return unknown(sort, name);
  }

  @Override
  public Long not(Long vector) {
    return term(BitwuzlaKind.BV_NOT, vector);
  }

  @Override
  public Long binary(Op op, Long a, Long b) {
    return term(BitwuzlaKind.of(op), a, b);
  }

  @Override
  public Long extract(Long vector, int high, int low) {
    return indexed(BitwuzlaKind.BV_EXTRACT, vector, high, low);
  }

  @Override
  public Long concat(Long high, Long low) {
    return term(BitwuzlaKind.BV_CONCAT, high, low);
  }

  @Override
  public Long signExtend(Long vector, int by) {
    return indexed(BitwuzlaKind.BV_SIGN_EXTEND, vector, by);
  }

  @Override
  public Long compare(Op op, Long a, Long b) {
    return term(BitwuzlaKind.of(op), a, b);
  }

  @Override
  public Long negation(Long truth) {
    return term(BitwuzlaKind.NOT, truth);
  }

  @Override
  public Long logical(Op op, Long a, Long b) {
    return term(op == Op.AND ? BitwuzlaKind.AND : BitwuzlaKind.XOR, a, b);
  }

  @Override
  public Long isOne(Long vector) {
    return term(BitwuzlaKind.EQUAL, vector, constant(BigInteger.ONE, 1));
  }

  @Override
  public Long bit(Long truth) {
    return ite(truth, constant(BigInteger.ONE, 1), constant(BigInteger.ZERO, 1));
  }

  @Override
  public Long ite(Long truth, Long then, Long otherwise) {
    return term(BitwuzlaKind.ITE, truth, then, otherwise);
  }

  @Override
  public Long select(Long memory, Long address) {
    return term(BitwuzlaKind.SELECT, memory, address);
  }

  @Override
  public Long store(Long memory, Long address, Long octet) {
    return term(BitwuzlaKind.STORE, memory, address, octet);
  }

  @Override
  public void require(Long truth) {
    calls.require(solver, truth);
  }

  @Override
  public Result check(Duration limit) {
    calls.limit(solver, System.nanoTime() + limit.toNanos());
    int result = calls.check(solver);
    reason =
        Thread.currentThread().isInterrupted()
            ? "Bitwuzla was interrupted"
            : "Bitwuzla found no answer in " + limit.toMillis() + " ms";
    return result == SAT
        ? Result.SATISFIABLE
        : result == UNSAT ? Result.UNSATISFIABLE : Result.UNKNOWN;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public BigInteger value(Long vector) {
    return new BigInteger(calls.digits(calls.value(solver, vector), 2), 2);
  }

  @Override
  public void close() {
    calls.solverDelete(solver);
    calls.optionsDelete(options);
    calls.managerDelete(manager);
    arena.close();
  }
}
