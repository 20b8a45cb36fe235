#include "outbox/protection_text.hpp"

#include <fmt/format.h>

#include "disclose/release_rules.hpp"
#include "outbox/row_text.hpp"

namespace celltally {

namespace {

constexpr std::uint64_t kPeopleLeast = 2;  // one is no threshold: exact counts are not shipped
constexpr std::uint64_t kPeopleMost = 1'000'000;
constexpr std::uint64_t kScaleMost = 1000;

bool read_flag(LineCursor& line) {
  if (line.accept("true")) return true;
  line.expect("false");
  return false;
}

NoiseShape read_shape(LineCursor& line) {
  const auto shape = noise_shape_from_text(line.word());
  if (!shape) line.refuse("shape must be gaussian or geometric");
  return shape.value_or(NoiseShape::gaussian);
}

void read_noise(LineCursor& line, SegmentHeader::Protection& protection) {
  SegmentHeader::Noise& noise = protection.noise.emplace();
  protection.people_min = line.number("people_min", kPeopleLeast, kPeopleMost);
  line.expect(R"(,"hard_floor":)");
  noise.hard_floor = read_flag(line);
  line.expect(R"(,"shape":")");
  noise.shape = read_shape(line);
  line.expect(R"(","scale":)");
  noise.scale_tenths = line.tenths("scale", kScaleMost);
  line.expect(R"(,"cap":)");
  noise.cap = static_cast<std::uint32_t>(line.number("cap", 1, kPeopleMost));
  line.expect(R"(,"threshold":)");
  noise.threshold = line.number("threshold", 0, kPeopleMost);
  line.expect(R"(,"near_below":)");
  noise.near_below = line.number("near_below", noise.threshold, 2 * kPeopleMost);
  line.expect("}");
}

}  // namespace

std::string protection_text(const SegmentHeader::Protection& protection) {
  if (!protection.noise) {
    return fmt::format(R"({{"mode":"threshold_only","people_min":{},"rounding":{}}})",
                       protection.people_min, protection.rounding);
  }
  const SegmentHeader::Noise& noise = *protection.noise;
  return fmt::format(
      R"({{"mode":"noise","people_min":{},"hard_floor":{},"shape":"{}","scale":{},"cap":{},)"
      R"("threshold":{},"near_below":{}}})",
      protection.people_min, noise.hard_floor, to_text(noise.shape),
      tenths_text(noise.scale_tenths), noise.cap, noise.threshold, noise.near_below);
}

void read_protection(LineCursor& line, SegmentHeader::Protection& protection) {
  if (line.accept(R"({"mode":"noise","people_min":)")) {
    read_noise(line, protection);
    return;
  }
  line.expect(R"({"mode":"threshold_only","people_min":)");
  protection.people_min = line.number("people_min", kPeopleLeast, kPeopleMost);
  line.expect(R"(,"rounding":)");
  protection.rounding = line.number("rounding", 1, kPeopleMost);
  line.expect("}");
  const ReleaseRules rules{.people_min = protection.people_min, .rounding = protection.rounding};
  if (line.ok() && !rules.consistent()) line.refuse("people_min must be a multiple of rounding");
}

}  // namespace celltally
