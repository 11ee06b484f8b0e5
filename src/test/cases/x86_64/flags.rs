//@ target: x86_64-unknown-linux-gnu
//! Status flags: kept, set, tested, carried on, left undefined.
use core::arch::asm;

pub unsafe fn flags(a: u64, b: u64, n: u64, c: u8) {
    let mut r: u64;
    let mut z: u8;
    // verdict: holds
    asm!("lahf", "seto al", "add {x}, 1", "add al, 127", "sahf", x = inout(reg) a => r, out("rax") _, options(nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("lahf", "add {x}, 1", "sahf", x = inout(reg) a => r, out("rax") _, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("pushfq", "pop {t}", "add {x}, 1", "push {t}", "popfq", x = inout(reg) a => r, t = out(reg) _, options(nomem, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("pushfq", "pop {t}", "and {t}, -2", "push {t}", "popfq", t = out(reg) _, options(nomem, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("push 0", "popfq", options(nomem, preserves_flags));
    // verdict: holds
    asm!("mov {r:e}, 0", r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("xor {r:e}, {r:e}", r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("not {x}", "bswap {x}", "lea {x}, [{x} + 1]", "movzx {x:e}, {x:l}", x = inout(reg) a => r, options(nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("neg {x}", x = inout(reg) a => r, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("shlx {x}, {x}, {y}", "mulx {y}, {t}, {x}", "pdep {t}, {t}, {x}", x = inout(reg) a => _, y = inout(reg) b => r, t = out(reg) _, in("rdx") n, options(nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("andn {t}, {x}, {y}", x = in(reg) a, y = in(reg) b, t = out(reg) _, options(nomem, nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("popcnt {r}, {x}", x = in(reg) a, r = lateout(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("popcnt {r}, {x}", x = in(reg) a, r = lateout(reg) r, options(pure, nomem, nostack));
    // verdict: holds
    asm!("stc", "inc {x}", "setc {z}", x = inout(reg) a => r, z = out(reg_byte) z, options(nomem, nostack));
    // verdict: holds
    asm!("clc", "setc {z}", z = out(reg_byte) z, options(nomem, nostack));
    // verdict: broken(undefined-flag-read)
    asm!("cmc", "setc {z}", z = out(reg_byte) z, options(nomem, nostack));
    // verdict: broken(undefined-flag-read)
    asm!("inc {x}", "setc {z}", x = inout(reg) a => r, z = out(reg_byte) z, options(nomem, nostack));
    // verdict: holds
    asm!("add {x}, {y}", "mov {r:e}, 0", "adc {r}, 0", x = inout(reg) a => _, y = in(reg) b, r = out(reg) r);
    // verdict: broken(undefined-flag-read)
    asm!("mov {r:e}, 0", "adc {r}, 0", r = out(reg) r);
    // verdict: broken(undefined-flag-read)
    asm!("shl {x}, cl", "setz {z}", x = inout(reg) a => r, in("cl") c, z = out(reg_byte) z);
    // verdict: holds
    asm!("shl {x}, 1", "setz {z}", x = inout(reg) a => r, z = out(reg_byte) z);
    // verdict: holds
    asm!("shl {x}, 1", "seto {z}", x = inout(reg) a => r, z = out(reg_byte) z);
    // verdict: broken(undefined-result-used)
    asm!("shl {x}, 3", "seto {z}", x = inout(reg) a => r, z = out(reg_byte) z);
    // verdict: holds
    asm!("test {x}, {x}", "jz 2f", "shl {x}, cl", "2: test {x}, {x}", "setz {z}", x = inout(reg) a => r, in("cl") c, z = out(reg_byte) z);
    // verdict: broken(undefined-result-used)
    asm!("mul {y}", "setz {z}", y = in(reg) b, inout("rax") a => r, out("rdx") _, z = out(reg_byte) z);
    // verdict: holds
    asm!("mul {y}", "seto {z}", y = in(reg) b, inout("rax") a => r, out("rdx") _, z = out(reg_byte) z);
    // verdict: broken(undefined-result-used)
    asm!("div {y}", "setc {z}", y = in(reg) b, inout("rax") a => r, inout("rdx") 0u64 => _, z = out(reg_byte) z);
    // verdict: broken(output-read-before-written)
    asm!("div {y}", y = in(reg) b, inout("rax") a => r, out("rdx") _);
    // verdict: holds
    asm!("xor edx, edx", "div {y}", y = in(reg) b, inout("rax") a => r, out("rdx") _);
    // verdict: broken(operand-in-named-register)
    asm!("xor edx, edx", "div {y}", y = in(reg) b, inout("rax") a => r, lateout("rdx") _);
    // verdict: broken(undefined-flag-read)
    asm!("repne scasb", "sete {z}", inout("rdi") a => _, inout("rcx") n => _, in("al") c, z = out(reg_byte) z);
    // verdict: holds
    asm!("cmp rcx, rcx", "repe cmpsb", "setb {z}", inout("rdi") a => _, inout("rsi") b => _, inout("rcx") n => _, z = out(reg_byte) z);
    // verdict: holds
    asm!("xor {t:e}, {t:e}", "bt {x}, 5", "setc {t:l}", "mov {r}, {t}", x = in(reg) a, t = out(reg) _, r = out(reg) r);
    // verdict: broken(undefined-result-used)
    asm!("bt {x}, 5", "setp {z}", x = in(reg) a, z = out(reg_byte) z);
    // verdict: broken(output-not-written)
    asm!("bsf {r}, {x}", x = in(reg) a, r = out(reg) r);
    // verdict: holds
    asm!("mov {r:e}, 64", "bsf {r}, {x}", x = in(reg) a, r = out(reg) r);
    // verdict: holds
    asm!("bsf {x}, {x}", "jnz 2f", "xor {x:e}, {x:e}", "2:", x = inout(reg) a => r);
    // verdict: holds
    asm!("tzcnt {r}, {x}", "lzcnt {x}, {x}", x = inout(reg) a => _, r = out(reg) r);
    // verdict: holds
    asm!("adcx {x}, {y}", "adox {x}, {y}", x = inout(reg) a => _, y = in(reg) b);
    // verdict: broken(undefined-flag-read)
    asm!("adcx {x}, {y}", x = inout(reg) a => r, y = in(reg) b);
    // verdict: holds
    asm!("xor {t:e}, {t:e}", "adcx {x}, {y}", "adox {x}, {y}", x = inout(reg) a => r, y = in(reg) b, t = out(reg) _);
    // verdict: holds
    asm!("cmp {x}, {y}", "sbb {x}, {x}", x = inout(reg) a => r, y = in(reg) b);
    // verdict: broken(undefined-flag-read)
    asm!("jc 2f", "nop", "2:", options(nomem, nostack));
    // verdict: holds
    asm!("pushfq", "pop {r}", r = out(reg) r, options(nomem, preserves_flags));
    // verdict: broken(undefined-flag-read)
    asm!("pushfq", "pop {r}", "and {r}, 1", r = out(reg) r, options(nomem));
    // verdict: broken(undefined-flag-read)
    asm!("rcl {x}, 1", x = inout(reg) a => r, options(pure, nomem, nostack));
    // verdict: holds
    asm!("clc", "rcl {x}, 1", x = inout(reg) a => r, options(pure, nomem, nostack));
    // verdict: broken(undefined-flag-read)
    asm!("setc {x:l}", x = inout(reg) a => r, options(pure, nomem, nostack));
    // verdict: holds
    asm!("add {y}, {y}", "pushfq", "pop {r}", y = inout(reg) a => _, r = out(reg) r);
    // verdict: holds
    asm!("cmp {x}, {y}", "lea {x}, [{x} + 1]", "cmovb {x}, {y}", "setae {z}", x = inout(reg) a => r, y = in(reg) b, z = out(reg_byte) z);
    // verdict: holds
    asm!("ucomisd {x}, {y}", "setnp {z}", x = in(xmm_reg) 1.0f64, y = in(xmm_reg) 2.0f64, z = out(reg_byte) z, options(nomem, nostack));
    // verdict: broken(flags-not-preserved)
    asm!("ptest {x}, {x}", x = in(xmm_reg) 1.0f64, options(nomem, nostack, preserves_flags));
    let _ = (r, z);
}
