#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace celltally {

// Something about one capture file that its user should know: what is wrong and what to do.
struct CaptureProblem {
  std::string file;                     // as the user named it, or "standard input"
  std::optional<std::uint64_t> offset;  // octets read when it was seen; files with damage only
  std::string what;
  std::string mend;
  bool for_all_after = false;  // no further file can be opened either
};

// "FILE: what; mend", "FILE:offset N: what; mend": always one line, control characters become '?'.
std::string to_text(const CaptureProblem& problem);

// The name as it has to be typed in a shell: quoted where it needs to be.
std::string shell_word(std::string_view name);

}  // namespace celltally
