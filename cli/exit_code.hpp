#pragma once

namespace celltally {

// What the program tells the shell. 128 and more: as a program that a signal ended looks to a
// shell.
struct ExitCode {
  static constexpr int kDone = 0;
  static constexpr int kFailed = 1;  // at run time: a file was damaged or unreadable, a table full
  static constexpr int kUsage = 2;
  static constexpr int kConfiguration =
      78;  // as sysexits.h has it: what the operator wrote in a file
  static constexpr int kInterrupted = 130;  // SIGINT
  static constexpr int kTerminated = 143;   // SIGTERM
  static constexpr int kPipeClosed = 141;   // SIGPIPE: whoever read the results went away
};

}  // namespace celltally
