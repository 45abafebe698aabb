#include "extract/helper/sandbox.hpp"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>

#include <array>

#include "base/limits.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KLYNGE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define KLYNGE_SANITIZED 1
#endif
#endif

namespace klynge::extract {
namespace {

void limit(__rlimit_resource what, rlim_t value) {
  const rlimit bound{value, value};
  setrlimit(what, &bound);
}

// Reading the question, writing the answer, memory, the timer, the clock, ending.
constexpr std::array allowed{
    SCMP_SYS(read),           SCMP_SYS(readv),
    SCMP_SYS(write),          SCMP_SYS(writev),
    SCMP_SYS(mmap),           SCMP_SYS(munmap),
    SCMP_SYS(mremap),         SCMP_SYS(mprotect),
    SCMP_SYS(madvise),        SCMP_SYS(brk),
    SCMP_SYS(futex),          SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),   SCMP_SYS(time),
    SCMP_SYS(setitimer),      SCMP_SYS(getrandom),
    SCMP_SYS(fstat),          SCMP_SYS(lseek),
    SCMP_SYS(close),          SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(getpid),
    SCMP_SYS(gettid),         SCMP_SYS(exit),
    SCMP_SYS(exit_group),     SCMP_SYS(restart_syscall),
    SCMP_SYS(sched_yield),    SCMP_SYS(sysinfo),
    SCMP_SYS(getrusage),
};

// Libraries look for files (character maps, fonts, time zones) and go on without them.
constexpr std::array answered_no{
    SCMP_SYS(open),   SCMP_SYS(openat),    SCMP_SYS(stat),     SCMP_SYS(lstat),  SCMP_SYS(newfstatat), SCMP_SYS(statx),
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(readlink), SCMP_SYS(getcwd), SCMP_SYS(ioctl),
};

}  // namespace

void set_limits() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_DUMPABLE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 64);
#ifndef KLYNGE_SANITIZED
  limit(RLIMIT_AS, limits::extract_memory_bytes);
#endif
}

bool can_close_cage() {
#ifdef KLYNGE_SANITIZED
  return false;
#else
  return true;
#endif
}

bool close_cage() {
  const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (!filter) return false;
  bool ok = true;
  for (const int call : allowed) ok &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  for (const int call : answered_no) ok &= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0) == 0;
  // abort() signals its own thread; the signal must be its own, so no other process is reached.
  ok &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A2(SCMP_CMP_EQ, SIGABRT)) == 0;
  ok &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(rt_sigaction), 1, SCMP_A0(SCMP_CMP_EQ, SIGABRT)) == 0;
  ok &= seccomp_load(filter) == 0;
  seccomp_release(filter);
  return ok;
}

void start_timer() {
  const itimerval after{{0, 0}, {limits::extract_seconds, 0}};
  setitimer(ITIMER_PROF, &after, nullptr);
}

void stop_timer() {
  const itimerval never{};
  setitimer(ITIMER_PROF, &never, nullptr);
}

}  // namespace klynge::extract
