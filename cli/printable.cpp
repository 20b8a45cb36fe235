#include "cli/printable.hpp"

#include <algorithm>

namespace celltally {

std::string printable(std::string_view text) {
  std::string shown{text};
  const auto obeyed = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  std::replace_if(shown.begin(), shown.end(), obeyed, '?');
  return shown;
}

}  // namespace celltally
