#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace celltally {

// Goes through a line that can be written in one way only. What stands there must be what is
// expected; the first thing that is not stays as the problem, and everything after it is refused.
// Borrows the line.
class LineCursor {
 public:
  explicit LineCursor(std::string_view line) : line_(line) {}

  // Whether exactly this text comes next; goes behind it.
  bool accept(std::string_view text) noexcept;

  // As accept(), but its absence is a problem.
  void expect(std::string_view text);

  // What stands before the next quote; goes up to it.
  std::string_view word() noexcept;

  // A decimal number without leading zeroes; `name` is what the problem calls it.
  std::uint64_t number(std::string_view name, std::uint64_t least, std::uint64_t most);

  // A number of 0.1 or more with one digit behind its point, in tenths: "18.0" is 180.
  std::uint32_t tenths(std::string_view name, std::uint32_t whole_most);

  void expect_end();

  // Notes a problem of the caller's, unless there is one already.
  void refuse(std::string_view problem);

  bool ok() const noexcept { return problem_.empty(); }

  // "column 12: here must stand ..."; empty when all was well.
  const std::string& problem() const noexcept { return problem_; }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
  std::string problem_;
};

}  // namespace celltally
