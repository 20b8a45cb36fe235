#include "vocabulary/utc_text.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>

namespace celltally {

namespace {

// Without the Z.
std::string date_and_time(Timestamp at) {
  const std::chrono::sys_seconds seconds{std::chrono::seconds{at.seconds()}};
  const auto midnight = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date{midnight};
  const auto second = static_cast<int>((seconds - midnight).count());
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), second / 3600, second / 60 % 60, second % 60);
  return text.data();
}

// All of `digits`, or -1.
int number(std::string_view digits) noexcept {
  int value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return -1;
    value = value * 10 + (digit - '0');
  }
  return value;
}

}  // namespace

std::string utc_seconds(Timestamp at) {
  return date_and_time(at) + "Z";
}

std::string utc_precise(Timestamp at) {
  const std::int64_t ns = (at.ns % 1'000'000'000 + 1'000'000'000) % 1'000'000'000;
  const std::string digits = std::to_string(1'000'000'000 + ns).substr(1);
  return date_and_time(at) + "." + (ns % 1000 == 0 ? digits.substr(0, 6) : digits) + "Z";
}

std::optional<Timestamp> utc_from_text(std::string_view text) noexcept {
  constexpr std::string_view kShape = "....-..-..T..:..:..Z";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] != '.' && text[i] != kShape[i]) return std::nullopt;
  }
  const int year = number(text.substr(0, 4));
  const int month = number(text.substr(5, 2));
  const int day = number(text.substr(8, 2));
  const int hour = number(text.substr(11, 2));
  const int minute = number(text.substr(14, 2));
  const int second = number(text.substr(17, 2));
  if (year < 1678 || year > 2261 || month < 0 || day < 0) return std::nullopt;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const std::chrono::sys_seconds midnight = std::chrono::sys_days{date};
  return Timestamp::from_seconds(midnight.time_since_epoch().count() + hour * 3600 + minute * 60 +
                                 second);
}

}  // namespace celltally
