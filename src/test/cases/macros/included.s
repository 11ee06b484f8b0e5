.section .text.start
.global start
start:
    mov {zero}, %eax
    ret
.previous
