#pragma once

#include <cstddef>

namespace celltally {

// What is known of the place that text is written to.
struct Terminal {
  static constexpr std::size_t kColumnsDefault = 80;

  bool interactive = false;  // a terminal, not a file or a pipe
  bool colours = false;      // a terminal, and neither NO_COLOR nor TERM=dumb
  bool blocks = false;       // a terminal that shows "▁▂▃", by what the locale says
  std::size_t columns = kColumnsDefault;

  // The width is that of COLUMNS, else that of the terminal, else the default.
  static Terminal of(int descriptor);
};

}  // namespace celltally
