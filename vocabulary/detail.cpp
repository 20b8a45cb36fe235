#include "vocabulary/detail.hpp"

#include <array>
#include <span>

namespace celltally {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, kVisitorClasses> kVisitors{"resident", "visitor", "unknown"};
constexpr std::array<std::string_view, kDwellClasses> kDwells{"5-15",   "15-30",   "30-60",
                                                              "60-120", "120-240", "240+"};
constexpr std::array<std::string_view, kGapClasses> kGaps{"gap<=2", "gap<=5", "gap<=10", "gap<=20",
                                                          "gap>20"};
constexpr std::array<std::string_view, PopulationSegment::kCodes> kSegments{
    "unknown", "0-15/f",  "0-15/m",  "16-24/f", "16-24/m", "25-34/f", "25-34/m", "35-44/f",
    "35-44/m", "45-54/f", "45-54/m", "55-64/f", "55-64/m", "65+/f",   "65+/m"};

// Of the statistics that have a fixed list; empty for the others.
Words words_of(Statistic statistic) noexcept {
  switch (statistic) {
    case Statistic::visitors: return kVisitors;
    case Statistic::dwell: return kDwells;
    case Statistic::quality: return kGaps;
    case Statistic::segments: return kSegments;
    default: return {};
  }
}

std::string three_digits(unsigned number) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < 3 ? 3 - text.size() : 0, '0') + text;
}

std::optional<Detail> country_from(std::string_view text) {
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  if (text.size() != 3 || number == 0) return std::nullopt;
  return Detail::of_country(number);
}

std::optional<std::size_t> position(Words words, std::string_view text) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].empty() && words[i] == text) return i;
  }
  return std::nullopt;
}

std::optional<Detail> event_from(std::string_view key, std::string_view text) {
  for (std::size_t service = 1; key == "service" && service < kServiceClasses; ++service) {
    if (to_text(static_cast<ServiceClass>(service)) == text) {
      return Detail::of(static_cast<ServiceClass>(service));
    }
  }
  for (std::size_t kind = 1; key == "kind" && kind < kEventKinds; ++kind) {
    if (to_text(static_cast<EventKind>(kind)) == text) {
      return Detail::of(static_cast<EventKind>(kind));
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view key_of(Statistic statistic, Detail detail) noexcept {
  switch (statistic) {
    case Statistic::events: return detail.is_service() ? "service" : "kind";
    case Statistic::roamers: return "country";
    case Statistic::segments: return "segment";
    default: return words_of(statistic).empty() ? "" : "class";
  }
}

std::string to_text(Statistic statistic, Detail detail) {
  if (statistic == Statistic::roamers) return three_digits(detail.code);
  if (statistic == Statistic::events) {
    for (std::size_t service = 0; service < kServiceClasses; ++service) {
      if (detail == Detail::of(static_cast<ServiceClass>(service))) {
        return std::string{to_text(static_cast<ServiceClass>(service))};
      }
    }
    return std::string{to_text(static_cast<EventKind>(detail.code))};
  }
  const Words words = words_of(statistic);
  return detail.code < words.size() ? std::string{words[detail.code]} : std::string{};
}

std::optional<Detail> detail_from_text(Statistic statistic, std::string_view key,
                                       std::string_view text) {
  if (statistic == Statistic::events) return event_from(key, text);
  if (key != key_of(statistic, {})) return std::nullopt;
  if (statistic == Statistic::roamers) return country_from(text);
  const Words words = words_of(statistic);
  if (words.empty()) return text.empty() ? std::optional{Detail{}} : std::nullopt;
  const auto at = position(words, text);
  if (!at) return std::nullopt;
  return Detail{static_cast<std::uint16_t>(*at)};
}

}  // namespace celltally
