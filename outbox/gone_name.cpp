#include "outbox/gone_name.hpp"

#include <algorithm>

namespace celltally {

namespace {

constexpr std::string_view kAfter = ".after.";
constexpr std::string_view kDropped = ".dropped";
constexpr std::string_view kWith = ".with.";
constexpr std::string_view kFrom = ".from.";

// Reads what a name says of the others that a dropped segment had declared: "2.from.00...03".
bool read_others(std::string_view text, DroppedName& name) {
  const std::size_t at = text.find(kFrom);
  if (at == std::string_view::npos) return false;
  const auto with = sequence_from_digits(text.substr(0, at));
  const auto from = sequence_from_digits(text.substr(at + kFrom.size()));
  if (!with || *with == 0 || !from || *from == 0 || *from >= name.sequence) return false;
  name.with = *with;
  name.from = *from;
  return *with <= name.sequence - *from;
}

}  // namespace

SegmentHeader::Dropped DroppedName::gone() const noexcept {
  return {.segments = with + 1, .first = with > 0 ? from : sequence, .last = sequence};
}

std::string to_text(const DroppedName& name) {
  std::string text = sequence_digits(name.sequence);
  if (name.with > 0) {
    text.append(kWith).append(sequence_digits(name.with));
    text.append(kFrom).append(sequence_digits(name.from));
  }
  return text.append(kAfter).append(sequence_digits(name.after)).append(kDropped);
}

std::optional<DroppedName> dropped_name_from_text(std::string_view file) {
  const std::size_t at = file.find(kAfter);
  if (at == std::string_view::npos || !file.ends_with(kDropped)) return std::nullopt;
  file.remove_suffix(kDropped.size());
  if (file.size() < at + kAfter.size()) return std::nullopt;
  const std::size_t with = std::min(file.find(kWith), at);
  const auto sequence = sequence_from_digits(file.substr(0, with));
  const auto after = sequence_from_digits(file.substr(at + kAfter.size()));
  if (!sequence || *sequence == 0 || !after) return std::nullopt;
  DroppedName name{.sequence = *sequence, .after = *after};
  if (with == at) return name;
  const std::string_view others = file.substr(with + kWith.size(), at - with - kWith.size());
  return read_others(others, name) ? std::optional{name} : std::nullopt;
}

std::string to_text(const QuarantinedName& name) {
  std::string text = to_text(name.segment);
  if (name.after) text.append(kAfter).append(sequence_digits(*name.after));
  return text;
}

std::optional<QuarantinedName> quarantined_name_from_text(std::string_view file) {
  const std::size_t at = file.find(kAfter);
  const auto segment = segment_name_from_text(file.substr(0, at));
  if (!segment) return std::nullopt;
  if (at == std::string_view::npos) return QuarantinedName{*segment, std::nullopt};
  const auto after = sequence_from_digits(file.substr(at + kAfter.size()));
  if (!after) return std::nullopt;
  return QuarantinedName{*segment, *after};
}

}  // namespace celltally
