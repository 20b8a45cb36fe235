#include "cli/day_table.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace celltally {

namespace {

using Line = DayTable::Line;
using Day = DayTable::Day;

bool has_data(const Figure& figure) {
  return figure.given && figure.state != ReleaseState::no_data;
}

struct HourFigures {
  Figure people;
  Figure events;

  bool has_data() const { return celltally::has_data(people) || celltally::has_data(events); }
};

// Of one cell in one day: its hours by the number of their windows.
struct CellDay {
  Figure visitors;
  std::map<std::uint32_t, HourFigures> hours;
};

using CellDays = std::map<std::uint32_t, CellDay>;  // by place

class Layout {
 public:
  explicit Layout(const Report& report) : report_(report), day_of_(report.windows()) {
    find_days();
    for (const ReportRow& row : report.rows()) place_row(row);
  }

  std::vector<Day> finish() const {
    std::vector<Day> days;
    for (const auto& [number, cells] : days_) days.push_back(day(number, cells));
    return days;
  }

 private:
  // Days are the windows of visitors; an hour is in the day that holds its beginning.
  void find_days() {
    for (std::uint32_t i = 0; i < day_of_.size(); ++i) day_of_[i] = i;
    for (const ReportRow& row : report_.rows()) {
      if (row.statistic != Statistic::visitors || days_.contains(row.window)) continue;
      days_[row.window];
      for (std::uint32_t i = 0; i < day_of_.size(); ++i) {
        if (report_.window(row.window).contains(report_.window(i).from)) day_of_[i] = row.window;
      }
    }
  }

  void place_row(const ReportRow& row) {
    CellDay& cell = days_[day_of_[row.window]][row.place];
    switch (row.statistic) {
      case Statistic::visitors: cell.visitors.add(Figure::of(row)); break;
      case Statistic::presence: cell.hours[row.window].people = Figure::of(row); break;
      case Statistic::events: cell.hours[row.window].events.add(Figure::of(row)); break;
      default: break;  // has no column
    }
  }

  Day day(std::uint32_t number, const CellDays& cells) const {
    Day day{.window = report_.window(number), .lines = {}, .silent = {}};
    std::map<std::uint32_t, bool> heard;  // by hour
    for (const auto& [place, cell] : cells) {
      for (const auto& [hour, figures] : cell.hours) heard[hour] |= figures.has_data();
    }
    for (const auto& [hour, any] : heard) {
      if (!any) add_silent(day.silent, report_.window(hour));
    }
    for (const auto& [place, cell] : cells) add_lines(day.lines, number, place, cell, heard);
    return day;
  }

  static void add_silent(std::vector<Window>& silent, const Window& hour) {
    if (!silent.empty() && silent.back().to == hour.from) {
      silent.back().to = hour.to;
    } else {
      silent.push_back(hour);
    }
  }

  static void add_lines(std::vector<Line>& lines, std::uint32_t day, std::uint32_t place,
                        const CellDay& cell, const std::map<std::uint32_t, bool>& heard) {
    const std::size_t first = lines.size();
    const bool any = std::any_of(cell.hours.begin(), cell.hours.end(),
                                 [](const auto& hour) { return hour.second.has_data(); });
    if (any) {
      for (const auto& [hour, figures] : cell.hours) {
        if (!heard.at(hour)) continue;
        lines.push_back({.place = place,
                         .window = hour,
                         .people = figures.people,
                         .visitors = {},
                         .events = figures.events});
      }
    } else {
      const Figure none{.given = true};
      lines.push_back(
          {.place = place, .window = day, .people = none, .visitors = {}, .events = none});
    }
    lines[first].first_of_cell = true;
    lines[first].visitors = cell.visitors;
  }

  const Report& report_;
  std::vector<std::uint32_t> day_of_;       // the day's number, by the window's
  std::map<std::uint32_t, CellDays> days_;  // by the day's number, which is in order of time
};

}  // namespace

std::vector<Day> DayTable::days_of(const Report& report) {
  return Layout{report}.finish();
}

}  // namespace celltally
