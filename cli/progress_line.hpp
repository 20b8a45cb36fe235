#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/terminal.hpp"

namespace celltally {

// One line on a terminal's standard error that says how far the reading has come. Erased when it
// dies. Does nothing when not enabled, or
// where there is no terminal.
class ProgressLine {
 public:
  // `terminal`: of standard error.
  ProgressLine(bool enabled, const Terminal& terminal);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { erase(); }

  // Whether it is time to show something: looks at the clock at every 64th call only, and says yes
  // at most every 100 ms, the first time after 300 ms.
  bool due();

  // What show() shows, cut to the width. `octets_total` 0: not known.
  static std::string text(std::uint64_t octets_read, std::uint64_t octets_total,
                          std::uint64_t packets, std::size_t columns);

  void show(std::uint64_t octets_read, std::uint64_t octets_total, std::uint64_t packets);

  // Another line, at once, cut to the width; for steps so long that nothing need be due.
  void say(std::string_view line);

  void erase();

 private:
  using Clock = std::chrono::steady_clock;

  bool enabled_;
  std::size_t columns_;
  bool shown_ = false;
  std::uint32_t calls_ = 0;
  Clock::time_point next_;
};

}  // namespace celltally
