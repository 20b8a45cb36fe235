#include "outbox/gone_name.hpp"

namespace celltally {

namespace {

constexpr std::string_view kAfter = ".after.";
constexpr std::string_view kDropped = ".dropped";

}  // namespace

std::string to_text(const DroppedName& name) {
  return sequence_digits(name.sequence)
      .append(kAfter)
      .append(sequence_digits(name.after))
      .append(kDropped);
}

std::optional<DroppedName> dropped_name_from_text(std::string_view file) {
  const std::size_t at = file.find(kAfter);
  if (at == std::string_view::npos || !file.ends_with(kDropped)) return std::nullopt;
  file.remove_suffix(kDropped.size());
  if (file.size() < at + kAfter.size()) return std::nullopt;
  const auto sequence = sequence_from_digits(file.substr(0, at));
  const auto after = sequence_from_digits(file.substr(at + kAfter.size()));
  if (!sequence || *sequence == 0 || !after) return std::nullopt;
  return DroppedName{*sequence, *after};
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
