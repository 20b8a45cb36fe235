#include "cli/report_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "cli/day_table.hpp"
#include "cli/protection_note.hpp"
#include "cli/wrapped.hpp"

namespace celltally {

namespace {

constexpr std::string_view kDim = "\033[2m";
constexpr std::string_view kPlain = "\033[0m";

class TablePrinter {
 public:
  TablePrinter(const Report& report, const LocalTime& time, const ReleaseRules& rules,
               const Terminal& terminal, Output& out)
      : report_(report),
        time_(time),
        rules_(rules),
        colours_(terminal.colours),
        columns_(terminal.columns),
        out_(out) {
    days_ = DayTable::days_of(report);
    measure();
  }

  void print() {
    if (report_.exact()) out_.write(wrapped(protection_note(true, rules_), columns_) + "\n");
    for (const DayTable::Day& day : days_) {
      if (out_.failed()) return;
      print_day(day);
    }
    print_legend();
  }

 private:
  std::string text(const Figure& figure) const {
    if (!figure.given) return {};
    switch (figure.state) {
      case ReleaseState::published:
        return fmt::format("{}{}", figure.value, figure.more ? "+" : "");
      case ReleaseState::withheld: return fmt::format("<{}", rules_.people_min);
      case ReleaseState::no_data: return "no data";
    }
    return {};
  }

  void measure() {
    for (const DayTable::Day& day : days_) {
      for (const DayTable::Line& line : day.lines) {
        cell_ = std::max(cell_, report_.place(line.place).size());
        people_ = std::max(people_, text(line.people).size());
        visitors_ = std::max(visitors_, text(line.visitors).size());
        events_ = std::max(events_, text(line.events).size());
        more_ = more_ || line.events.more || line.visitors.more;
      }
    }
    // Where it is narrow the date goes, for it stands above, then the second space, and then the
    // cell gets a line of its own.
    if (width() > columns_) short_hours_ = true;
    if (width() > columns_) gap_ = 1;
    if (width() > columns_) {
      cell_line_ = true;
      cell_ = 0;
    }
  }

  std::size_t hour() const { return std::size_t{short_hours_ ? 7u : 16u}; }
  std::size_t width() const { return cell_ + hour() + people_ + visitors_ + events_ + 4 * gap_; }

  std::string clock(Timestamp at) const {
    return short_hours_ ? time_.clock(at) : time_.date_and_clock(at);
  }

  void print_day(const DayTable::Day& day) {
    out_.write(wrapped(fmt::format("{} to {}, {}", time_.date_and_clock(day.window.from),
                                   time_.date_and_clock(day.window.to), time_.zone()),
                       columns_));
    for (const Window& silent : day.silent) {
      out_.write(wrapped(
          fmt::format("no data of any cell from {} to {}", clock(silent.from), clock(silent.to)),
          columns_));
    }
    const std::string gap(gap_, ' ');
    out_.write(fmt::format("\n{:<{}}{}{:<{}}{}{:>{}}{}{:>{}}{}{:>{}}\n", cell_line_ ? "" : "cell",
                           cell_, gap, "hour", hour(), gap, "people", people_, gap, "visitors",
                           visitors_, gap, "events", events_));
    for (const DayTable::Line& line : day.lines) {
      if (out_.failed()) return;
      print_line(line, day.window, gap);
    }
    out_.write("\n");
  }

  void print_line(const DayTable::Line& line, const Window& day, const std::string& gap) {
    const Window& window = report_.window(line.window);
    const std::string when = window == day ? "all day" : clock(window.from);
    const std::string& place = report_.place(line.place);
    if (cell_line_ && line.first_of_cell) out_.write(place + "\n");
    fmt::format_to(std::back_inserter(out_.buffer()), "{:<{}}{}{:<{}}", cell_line_ ? "" : place,
                   cell_, gap, when, hour());
    print_figure(line.people, people_, gap);
    print_figure(line.visitors, visitors_, gap);
    print_figure(line.events, events_, gap);
    // No spaces at the end of a line.
    std::string& buffer = out_.buffer();
    buffer.erase(buffer.find_last_not_of(' ') + 1);
    out_.write("\n");
  }

  void print_figure(const Figure& figure, std::size_t width, const std::string& gap) {
    const bool dim = colours_ && figure.given && figure.state != ReleaseState::published;
    fmt::format_to(std::back_inserter(out_.buffer()), "{}{}{:>{}}{}", gap, dim ? kDim : "",
                   text(figure), width, dim ? kPlain : "");
  }

  bool any(ReleaseState state) const { return report_.count(state) > 0; }

  void print_legend() {
    if (any(ReleaseState::withheld)) {
      print_meaning(fmt::format("<{}", rules_.people_min),
                    fmt::format("fewer than {} people, or nobody: withheld", rules_.people_min));
    }
    if (more_) print_meaning("+", "those of kinds or classes that are withheld come in addition");
    if (any(ReleaseState::no_data)) {
      print_meaning("no data", "nothing captured then, or of this network and radio all day");
    }
    out_.write(wrapped(protection_note(report_.exact(), rules_), columns_));
  }

  void print_meaning(std::string_view sign, std::string_view meaning) {
    const std::size_t rest = columns_ > kSign ? columns_ - kSign : 1;
    std::string lines = wrapped(meaning, rest);
    for (std::size_t at = 0; (at = lines.find('\n', at)) + 1 < lines.size(); at += kSign) {
      lines.insert(++at, kSign, ' ');
    }
    out_.write(fmt::format("{:<{}}{}", sign, kSign, lines));
  }

  static constexpr std::size_t kSign = 9;  // width of the legend's signs

  const Report& report_;
  const LocalTime& time_;
  const ReleaseRules& rules_;
  bool colours_;
  std::size_t columns_;
  Output& out_;
  std::vector<DayTable::Day> days_;
  std::size_t cell_ = 4;  // widths, at least those of the headings
  std::size_t people_ = 6;
  std::size_t visitors_ = 8;
  std::size_t events_ = 6;
  std::size_t gap_ = 2;
  bool short_hours_ = false;
  bool cell_line_ = false;  // the cell stands above its hours
  bool more_ = false;       // a plus stands somewhere
};

}  // namespace

void print_table(const Report& report, const LocalTime& time, const ReleaseRules& rules,
                 const Terminal& terminal, Output& out) {
  if (!report.rows().empty()) TablePrinter{report, time, rules, terminal, out}.print();
}

}  // namespace celltally
