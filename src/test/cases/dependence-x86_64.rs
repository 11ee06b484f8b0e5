//@ target: x86_64-unknown-linux-gnu
use core::arch::asm;
use core::mem::MaybeUninit;

pub unsafe fn dependence(a: u64, b: u64, n: u32, c: u8, p: *mut u64) {
    let mut r: u64;
    let mut s: u32;
    let mut z: u8;
    // verdict: broken(output-not-written)
    asm!("nop /* {r} */", r = out(reg) r);
    // verdict: broken(output-not-written)
    asm!("test {x}, {x}", "jz 2f", "mov {r}, 1", "2:", x = in(reg) a, r = out(reg) r);
    // verdict: holds
    asm!("mov {r:e}, 0", "test {x}, {x}", "jz 2f", "mov {r:e}, 1", "2:", x = in(reg) a, r = out(reg) r);
    // verdict: broken(output-not-written)
    asm!("mov {r:x}, 1", r = out(reg) s);
    // verdict: holds
    asm!("mov {r:e}, 1", r = out(reg) r);
    // verdict: holds
    asm!("xor {r}, {r}", r = out(reg) r);
    // verdict: holds
    asm!("sub {r:e}, {r:e}", r = out(reg) s);
    // verdict: broken(undefined-flag-read)
    asm!("sbb {r}, {r}", r = out(reg) r);
    // verdict: broken(output-read-before-written)
    asm!("add {r}, {x}", x = in(reg) a, r = out(reg) r);
    // verdict: broken(output-not-written)
    asm!("cmp {x}, {y}", "cmovb {r}, {x}", x = in(reg) a, y = in(reg) b, r = out(reg) r);
    // verdict: broken(undeclared-register-read)
    asm!("mov {r}, r13", r = out(reg) r);
    // verdict: holds
    asm!("mov {r}, rsp", r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: broken(narrow-value-read-wide)
    asm!("mov {r}, {x}", x = in(reg) n, r = out(reg) r);
    // verdict: holds
    asm!("mov {r:e}, {x:e}", x = in(reg) n, r = out(reg) r);
    // verdict: holds
    asm!("movzx {r:e}, {x}", x = in(reg_byte) c, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("mov [{p}], {x}", x = in(reg) n, p = in(reg) p);
    // verdict: holds
    asm!("mov [{p}], {x:e}", x = in(reg) n, p = in(reg) p);
    // verdict: holds
    asm!("mov {r}, {x:r}", "shl {r}, 32", "shr {r}, 32", x = in(reg) n, r = out(reg) r);
    // verdict: holds
    asm!("mov {r}, {x:r}", "and {r}, 0xff", x = in(reg) n, r = out(reg) r);
    // verdict: broken(narrow-value-read-wide)
    asm!("test {x}, {x}", "jz 2f", "nop", "2:", "setz {z}", x = in(reg) n, z = out(reg_byte) z);
    // verdict: holds
    asm!("mov [{p}], rbx", "mov [{p} + 8], rbp", p = in(reg) p);
    // verdict: broken(undeclared-register-read)
    asm!("mov [{p} + 8*rbx], {x}", p = in(reg) p, x = in(reg) a);
    // verdict: broken(undefined-result-used)
    asm!("mov {r}, [rsp - 16]", r = out(reg) r);
    let mut u = MaybeUninit::<u64>::uninit();
    // verdict: holds
    asm!("nop /* {u} */", u = out(reg) u);
    let _ = (r, s, z);
}

pub unsafe fn shared(a: u64, b: u64, n: u64, p: *const u64) {
    let mut r: u64;
    let mut s: u64;
    // verdict: broken(late-output-written-early)
    asm!("mov {r}, 5", "add {r}, {x}", x = in(reg) a, r = lateout(reg) r);
    // verdict: holds
    asm!("lea {r}, [{x} + 5]", x = in(reg) a, r = lateout(reg) r);
    // verdict: broken(late-output-written-early)
    asm!("mov {r}, {x}", "mov {s}, {y}", x = in(reg) a, y = in(reg) b, r = lateout(reg) r, s = lateout(reg) s);
    // verdict: holds
    asm!("mov {r}, {x}", "mov {s}, {y}", x = in(reg) a, y = in(reg) b, r = out(reg) r, s = lateout(reg) s);
    // verdict: broken(late-output-written-early)
    asm!("add {x}, 1", "add {x}, {y}", x = inlateout(reg) a => r, y = in(reg) b);
    // verdict: holds
    asm!("add {x}, {y}", x = inlateout(reg) a => r, y = in(reg) b);
    // verdict: broken(operand-in-named-register)
    asm!("mov rcx, {x}", "lea {r}, [rcx + {y}]", x = in(reg) a, y = in(reg) n, r = out(reg) r, lateout("rcx") _, options(nomem));
    // verdict: holds
    asm!("mov rcx, {x}", "shl {y}, cl", x = in(reg) a, y = inout(reg) n => r, lateout("rcx") _, options(nomem));
    // verdict: broken(late-output-written-early)
    asm!("2:", "mov {r}, [{p}]", "add {p2}, 1", "test {r}, {r}", "jnz 2b", "mov {r}, [{p}]", p = in(reg) p, p2 = inout(reg) a => _, r = lateout(reg) r);
    // verdict: holds
    asm!("2:", "mov {r}, [{p}]", "add {q}, 1", "test {r}, {r}", "jnz 2b", p = in(reg) p, q = inout(reg) a => _, r = out(reg) r);
    let _ = (r, s);
}

pub unsafe fn encodings(a: u64) {
    let mut r: u64;
    // verdict: broken(allocation-does-not-assemble)
    asm!("movzx {r:e}, ah", r = out(reg) r, in("rax") a);
    // verdict: holds
    asm!("movzx {r:e}, ah", r = out(reg_abcd) r, in("rax") a);
    let _ = r;
}

pub unsafe fn stores(p: *mut u64) {
    // verdict: broken(undeclared-register-read)
    asm!("mov [{p}], rcx", p = in(reg) p);
    // verdict: holds
    asm!("mov [{p}], r12", "mov [{p} + 8], r13", p = in(reg) p);
}
