//@ target: x86_64-unknown-linux-gnu
//! Segments, system registers, control state, and what kernels write.
use core::arch::asm;

#[repr(C, packed)]
pub struct Pointer {
    limit: u16,
    base: u64,
}

pub unsafe fn system(a: u64, b: u64, s: u16, p: *const Pointer, q: *mut u32) {
    let mut r: u64;
    let mut t: u16;
    // verdict: broken(memory-under-nomem)
    asm!("mov {r}, gs:[0x10]", r = out(reg) r, options(nomem, nostack));
    // verdict: holds
    asm!("mov {r}, fs:[0]", r = out(reg) r, options(readonly, nostack, preserves_flags));
    // verdict: broken(memory-written-under-readonly)
    asm!("mov gs:[{x}], {y}", x = in(reg) a, y = in(reg) b, options(readonly, nostack));
    // verdict: holds
    asm!("mov {r:x}, fs", r = out(reg) t, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mov fs, {s:x}", s = in(reg) s, options(nostack, preserves_flags));
    // verdict: holds
    asm!("mov {r}, cr3", r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("mov cr3, {x}", x = in(reg) a, options(nostack, preserves_flags));
    // verdict: broken(flags-not-preserved)
    asm!("mov cr0, {x}", "test {x}, {x}", x = in(reg) a, options(nostack, preserves_flags));
    // verdict: holds
    asm!("invlpg [{x}]", x = in(reg) a, options(nostack, preserves_flags));
    // verdict: holds
    asm!("lidt [{p}]", p = in(reg) p, options(readonly, nostack, preserves_flags));
    // verdict: holds
    asm!("sgdt [{p}]", p = in(reg) q, options(nostack, preserves_flags));
    // verdict: broken(memory-written-under-readonly)
    asm!("sidt [{p}]", p = in(reg) q, options(nostack, readonly, preserves_flags));
    // verdict: holds
    asm!("ltr {s:x}", s = in(reg) s, options(nostack, preserves_flags));
    // verdict: holds
    asm!("cli", options(preserves_flags, nostack));
    // verdict: holds
    asm!("sti", "hlt", options(nomem, nostack));
    // verdict: holds
    asm!("swapgs", options(nostack, preserves_flags));
    // verdict: holds
    asm!("int3", options(nomem, nostack));
    // verdict: holds
    asm!("rdfsbase {r}", r = out(reg) r, options(nomem, nostack, preserves_flags));
    // verdict: holds
    asm!("wrgsbase {x}", x = in(reg) a, options(nostack, preserves_flags));
    // verdict: broken(control-state-changed)
    asm!("fldcw word ptr [{p}]", p = in(reg) q, options(nostack));
    // verdict: holds
    asm!("fnstcw word ptr [{p}]", "fldcw word ptr [{p}]", p = in(reg) q, options(nostack));
    // verdict: holds
    asm!("stmxcsr [rsp - 4]", "mov dword ptr [rsp - 8], 0x1f80", "ldmxcsr [rsp - 8]", "divsd {x}, {y}", "ldmxcsr [rsp - 4]", x = inout(xmm_reg) 1.0f64 => _, y = in(xmm_reg) 3.0f64);
    // verdict: broken(control-state-changed)
    asm!("fninit");
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("fld1");
    // verdict: holds
    asm!("fld qword ptr [{p}]", "fsqrt", "fstp qword ptr [{p}]", p = in(reg) q, out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _, out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _, options(nostack));
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("fxrstor [{p}]", p = in(reg) q, options(nostack));
    // verdict: holds
    asm!("fxsave [{p}]", p = in(reg) q, options(nostack));
    // verdict: broken(falls-through-noreturn)
    asm!("cli", "hlt", options(noreturn));
}

pub unsafe fn enter(ip: u64, sp: u64, cs: u64, ss: u64, flags: u64) -> ! {
    // verdict: holds
    asm!("push {ss}", "push {sp}", "push {f}", "push {cs}", "push {ip}", "iretq", ss = in(reg) ss, sp = in(reg) sp, f = in(reg) flags, cs = in(reg) cs, ip = in(reg) ip, options(noreturn));
}

pub unsafe fn switch_stack(sp: u64, f: extern "C" fn(u64) -> !, x: u64) -> ! {
    // verdict: holds
    asm!("mov rsp, rsi", "xor ebp, ebp", "call rax", "ud2", in("rsi") sp, in("rax") f, in("rdi") x, options(noreturn));
}

pub unsafe fn switch_stack_from_frame_pointer(sp: u64, f: extern "C" fn(u64) -> !, x: u64) -> ! {
    // verdict: broken(operand-in-named-register)
    asm!("mov rsp, {sp}", "xor ebp, ebp", "call {f}", "ud2", sp = in(reg) sp, f = in(reg) f, in("rdi") x, options(noreturn));
}

pub unsafe fn on_stack(sp: u64, f: extern "C" fn(u64), x: u64) {
    // verdict: holds
    asm!("mov r12, rsp", "mov rsp, rsi", "call rdx", "mov rsp, r12", out("r12") _, in("rsi") sp, in("rdx") f, in("rdi") x, clobber_abi("C"));
}

/// What is saved and then loaded makes no difference to what is loaded.
pub unsafe fn swaps(save: *mut u8, load: *const u8) {
    // verdict: broken(control-state-changed, register-not-declared)
    asm!("fxsave [{save}]", "fxrstor [{load}]", save = in(reg) save, load = in(reg) load, options(nostack));
}

pub unsafe fn compares(x: *mut f64) -> u16 {
    let status: u16;
    // verdict: holds
    asm!(
        "fld qword ptr [{x}]",
        "fld1",
        "fucom st(1)",
        "fnstsw ax",
        "test ax, 0x4000",
        "jnz 2f",
        "fadd st(1), st(0)",
        "2:",
        "fstp st(0)",
        "fstp qword ptr [{x}]",
        x = in(reg) x,
        out("ax") _,
        out("st(0)") _, out("st(1)") _, out("st(2)") _, out("st(3)") _,
        out("st(4)") _, out("st(5)") _, out("st(6)") _, out("st(7)") _,
        options(nostack),
    );
    // verdict: broken(undefined-flag-read)
    asm!("fnstsw ax", "test ax, 0x4000", "jnz 2f", "nop", "2:", out("ax") status, options(nostack));
    status
}
