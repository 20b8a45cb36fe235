#include "capture/capture_problem.hpp"

#include <algorithm>

namespace celltally {

namespace {

bool needs_no_quotes(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"_-./,:=+@%"}.find(c) != std::string_view::npos;
}

// File names come from anywhere; a terminal must not obey them.
bool is_control(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet < 0x20 || octet == 0x7f;
}

}  // namespace

std::string to_text(const CaptureProblem& problem) {
  std::string text = problem.file;
  if (problem.offset) text += ":offset " + std::to_string(*problem.offset);
  text += ": " + problem.what + "; " + problem.mend;
  std::replace_if(text.begin(), text.end(), is_control, '?');
  return text;
}

std::string shell_word(std::string_view name) {
  if (!name.empty() && std::all_of(name.begin(), name.end(), needs_no_quotes)) {
    return std::string{name};
  }
  std::string quoted = "'";
  for (const char c : name) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted += '\'';
}

}  // namespace celltally
