#include "outbox/segment_name.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::size_t kDigits = 20;

// "20260101T120000Z": the time without what a file name need not have.
std::string short_time(Timestamp at) {
  std::string text = utc_seconds(at);
  std::erase(text, '-');
  std::erase(text, ':');
  return text;
}

std::optional<Timestamp> time_from_short(std::string_view text) {
  if (text.size() != std::string_view{"20260101T120000Z"}.size()) return std::nullopt;
  std::string whole{text};
  for (const std::size_t at : {4u, 7u}) whole.insert(at, 1, '-');
  for (const std::size_t at : {13u, 16u}) whole.insert(at, 1, ':');
  return utc_from_text(whole);
}

// The part before the next dot, which is taken away with it.
std::string_view next_part(std::string_view& rest) {
  const std::size_t dot = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, dot);
  rest.remove_prefix(std::min(dot + 1, rest.size()));
  return part;
}

}  // namespace

std::string to_text(const SegmentName& name) {
  return fmt::format("{}.{}.{}.segment", sequence_digits(name.sequence), to_text(name.statistic),
                     short_time(name.from));
}

std::optional<SegmentName> segment_name_from_text(std::string_view file) {
  std::string_view rest = file;
  const auto sequence = sequence_from_digits(next_part(rest));
  const auto word = next_part(rest);
  const auto from = time_from_short(next_part(rest));
  const auto statistic = statistic_from_text(word);
  if (!sequence || *sequence == 0 || !from || rest != "segment") return std::nullopt;
  if (!statistic) return std::nullopt;
  return SegmentName{*sequence, *statistic, *from};
}

std::string sequence_digits(std::uint64_t sequence) {
  return fmt::format("{:0{}}", sequence, kDigits);
}

std::optional<std::uint64_t> sequence_from_digits(std::string_view digits) noexcept {
  if (digits.size() != kDigits || !digits.starts_with("00")) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

}  // namespace celltally
