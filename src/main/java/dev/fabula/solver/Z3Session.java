package dev.fabula.solver;

import com.microsoft.z3.ArrayExpr;
import com.microsoft.z3.ArraySort;
import com.microsoft.z3.BitVecExpr;
import com.microsoft.z3.BitVecNum;
import com.microsoft.z3.BitVecSort;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Sort;
import com.microsoft.z3.Status;
import dev.fabula.term.Op;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One query to Z3, with a context of its own. */
final class Z3Session implements Session<Expr<?>> {
  private final Context context = new Context();
  private final Solver solver = context.mkSolver();
  private @Nullable Model model;
  private String reason = "";

  Z3Session() {}

  private static BitVecExpr vector(Expr<?> expression) {
    return (BitVecExpr) expression;
  }

  private static BoolExpr truth(Expr<?> expression) {
    return (BoolExpr) expression;
  }

  @SuppressWarnings("unchecked") // all arrays here are from addresses to bytes
  private static ArrayExpr<BitVecSort, BitVecSort> array(Expr<?> expression) {
    return (ArrayExpr<BitVecSort, BitVecSort>) expression;
  }

  @Override
  public Expr<?> constant(BigInteger value, int width) {
    return context.mkBV(value.toString(), width);
  }

  @Override
  public Expr<?> variable(String name, int width) {
    return context.mkFreshConst(name, context.mkBitVecSort(width));
  }

  @Override
  public Expr<?> memory(String name, int addressWidth) {
    ArraySort<BitVecSort, BitVecSort> sort =
        context.mkArraySort(context.mkBitVecSort(addressWidth), context.mkBitVecSort(8));
    return context.mkFreshConst(name, sort);
  }

  @Override
  public Expr<?> apply(
      String function, int width, List<Expr<?>> arguments, List<Integer> argumentWidths) {
    Sort[] domain = argumentWidths.stream().map(context::mkBitVecSort).toArray(Sort[]::new);
    FuncDecl<BitVecSort> declaration =
        context.mkFuncDecl(function, domain, context.mkBitVecSort(width));
    return context.mkApp(declaration, arguments.toArray(new Expr<?>[0]));
  }

  @Override
  public Expr<?> not(Expr<?> expression) {
    return context.mkBVNot(vector(expression));
  }

  @Override
  public Expr<?> binary(Op op, Expr<?> first, Expr<?> second) {
    BitVecExpr a = vector(first);
    BitVecExpr b = vector(second);
    return switch (op) {
      case AND -> context.mkBVAND(a, b);
      case XOR -> context.mkBVXOR(a, b);
      case ADD -> context.mkBVAdd(a, b);
      case MUL -> context.mkBVMul(a, b);
      case UDIV -> context.mkBVUDiv(a, b);
      case UREM -> context.mkBVURem(a, b);
      case SDIV -> context.mkBVSDiv(a, b);
      case SREM -> context.mkBVSRem(a, b);
      case SHL -> context.mkBVSHL(a, b);
      case LSHR -> context.mkBVLSHR(a, b);
      case ASHR -> context.mkBVASHR(a, b);
      default -> throw new IllegalArgumentException(op + " is no binary operator");
    };
  }

  @Override
  public Expr<?> extract(Expr<?> expression, int high, int low) {
    return context.mkExtract(high, low, vector(expression));
  }

  @Override
  public Expr<?> concat(Expr<?> high, Expr<?> low) {
    return context.mkConcat(vector(high), vector(low));
  }

  @Override
  public Expr<?> signExtend(Expr<?> expression, int by) {
    return context.mkSignExt(by, vector(expression));
  }

  @Override
  public Expr<?> compare(Op op, Expr<?> a, Expr<?> b) {
    return switch (op) {
      case EQ -> context.mkEq(a, b);
      case ULT -> context.mkBVULT(vector(a), vector(b));
      case SLT -> context.mkBVSLT(vector(a), vector(b));
      default -> throw new IllegalArgumentException(op + " is no comparison");
    };
  }

  @Override
  public Expr<?> negation(Expr<?> expression) {
    return context.mkNot(truth(expression));
  }

  @Override
  public Expr<?> logical(Op op, Expr<?> a, Expr<?> b) {
    return op == Op.AND ? context.mkAnd(truth(a), truth(b)) : context.mkXor(truth(a), truth(b));
  }

  @Override
  public Expr<?> isOne(Expr<?> expression) {
    return context.mkEq(expression, context.mkBV(1, 1));
  }

  @Override
  public Expr<?> bit(Expr<?> expression) {
    return context.mkITE(truth(expression), context.mkBV(1, 1), context.mkBV(0, 1));
  }

  @Override
  public Expr<?> ite(Expr<?> condition, Expr<?> then, Expr<?> otherwise) {
    return context.mkITE(truth(condition), then, otherwise);
  }

  @Override
  public Expr<?> select(Expr<?> memory, Expr<?> address) {
    return context.mkSelect(array(memory), vector(address));
  }

  @Override
  public Expr<?> store(Expr<?> memory, Expr<?> address, Expr<?> octet) {
    return context.mkStore(array(memory), vector(address), vector(octet));
  }

  @Override
  @SuppressWarnings("unchecked") // an array of one for the varargs of add
  public void require(Expr<?> expression) {
    solver.add(truth(expression));
  }

  @Override
  public Result check(Duration limit) {
    Params parameters = context.mkParams();
    parameters.add("timeout", Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE));
    solver.setParameters(parameters);
    Status status = solver.check();
    if (status == Status.SATISFIABLE) {
      model = solver.getModel();
      return Result.SATISFIABLE;
    }
    reason = "Z3 found no answer in " + limit.toMillis() + " ms";
    return status == Status.UNSATISFIABLE ? Result.UNSATISFIABLE : Result.UNKNOWN;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public BigInteger value(Expr<?> expression) {
    if (model == null) {
      throw new IllegalStateException("there is no model");
    }
    return ((BitVecNum) model.eval(expression, true)).getBigInteger();
  }

  @Override
  public void close() {
    context.close();
  }
}
