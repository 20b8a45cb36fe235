#pragma once

#include <array>
#include <cstddef>
#include <iosfwd>
#include <string_view>

namespace celltally {

// Gives the lines of a text file one after the other. A line that is too long, or holds what text
// does not hold, is cut off and said to be so. Borrows the stream.
class TextLines {
 public:
  static constexpr std::size_t kOctetsMax = 4096;

  explicit TextLines(std::istream& in) : in_(in) {}

  // Whether there is one more.
  bool next();

  // Without its line break; valid until the next one.
  std::string_view line() const { return line_; }
  std::size_t number() const { return number_; }  // from 1
  bool too_long() const { return too_long_; }
  bool blank() const { return line_.find_first_not_of(" \t\r") == std::string_view::npos; }
  bool binary() const { return line_.find('\0') != std::string_view::npos; }

 private:
  std::istream& in_;
  std::array<char, kOctetsMax + 2> buffer_{};
  std::string_view line_;
  std::size_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace celltally
