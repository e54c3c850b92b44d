// PROJ, loaded at the first call instead of at the start of the program. libproj brings forty libraries with it (curl,
// Kerberos, LDAP …) whose loading takes longer than all else that `landplan --version` does.
//
// Every function of LIBRARY that the program's objects call is defined here as a jump through a slot. A slot points at first
// to code that loads LIBRARY, fills all slots and jumps again. Arguments and results pass through untouched, whatever their
// number and kind. link.sh writes delayed.names, one line FUNCTION(name) each, and compiles this file with -DLIBRARY="libproj.so.25"
// -DPACKAGE="libproj25".
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef __x86_64__
#error "the jumps below are written for x86-64"
#endif

// Pushed: every register that can carry an argument. With the two return addresses on the stack, 9 pushes and 128 bytes keep
// it aligned to 16.
__asm__(
    ".text\n"
    "landplan_delayed_enter:\n"
    "  push %rax\n  push %rdi\n  push %rsi\n  push %rdx\n  push %rcx\n  push %r8\n  push %r9\n  push %r10\n  push %r11\n"
    "  sub $136, %rsp\n"
    "  movdqu %xmm0, (%rsp)\n  movdqu %xmm1, 16(%rsp)\n  movdqu %xmm2, 32(%rsp)\n  movdqu %xmm3, 48(%rsp)\n"
    "  movdqu %xmm4, 64(%rsp)\n  movdqu %xmm5, 80(%rsp)\n  movdqu %xmm6, 96(%rsp)\n  movdqu %xmm7, 112(%rsp)\n"
    "  call landplan_delayed_load\n"
    "  movdqu (%rsp), %xmm0\n  movdqu 16(%rsp), %xmm1\n  movdqu 32(%rsp), %xmm2\n  movdqu 48(%rsp), %xmm3\n"
    "  movdqu 64(%rsp), %xmm4\n  movdqu 80(%rsp), %xmm5\n  movdqu 96(%rsp), %xmm6\n  movdqu 112(%rsp), %xmm7\n"
    "  add $136, %rsp\n"
    "  pop %r11\n  pop %r10\n  pop %r9\n  pop %r8\n  pop %rcx\n  pop %rdx\n  pop %rsi\n  pop %rdi\n  pop %rax\n"
    "  ret\n");

#define FUNCTION(name)                                                                                                      \
  __asm__(".text\n"                                                                                                         \
          ".globl " #name "\n.type " #name ", @function\n" #name ": jmp *landplan_slot_" #name "(%rip)\n"                   \
          "landplan_first_" #name ": call landplan_delayed_enter\n  jmp " #name "\n"                                        \
          ".section landplan_slots, \"aw\"\nlandplan_slot_" #name ": .quad landplan_first_" #name "\n.text\n");
#include "delayed.names"
#undef FUNCTION

#define FUNCTION(name) #name,
static const char *const names[] = {
#include "delayed.names"
};
#undef FUNCTION

extern void *__start_landplan_slots[];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fail(void) {
  const char *why = dlerror();
  fprintf(stderr, "landplan: " LIBRARY " cannot be used: %s\nInstall it:  apt install " PACKAGE "\n",
          why ? why : "no reason given");
  _Exit(4);
}

static void load(void) {
  void *library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
  if (!library) fail();
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *function = dlsym(library, names[i]);
    if (!function) fail();
    __atomic_store_n(&__start_landplan_slots[i], function, __ATOMIC_RELEASE);
  }
}

__attribute__((used)) void landplan_delayed_load(void) { pthread_once(&once, load); }
