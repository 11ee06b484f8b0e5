# Loads a state, runs a snippet, stores the state. The snippet ends with a jump to `leave`.
.intel_syntax noprefix
.bss
own_sp: .quad 0
state_ptr: .quad 0
stub_ptr: .quad 0
saved: .quad 0
.text
.globl enter
enter:
  push rbx
  push rbp
  push r12
  push r13
  push r14
  push r15
  mov own_sp[rip], rsp
  mov state_ptr[rip], rdi
  mov stub_ptr[rip], rsi
  mov rax, rdi
  vmovdqu ymm0, [rax+144]
  vmovdqu ymm1, [rax+176]
  vmovdqu ymm2, [rax+208]
  vmovdqu ymm3, [rax+240]
  mov rcx, [rax+8]
  mov rdx, [rax+16]
  mov rbx, [rax+24]
  mov rbp, [rax+40]
  mov rsi, [rax+48]
  mov rdi, [rax+56]
  mov r8, [rax+64]
  mov r9, [rax+72]
  mov r10, [rax+80]
  mov r11, [rax+88]
  mov r12, [rax+96]
  mov r13, [rax+104]
  mov r14, [rax+112]
  mov r15, [rax+120]
  push qword ptr [rax+128]
  popfq
  mov rsp, [rax+32]
  mov rax, [rax]
  jmp qword ptr stub_ptr[rip]
.globl leave
leave:
  mov saved[rip], rax
  mov rax, state_ptr[rip]
  mov [rax+32], rsp
  mov rsp, own_sp[rip]
  pushfq
  pop qword ptr [rax+128]
  cld
  mov [rax+8], rcx
  mov [rax+16], rdx
  mov [rax+24], rbx
  mov [rax+40], rbp
  mov [rax+48], rsi
  mov [rax+56], rdi
  mov [rax+64], r8
  mov [rax+72], r9
  mov [rax+80], r10
  mov [rax+88], r11
  mov [rax+96], r12
  mov [rax+104], r13
  mov [rax+112], r14
  mov [rax+120], r15
  mov rcx, saved[rip]
  mov [rax], rcx
  vmovdqu [rax+144], ymm0
  vmovdqu [rax+176], ymm1
  vmovdqu [rax+208], ymm2
  vmovdqu [rax+240], ymm3
  vzeroupper
  pop r15
  pop r14
  pop r13
  pop r12
  pop rbp
  pop rbx
  ret
.section .note.GNU-stack,"",@progbits
