#include "cli/utc_text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>

namespace celltally {

namespace {

// Without the Z.
std::string date_and_time(Timestamp at) {
  const std::chrono::sys_seconds seconds{std::chrono::seconds{at.seconds()}};
  const auto midnight = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date{midnight};
  const std::int64_t second = (seconds - midnight).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     second / 3600, second / 60 % 60, second % 60);
}

}  // namespace

std::string utc_seconds(Timestamp at) {
  return date_and_time(at) + "Z";
}

std::string utc_precise(Timestamp at) {
  const std::int64_t ns = (at.ns % 1'000'000'000 + 1'000'000'000) % 1'000'000'000;
  if (ns % 1000 != 0) return fmt::format("{}.{:09}Z", date_and_time(at), ns);
  return fmt::format("{}.{:06}Z", date_and_time(at), ns / 1000);
}

}  // namespace celltally
