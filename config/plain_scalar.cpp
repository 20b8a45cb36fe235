#include "config/plain_scalar.hpp"

#include <cstddef>
#include <regex>

namespace celltally {

bool is_no_text_without_quotes(std::string_view text) {
  // No such word is longer; and the library's matching needs stack in proportion to it.
  constexpr std::size_t kLengthMax = 100;
  if (text.size() > kLengthMax) return false;
  if (text.empty()) return true;
  // yaml.org/type of YAML 1.1 (bool, int, float, null, timestamp) and YAML 1.2.2, 10.3.2.
  thread_local const std::regex resolved{
      "~|null|true|false|yes|no|on|off|y|n|"
      "[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*)|"
      "[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|"
      "[-+]?(\\.[0-9][0-9_]*|[0-9][0-9_]*(\\.[0-9_]*)?)(e[-+]?[0-9]+)?|"
      "[-+]?\\.inf|\\.nan|"
      "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?",
      std::regex::icase};
  return std::regex_match(text.begin(), text.end(), resolved);
}

}  // namespace celltally
