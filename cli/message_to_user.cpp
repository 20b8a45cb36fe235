#include "cli/message_to_user.hpp"

#include <cstdio>
#include <string>

namespace celltally {

void tell(std::string_view text) {
  std::string line{"celltally: "};
  line.append(text).append("\n");
  static_cast<void>(std::fputs(line.c_str(), stderr));
}

}  // namespace celltally
