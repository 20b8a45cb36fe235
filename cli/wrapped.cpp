#include "cli/wrapped.hpp"

#include <algorithm>

namespace celltally {

std::string wrapped(std::string_view text, std::size_t columns) {
  std::string lines;
  std::size_t width = 0;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (width > 0 && width + 1 + word.size() > columns) {
      lines += '\n';
      width = 0;
    }
    if (width > 0) lines += ' ';
    lines += word;
    width += word.size() + (width > 0 ? 1 : 0);
  }
  return lines + "\n";
}

}  // namespace celltally
