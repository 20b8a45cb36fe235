#include "config/config_text_check.hpp"

#include <string>
#include <string_view>

#include "config/load_config.hpp"
#include "config/shown_text.hpp"

namespace celltally {

namespace {

// A line's first problem; one is enough to look at it.
std::string_view problem_at(std::string_view rest) {
  const std::size_t octets = utf8_length(rest);
  if (octets == 0) return "this is no UTF-8; save the file as UTF-8";
  if (rest.front() == '\t') return "here is a tab; write spaces";
  if (printable_characters(rest.substr(0, octets)) == "?" && rest.front() != '?') {
    return "here is a control character; take it out";
  }
  return {};
}

void check_line(const SourceText& source, std::size_t number, ProblemNotes& notes) {
  const std::string_view line = source.line(number);
  // Whatever is done for a value or a problem looks at its line, and must not do so too often.
  if (line.size() > kConfigLineOctetsMax) {
    return notes.note({number, 0}, "",
                      "this line is longer than 4096 octets; break it up, a list with a dash in "
                      "front of each item");
  }
  for (std::size_t at = 0; at < line.size(); at += utf8_length(line.substr(at))) {
    const std::string_view problem = problem_at(line.substr(at));
    if (problem.empty()) continue;
    notes.note({number, at}, "", std::string{problem});
    return;
  }
}

}  // namespace

void check_config_text(const SourceText& source, ProblemNotes& notes) {
  const std::string_view text = source.text();
  if (text.size() > kConfigOctetsMax) {
    return notes.note({}, "", "the file is larger than 1MiB; is it the right one?");
  }
  if (text.starts_with("\xef\xbb\xbf")) {
    return notes.note({}, "", "the file begins with a byte order mark; save it as UTF-8 without");
  }
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    return notes.note({}, "", "the file is UTF-16; save it as UTF-8");
  }
  for (std::size_t number = 1; number <= source.lines(); ++number) {
    check_line(source, number, notes);
  }
}

}  // namespace celltally
