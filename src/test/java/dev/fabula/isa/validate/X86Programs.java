package dev.fabula.isa.validate;

/** The program that runs forms, in x86 assembly. */
final class X86Programs {

  private static final String[] WIDE = {
    "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13",
    "r14", "r15"
  };

  private X86Programs() {}

  /** For 64-bit mode. */
  static String wide(Layout layout, boolean avx512) {
    return """
    lea rax, [rip + trapped]
    mov qword ptr [OWN + 64], rax
    mov qword ptr [OWN + 72], 0x4c000004
    mov qword ptr [OWN + 80], rax
    lea rdi, [rip + stack_of_signals]
    xor esi, esi
    mov eax, 131
    syscall
    mov ebx, 4
    call handle
    mov ebx, 5
    call handle
    mov ebx, 7
    call handle
    mov ebx, 8
    call handle
    mov ebx, 11
    call handle
    jmp next
    handle:
    mov edi, ebx
    mov esi, OWN + 64
    xor edx, edx
    mov r10d, 8
    mov eax, 13
    syscall
    ret
    .balign 8
    stack_of_signals:
    .quad 0x10000100, 0, 0x18000

    next:
    mov rbx, qword ptr [OWN]
    cmp rbx, qword ptr [OWN + 8]
    je done
    mov rdi, [rbx + WINDOW]
    lea rsi, [rbx + BUFFER]
    mov ecx, 256
    rep movsb
    fxrstor64 [rbx + 192]
    LOAD_VECTORS
    mov rsp, 0x1003f000
    push qword ptr [rbx + 128]
    popfq
    mov rax, [rbx + CODE]
    mov qword ptr [OWN + 16], rax
    LOAD_GENERAL
    mov rbx, [rbx + 24]
    jmp qword ptr [OWN + 16]

    leave:
    mov qword ptr [OWN + 24], rbx
    mov rbx, qword ptr [OWN]
    STORE_GENERAL
    mov rax, qword ptr [OWN + 24]
    mov [rbx + 24], rax
    mov rsp, 0x1003f000
    pushfq
    pop qword ptr [rbx + 128]
    push 0x202
    popfq
    fxsave64 [rbx + 192]
    STORE_VECTORS
    finish:
    mov rsi, [rbx + WINDOW]
    lea rdi, [rbx + BUFFER]
    mov ecx, 256
    rep movsb
    mov rsi, rbx
    mov edx, SIZE
    mov edi, 1
    mov eax, 1
    syscall
    add qword ptr [OWN], SIZE
    jmp next

    trapped:
    mov rbx, qword ptr [OWN]
    mov [rbx + TRAPPED], rdi
    mov rsp, 0x1003f000
    jmp finish

    done:
    xor edi, edi
    mov eax, 231
    syscall
    """
        .replace("LOAD_VECTORS", vectors(avx512, true))
        .replace("STORE_VECTORS", vectors(avx512, false))
        .replace("LOAD_GENERAL", general(WIDE, true))
        .replace("STORE_GENERAL", general(WIDE, false))
        .replace("OWN", Long.toString(Program.OWN))
        .replace("WINDOW", Integer.toString(layout.window()))
        .replace("BUFFER", Integer.toString(layout.buffer()))
        .replace("CODE", Integer.toString(layout.code()))
        .replace("TRAPPED", Integer.toString(layout.trapped()))
        .replace("SIZE", Integer.toString(layout.size()));
  }

  private static String vectors(boolean avx512, boolean load) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 16; n++) {
      String register = (avx512 ? "zmm" : "ymm") + n;
      String place = "[rbx + " + (704 + 64 * n) + "]";
      String move = avx512 ? "vmovdqu64 " : "vmovdqu ";
      text.append(move).append(load ? register + ", " + place : place + ", " + register);
      text.append('\n');
    }
    for (int n = 0; avx512 && n < 8; n++) {
      String place = "[rbx + " + (1728 + 8 * n) + "]";
      text.append("kmovq ").append(load ? "k" + n + ", " + place : place + ", k" + n);
      text.append('\n');
    }
    return text.toString();
  }

  /** Moves between registers and the state that the third register but one points to. */
  private static String general(String[] names, boolean load) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < names.length; n++) {
      String place = "[" + names[3] + " + " + 8 * n + "]";
      if (n != 3) {
        text.append("mov ").append(load ? names[n] + ", " + place : place + ", " + names[n]);
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** For 32-bit mode. */
  static String narrow(Layout layout) {
    return """
    call here
    jmp trapped
    here:
    pop eax
    mov dword ptr [OWN + 64], eax
    mov dword ptr [OWN + 68], 0x48000004
    mov dword ptr [OWN + 96], OWN + 0x100
    mov dword ptr [OWN + 104], 0x18000
    mov ebx, OWN + 96
    xor ecx, ecx
    mov eax, 186
    int 0x80
    mov ebp, 4
    call handle
    mov ebp, 5
    call handle
    mov ebp, 7
    call handle
    mov ebp, 8
    call handle
    mov ebp, 11
    call handle
    jmp next
    handle:
    mov ebx, ebp
    mov ecx, OWN + 64
    xor edx, edx
    mov esi, 8
    mov eax, 174
    int 0x80
    ret

    next:
    mov ebx, dword ptr [OWN]
    cmp ebx, dword ptr [OWN + 4]
    je done
    mov edi, [ebx + WINDOW]
    lea esi, [ebx + BUFFER]
    mov ecx, 256
    rep movsb
    fxrstor [ebx + 192]
    LOAD_VECTORS
    mov esp, 0x1003f000
    push dword ptr [ebx + 128]
    popfd
    mov eax, [ebx + CODE]
    mov dword ptr [OWN + 16], eax
    LOAD_GENERAL
    mov ebx, [ebx + 24]
    jmp dword ptr [OWN + 16]

    leave:
    mov dword ptr [OWN + 24], ebx
    mov ebx, dword ptr [OWN]
    STORE_GENERAL
    mov eax, dword ptr [OWN + 24]
    mov [ebx + 24], eax
    mov esp, 0x1003f000
    pushfd
    pop dword ptr [ebx + 128]
    push 0x202
    popfd
    fxsave [ebx + 192]
    STORE_VECTORS
    finish:
    mov esi, [ebx + WINDOW]
    lea edi, [ebx + BUFFER]
    mov ecx, 256
    rep movsb
    mov ecx, ebx
    mov edx, SIZE
    mov ebx, 1
    mov eax, 4
    int 0x80
    add dword ptr [OWN], SIZE
    jmp next

    trapped:
    cld
    mov eax, [esp + 4]
    mov ebx, dword ptr [OWN]
    mov [ebx + TRAPPED], eax
    mov esp, 0x1003f000
    jmp finish

    done:
    xor ebx, ebx
    mov eax, 252
    int 0x80
    """
        .replace("LOAD_VECTORS", narrowVectors(true))
        .replace("STORE_VECTORS", narrowVectors(false))
        .replace("LOAD_GENERAL", general(narrowNames(), true))
        .replace("STORE_GENERAL", general(narrowNames(), false))
        .replace("OWN", Long.toString(Program.OWN))
        .replace("WINDOW", Integer.toString(layout.window()))
        .replace("BUFFER", Integer.toString(layout.buffer()))
        .replace("CODE", Integer.toString(layout.code()))
        .replace("TRAPPED", Integer.toString(layout.trapped()))
        .replace("SIZE", Integer.toString(layout.size()));
  }

  private static String[] narrowNames() {
    String[] names = new String[8];
    for (int n = 0; n < 8; n++) {
      names[n] = "e" + WIDE[n].substring(1);
    }
    return names;
  }

  private static String narrowVectors(boolean load) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 8; n++) {
      String place = "[ebx + " + (704 + 64 * n) + "]";
      text.append("vmovdqu ").append(load ? "ymm" + n + ", " + place : place + ", ymm" + n);
      text.append('\n');
    }
    return text.toString();
  }
}
