#include "decode/nas_reading.hpp"

#include "decode/mobile_identity.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

// TS 24.008 10.5.1.4.
constexpr std::uint8_t kType = 0x07;
constexpr std::uint8_t kNone = 0;
constexpr std::uint8_t kImsi = 1;
constexpr std::uint8_t kImei = 2;
constexpr std::uint8_t kImeisv = 3;
constexpr std::uint8_t kTmsi = 4;

void read_tmsi(Bytes value, const TmsiUse& use, const NasReading& reading) noexcept {
  ByteCursor cursor{value};
  cursor.skip(1);
  const std::uint32_t tmsi = cursor.u32();
  if (!cursor.ok() || !cursor.empty()) return reading.note(MessageDamage::bad_identity);
  reading.burst.add_temporary(tmsi_in_area(use.kind, use.area, tmsi).as(use.role));
}

}  // namespace

bool read_nas_identity(std::span<const std::uint8_t> value, const TmsiUse& tmsi,
                       const NasReading& reading) noexcept {
  if (value.empty()) return false;
  switch (value[0] & kType) {
    case kImsi: take_mobile_imsi(value, reading.message); return false;
    case kImei:
    case kImeisv: take_mobile_imei(value, reading.message); return true;
    case kTmsi: read_tmsi(value, tmsi, reading); return false;
    case kNone: return false;
    default: reading.note(MessageDamage::bad_identity); return false;
  }
}

Bytes take_nas_value(ByteCursor& cursor, const NasReading& reading) noexcept {
  const std::size_t length = cursor.u8();
  const Bytes value = cursor.bytes(length);
  if (!cursor.ok()) reading.note(MessageDamage::truncated);
  return value;
}

bool next_nas_element(ByteCursor& cursor, std::uint8_t (*fixed_length)(std::uint8_t),
                      const NasReading& reading, NasElement& element) noexcept {
  constexpr std::uint8_t kFirstWithoutLength = 0x80;
  if (cursor.empty()) return false;
  element = {.identifier = cursor.u8(), .value = {}};
  if (element.identifier >= kFirstWithoutLength) return true;
  const std::size_t fixed = fixed_length(element.identifier);
  if (fixed == 0) {
    element.value = take_nas_value(cursor, reading);
  } else {
    element.value = cursor.bytes(fixed);
    if (!cursor.ok()) reading.note(MessageDamage::truncated);
  }
  return cursor.ok();
}

Bytes find_nas_element(ByteCursor cursor, std::uint8_t identifier,
                       std::uint8_t (*fixed_length)(std::uint8_t),
                       const NasReading& reading) noexcept {
  Bytes found;
  for (NasElement each; next_nas_element(cursor, fixed_length, reading, each);) {
    if (each.identifier == identifier && found.empty()) found = each.value;
  }
  return found;
}

}  // namespace celltally
