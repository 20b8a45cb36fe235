#pragma once

#include <string>
#include <string_view>

#include "cli/local_time.hpp"
#include "cli/report_day.hpp"
#include "cli/report_protection.hpp"
#include "cli/terminal.hpp"

namespace celltally {

// What the sections of an overview are made of, for one day. Borrows all of it.
struct OverviewSection {
  static constexpr std::size_t kLines = 8;  // of a section, the first of many

  const Report& report;
  const ReportDay& day;
  const LocalTime& time;
  const ReportProtection& protection;
  const Terminal& terminal;

  // Whether there is room for hour_bar().
  bool has_bars() const noexcept { return terminal.columns >= 44; }

  // Each a heading and lines, or nothing when the day has no such rows.
  std::string hours(Statistic statistic, const char* title) const;
  std::string visitors() const;
  std::string flows() const;
  std::string origins() const;
  std::string countries() const;
  std::string segments() const;
  std::string event_kinds() const;
  std::string event_services() const;
  std::string quality() const;
  std::string withheld() const;

 private:
  std::string events(std::string_view key, const char* title) const;
  std::string axis() const;
  std::string list(const char* title, const char* unit,
                   const std::vector<ReportDay::Named>& named) const;
  std::string shares(Statistic statistic, const char* title) const;
  std::string more_of(std::size_t all, const char* what, const char* statistic) const;
};

}  // namespace celltally
