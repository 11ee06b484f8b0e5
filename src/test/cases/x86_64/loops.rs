//@ target: x86_64-unknown-linux-gnu
//! Loops, and jumps in and out of them.
use core::arch::asm;

pub unsafe fn loops(a: u64, b: u64, n: u64, p: *mut u64) {
    let mut r: u64;
    // verdict: holds | known weak: bounded, a value is saved in memory around the loop
    asm!("push rbx", "mov rbx, {n}", "2: dec rbx", "jnz 2b", "pop rbx", n = in(reg) n);
    // verdict: holds | known weak: bounded, a value is saved in memory inside the loop
    asm!("2: push rbx", "mov ebx, 5", "pop rbx", "dec {n}", "jnz 2b", n = inout(reg) n => _);
    // verdict: broken(stack-pointer-changed)
    asm!("2: push {x}", "dec {n}", "jnz 2b", x = in(reg) a, n = inout(reg) n => _);
    // verdict: holds | known weak: bounded, the stack pointer moves in the loop
    asm!("mov {t}, rsp", "2: push {x}", "dec {n}", "jnz 2b", "mov rsp, {t}", x = in(reg) a, n = inout(reg) n => _, t = out(reg) _);
    // verdict: broken(register-not-declared)
    asm!("jmp 3f", "2: inc r12", "3: dec {n}", "jnz 2b", n = inout(reg) n => _);
    // verdict: holds | known weak: bounded, a value is saved in memory around the loop
    asm!("push r12", "jmp 3f", "2: inc r12", "3: dec {n}", "jnz 2b", "pop r12", n = inout(reg) n => _);
    // verdict: holds
    asm!("2: add {x}, 3", "loop 2b", x = inout(reg) a => r, inout("rcx") n => _);
    // verdict: broken(input-modified)
    asm!("2: add {x}, 3", "loop 2b", x = inout(reg) a => r, in("rcx") n);
    // verdict: holds
    asm!("jrcxz 2f", "nop", "2:", in("rcx") n, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("2: mov {t}, {m}", "3: dec {t}", "jnz 3b", "dec {n}", "jnz 2b", t = out(reg) _, m = in(reg) b, n = inout(reg) n => _);
    // verdict: broken(input-modified)
    asm!("2: mov {t}, {m}", "3: dec {t}", "jnz 3b", "dec {m}", "dec {n}", "jnz 2b", t = out(reg) _, m = in(reg) b, n = inout(reg) n => _);
    // verdict: holds
    asm!("clc", "2: mov {t}, [{p}]", "adc [{p}], {t}", "lea {p}, [{p} + 8]", "dec {n}", "jnz 2b", t = out(reg) _, p = inout(reg) p => _, n = inout(reg) n => _, options(nostack));
    // verdict: broken(undefined-flag-read) | known weak: bounded, the first iteration only
    asm!("2: mov {t}, [{p}]", "adc [{p}], {t}", "lea {p}, [{p} + 8]", "dec {n}", "jnz 2b", t = out(reg) _, p = inout(reg) p => _, n = inout(reg) n => _, options(nostack));
    // verdict: broken(output-not-written)
    asm!("test {n}, {n}", "jz 3f", "2: mov {r}, [{p}]", "dec {n}", "jnz 2b", "3:", r = out(reg) r, p = in(reg) p, n = inout(reg) n => _, options(nostack));
    // verdict: holds
    asm!("xor {r:e}, {r:e}", "test {n}, {n}", "jz 3f", "2: add {r}, [{p} + 8*{n} - 8]", "dec {n}", "jnz 2b", "3:", r = out(reg) r, p = in(reg) p, n = inout(reg) n => _, options(nostack, pure, readonly));
    // verdict: holds
    asm!("2: mov rax, [{p}]", "lea {t}, [rax + {x}]", "lock cmpxchg [{p}], {t}", "jne 2b", p = in(reg) p, x = in(reg) a, t = out(reg) _, out("rax") r, options(nostack));
    // verdict: broken(output-read-before-written)
    asm!("2: mov rax, [{p}]", "lock cmpxchg [{p}], {t}", "jne 2b", p = in(reg) p, t = out(reg) _, out("rax") r, options(nostack));
    // verdict: holds
    asm!("xchg [{p}], {t}", p = in(reg) p, t = out(reg) _, options(nostack));
    // verdict: holds
    asm!("2: pause", "cmp dword ptr [{p}], 0", "jne 2b", p = in(reg) p, options(nostack, readonly));
    // verdict: holds
    asm!("2: rdrand {r}", "jnc 2b", r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    asm!("mov {t:e}, 10", "2: rdrand {r}", "jc 3f", "dec {t:e}", "jnz 2b", "3:", r = out(reg) r, t = out(reg) _, options(nomem, nostack));
    // verdict: holds
    asm!("xor {t:e}, {t:e}", "2: inc {t}", "cmp {t}, 10", "jb 2b", t = out(reg) _);
    // verdict: broken(memory-under-nomem)
    asm!("2: test {n}, {n}", "jz 3f", "dec {n}", "cmp {n}, 100", "jne 2b", "mov byte ptr [{p}], 1", "jmp 2b", "3:", n = inout(reg) n => _, p = in(reg) p, options(nomem, nostack));
    // verdict: broken(register-not-declared)
    asm!("2: dec {n}", "jz 4f", "jmp 3f", "5: jmp 2b", "3: inc r12", "jmp 5b", "4:", n = inout(reg) n => _);
    // verdict: holds | known weak: bounded, a loop whose body is not in one piece
    asm!("2: dec {n}", "jz 4f", "jmp 3f", "5: jmp 2b", "3: inc {t}", "jmp 5b", "4:", n = inout(reg) n => _, t = inout(reg) a => r);
    let _ = r;
}

pub unsafe fn tables(i: u64, a: u64) {
    // verdict: broken(input-modified) | known FN: unknown, a jump table is not followed
    asm!("and {i}, 1", "lea {t}, [rip + 5f]", "movsxd {u}, dword ptr [{t} + 4*{i}]", "add {u}, {t}", "jmp {u}", "6: inc {x}", "7: jmp 8f", ".balign 4", "5: .long 6b - 5b, 7b - 5b", "8:",
        i = inout(reg) i => _, t = out(reg) _, u = out(reg) _, x = in(reg) a);
    // verdict: unknown
    asm!("and {i}, 1", "lea {t}, [rip + 5f]", "movsxd {u}, dword ptr [{t} + 4*{i}]", "add {u}, {t}", "jmp {u}", "6: nop", "7: jmp 8f", ".balign 4", "5: .long 6b - 5b, 7b - 5b", "8:",
        i = inout(reg) i => _, t = out(reg) _, u = out(reg) _);
    // verdict: holds
    asm!("lea {t}, [rip + 6f]", "jmp {t}", "ud2", "6:", t = out(reg) _);
    // verdict: holds
    asm!("lea {t}, [rip + 6f]", "push {t}", "ret", "6:", t = out(reg) _);
    // verdict: broken(input-modified)
    asm!("lea {t}, [rip + 6f]", "push {t}", "ret", "6: inc {x}", t = out(reg) _, x = in(reg) a);
    // verdict: holds
    asm!("push {s}", "lea {t}, [rip + 55f]", "push {t}", "retfq", "55:", s = in(reg) a, t = lateout(reg) _, options(preserves_flags));
}
