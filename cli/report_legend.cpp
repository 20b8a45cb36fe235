#include "cli/report_legend.hpp"

#include <fmt/format.h>

#include "cli/protection_note.hpp"
#include "cli/wrapped.hpp"

namespace celltally {

namespace {

constexpr std::size_t kSign = 9;  // the width of the signs

}  // namespace

std::string sign_meaning(std::string_view sign, std::string_view meaning, std::size_t columns) {
  const std::size_t rest = columns > kSign ? columns - kSign : 1;
  std::string lines = wrapped(meaning, rest);
  for (std::size_t at = 0; (at = lines.find('\n', at)) + 1 < lines.size(); at += kSign) {
    lines.insert(++at, kSign, ' ');
  }
  return fmt::format("{:<{}}{}", sign, kSign, lines);
}

std::string report_legend(const Report& report, const ReleaseRules& rules, std::size_t columns) {
  std::string text;
  if (report.count(ReleaseState::withheld) > 0) {
    text += sign_meaning(fmt::format("<{}", rules.people_min),
                         fmt::format("fewer than {} people, or nobody: withheld", rules.people_min),
                         columns);
    text += sign_meaning("+", "what is withheld comes in addition", columns);
  }
  if (report.count(ReleaseState::no_data) > 0) {
    text += sign_meaning("no data", "nothing captured then, or of this network and radio all day",
                         columns);
  }
  return text + wrapped(protection_note(report.exact(), rules), columns);
}

}  // namespace celltally
