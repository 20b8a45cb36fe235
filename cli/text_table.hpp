#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/terminal.hpp"

namespace celltally {

// Lays out lines of columns for a width: the first column to the left, as many after it as `left`
// says too, the others to the right. Where the lines would be too wide the first column gets lines
// of its own, above those that are about it, and where that is not enough a gap is one space and
// not two. Every line is measured once, then made.
class TextTable {
 public:
  struct Cell {
    std::string text;
    bool dim = false;  // on a terminal with colours
  };
  using Line = std::vector<Cell>;

  TextTable(std::vector<std::string> headings, std::size_t left, const Terminal& terminal);

  void measure(const Line& line);

  // Each ends with a line break, and no line with spaces.
  std::string heading() const;
  std::string line(const Line& line);

 private:
  std::size_t width(std::size_t first, std::size_t gap) const;  // from this column on
  bool apart() const;                                           // the first column stands above
  std::string joined(const Line& line, bool with_first) const;

  std::vector<std::string> headings_;
  std::size_t left_;
  bool colours_;
  std::size_t columns_;
  std::vector<std::size_t> widths_;
  std::string first_;  // that stands above the next line
};

// How many columns a terminal needs for a text: its characters, however many octets they have.
std::size_t width_of(const std::string& text);

}  // namespace celltally
