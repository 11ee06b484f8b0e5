package dev.fabula.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a function that runs. */
final class Frame {

  final Code code;
  final @Nullable Frame caller;
  private final Machine machine;
  private final @Nullable Allocation[] locals;
  private final List<Tag> guarded = new ArrayList<>();

  /** Where the result goes; null if nobody wants it. */
  @Nullable Place result;

  /** The caller's block where it goes on; -1 if a run ends with this call. */
  int next = -1;

  /** Whether its locals outlast it, as those of a constant do. */
  boolean keep;

  int block;
  int index;

  /** The site whose story this is, if it is one. */
  Optional<StoryCall> story = Optional.empty();

  Frame(Machine machine, Code code, @Nullable Frame caller) {
    this.machine = machine;
    this.code = code;
    this.caller = caller;
    this.locals = new Allocation[code.locals()];
  }

  /** The memory of a local. */
  Allocation local(int number) throws Halt {
    Allocation known = locals[number];
    if (known == null) {
      known = make(number);
      locals[number] = known;
    }
    return known;
  }

  private Allocation make(int number) throws Halt {
    Ty ty = code.ty(number);
    if (!ty.isSized()) {
      throw Halt.unknown("a variable of an unsized type");
    }
    Allocation allocation =
        machine.allocate(Allocation.Kind.LOCAL, code.local(number), ty.size(), ty.align());
    allocation.bornAt(spot());
    return allocation;
  }

  /** The start of a local's memory, which then holds nothing. */
  void start(int number) throws Halt {
    stop(number);
  }

  /** The end of a local's memory. */
  void stop(int number) throws Halt {
    if (keep) {
      return;
    }
    Allocation known = locals[number];
    if (known == null) {
      return;
    }
    if (known.treeIfAny() == null && !known.hasAddress()) {
      known.clear();
      return;
    }
    machine.end(known, spot());
    locals[number] = null;
  }

  Spot spot() {
    return new Spot(code, block, index);
  }

  /** Takes a value of the caller as the bits that it is. */
  void take(Value value, Place to, Frame from) throws Halt {
    int size = value.ty().size();
    if (value.literal()) {
      machine.setBits(to, size, value.bits());
      return;
    }
    Place source = machine.access(value.place().at(from), size, false);
    if (source.allocation != null && to.allocation != null) {
      to.allocation.copy(source.allocation, (int) source.offset, (int) to.offset, size);
    }
  }

  void guard(Tag tag) {
    guarded.add(tag);
  }

  /** What happens at the end, before the result is taken. */
  void release() throws Halt {
    for (Tag tag : guarded) {
      if (tag.allocation().isLive()) {
        machine.finish(tag, spot());
      }
    }
    guarded.forEach(BorrowTree::release);
    guarded.clear();
  }

  /** The end of all locals. */
  void end() throws Halt {
    if (keep) {
      keep();
      return;
    }
    for (int i = 0; i < locals.length; i++) {
      stop(i);
    }
  }

  /** The locals that it leaves as what a constant points to. */
  private void keep() {
    for (Allocation local : locals) {
      if (local != null) {
        local.freeze();
      }
    }
  }

  void markLive() {
    for (Allocation local : locals) {
      if (local != null) {
        local.markLive();
      }
    }
    for (Tag tag : guarded) {
      tag.live = true;
    }
  }
}
