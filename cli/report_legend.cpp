#include "cli/report_legend.hpp"

#include <fmt/format.h>

#include "cli/protection_note.hpp"
#include "cli/wrapped.hpp"

namespace celltally {

namespace {

constexpr std::size_t kSign = 9;  // the width of the signs

std::string withheld_meaning(const ReportProtection& protection, std::size_t columns) {
  if (protection.noise) {
    return sign_meaning("few",
                        "withheld: its noisy number is below what is told (" +
                            thresholds_text(*protection.noise) + "), or hides another's",
                        columns) +
           sign_meaning("rest", "withheld numbers of a site or zone together", columns) +
           sign_meaning("~", "told, but just above that: likely too high", columns);
  }
  const std::uint64_t least = protection.rules.people_min;
  return sign_meaning(fmt::format("<{}", least),
                      fmt::format("fewer than {} people, or nobody: withheld", least), columns);
}

}  // namespace

std::string sign_meaning(std::string_view sign, std::string_view meaning, std::size_t columns) {
  const std::size_t rest = columns > kSign ? columns - kSign : 1;
  std::string lines = wrapped(meaning, rest);
  for (std::size_t at = 0; (at = lines.find('\n', at)) + 1 < lines.size(); at += kSign) {
    lines.insert(++at, kSign, ' ');
  }
  return fmt::format("{:<{}}{}", sign, kSign, lines);
}

std::string report_legend(const Report& report, const ReportProtection& protection,
                          std::size_t columns) {
  std::string text;
  if (report.count(ReleaseState::withheld) > 0) {
    text += withheld_meaning(protection, columns);
    text += sign_meaning("+", "what is withheld comes in addition", columns);
  }
  if (report.count(ReleaseState::no_data) > 0) {
    text += sign_meaning("no data", "nothing captured then, or of this network and radio all day",
                         columns);
  }
  return text + wrapped(protection_note(protection), columns);
}

}  // namespace celltally
