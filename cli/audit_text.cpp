#include "cli/audit_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "audit/report/audit_tally.hpp"
#include "audit/report/figure_words.hpp"
#include "audit/report/verdict.hpp"
#include "cli/text_table.hpp"
#include "cli/wrapped.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::size_t kIndent = 9;  // "skipped  "
constexpr std::size_t kGap = 2;
constexpr std::size_t kWhatLeast = 20;  // narrower, and a figure's name has lines of its own

// How wide the columns of all figures are.
struct Widths {
  std::size_t what = 0;
  std::size_t measured = 0;
  bool apart = false;  // what a figure is stands above its numbers

  static Widths of(std::span<const AuditCheck> checks, std::size_t columns) {
    Widths widths;
    std::size_t mark = 0;
    for (const AuditCheck& check : checks) {
      for (const AuditCheck::Figure& figure : check.figures) {
        const FigureWords words = FigureWords::of(figure);
        widths.what = std::max(widths.what, width_of(figure.what));
        widths.measured = std::max(widths.measured, width_of(words.measured));
        mark = std::max(mark, width_of(words.mark));
      }
    }
    const std::size_t taken = kIndent + kGap + widths.measured + kGap + mark;
    widths.apart = taken + std::min(widths.what, kWhatLeast) > columns;
    if (!widths.apart) widths.what = std::min(widths.what, columns - taken);
    return widths;
  }
};

std::vector<std::string> lines_of(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  const std::string broken = wrapped(text, columns);
  std::string_view rest = broken;
  for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos;) {
    lines.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return lines;
}

void add_indented(std::string_view words, std::size_t columns, std::string& text) {
  const std::size_t room = columns > kIndent ? columns - kIndent : 1;
  for (const std::string& line : lines_of(words, room)) {
    text += std::string(kIndent, ' ') + line + "\n";
  }
}

void add_figure(const AuditCheck::Figure& figure, const Widths& widths, std::size_t columns,
                std::string& text) {
  const FigureWords words = FigureWords::of(figure);
  const std::string begin(figure.holds() ? "         " : "       ! ");
  const std::string numbers =
      fmt::format("{:>{}}  {}\n", words.measured, widths.apart ? 0 : widths.measured, words.mark);
  const auto lines = lines_of(figure.what, widths.apart ? columns - kIndent : widths.what);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += (i == 0 ? begin : std::string(kIndent, ' ')) + lines[i];
    if (i + 1 < lines.size() || widths.apart) text += '\n';
  }
  if (widths.apart) {
    text += std::string(kIndent, ' ') + numbers;
  } else {
    text += std::string(widths.what + kGap - width_of(lines.back()), ' ') + numbers;
  }
}

void add_check(const AuditCheck& check, const Widths& widths, std::size_t columns,
               std::string& text) {
  text += fmt::format("{:<{}}{}\n", to_text(check.verdict), kIndent, check.name);
  const bool failed = check.verdict == AuditCheck::Verdict::failed;
  if (failed) add_indented(check.attacker, columns, text);
  for (const AuditCheck::Figure& figure : check.figures) add_figure(figure, widths, columns, text);
  if (!check.said.empty()) {
    add_indented((failed ? "What to do: " : "") + check.said, columns, text);
  }
}

}  // namespace

std::string audit_text(const AuditAbout& about, std::span<const AuditCheck> checks,
                       std::size_t columns) {
  constexpr std::size_t kColumnsLeast = 40;
  columns = std::max(columns, kColumnsLeast);
  std::string head = "Audit of " + about.probe;
  for (std::size_t i = 0; i < about.programs.size(); ++i) {
    head += (i == 0 ? " by " : ", ") + about.programs[i];
  }
  head += ", " + utc_seconds(about.at) + (about.quick ? ", quick." : ".");
  if (about.promised) head += " A day may cost " + promise_text(about) + ".";
  std::string text = wrapped(head, columns) + "\n";
  const Widths widths = Widths::of(checks, columns);
  for (const AuditCheck& check : checks) add_check(check, widths, columns, text);
  return text + "\n" + AuditTally::of(checks).text() + "\n";
}

}  // namespace celltally
