#pragma once

namespace celltally::test {

// The system calls of this program go through tests/outbox/faulty_calls.cpp, which can make one of
// them fail, or end the process there as a crash would. fsync() never reaches the disk: nothing
// here loses power.
struct FaultyCalls {
  static constexpr int kCrashed = 77;  // exit status

  // The n-th call from now on, the first being 1, and after it all calls work again. With `lasting`
  // all from then on that would write or make room.
  static void fail(long n, int error, bool lasting = false);
  // Before the n-th call does anything; a write does half of it.
  static void crash(long n);
  // All calls work. Returns how many there were since fail() or crash().
  static long stop();
  // While true, everything that writes fails with `error`.
  static void fail_writing(int error);
};

}  // namespace celltally::test
