#include "decode/sua.hpp"

#include "decode/byte_cursor.hpp"
#include "decode/xua_parameters.hpp"

namespace celltally {
namespace {

using Type = SccpMessage::Type;

// RFC 3868 3.10.
constexpr std::uint16_t kSourceAddress = 0x0102;
constexpr std::uint16_t kDestinationAddress = 0x0103;
constexpr std::uint16_t kSourceReference = 0x0104;
constexpr std::uint16_t kDestinationReference = 0x0105;
constexpr std::uint16_t kSequenceNumber = 0x0107;
constexpr std::uint16_t kData = 0x010b;
constexpr std::uint16_t kSegmentation = 0x0117;
constexpr std::uint16_t kSubsystemNumber = 0x8003;

// RFC 3868 3.1.2: classes 7 and 8.
Type type_of(const XuaHeader& header) noexcept {
  constexpr std::uint8_t kConnectionless = 7;
  constexpr std::uint8_t kConnectionOriented = 8;
  if (header.message_class == kConnectionless && header.message_type == 1) return Type::unitdata;
  if (header.message_class != kConnectionOriented) return Type::other;
  switch (header.message_type) {
    case 1: return Type::connection_request;
    case 2: return Type::connection_confirm;
    case 3: return Type::connection_refused;
    case 4: return Type::released;
    case 5: return Type::release_complete;
    case 8: return Type::data_form_1;
    case 10: return Type::error;
    case 11: return Type::inactivity_test;
    default: return Type::other;
  }
}

// An address is parameters too, behind two numbers (3.10.2).
std::uint8_t subsystem(std::span<const std::uint8_t> address) noexcept {
  ByteCursor cursor{address};
  cursor.skip(4);
  for (XuaParameter part; next_xua_parameter(cursor, part);) {
    if (part.tag == kSubsystemNumber && part.value.size() == 4) return part.value[3];
  }
  return 0;
}

void read_parameter(const XuaParameter& parameter, SccpMessage& message) noexcept {
  ByteCursor number{parameter.value};
  switch (parameter.tag) {
    case kSourceAddress: message.calling = subsystem(parameter.value); return;
    case kDestinationAddress: message.called = subsystem(parameter.value); return;
    case kSourceReference:
      message.source_reference = number.u32();
      message.has_source_reference = number.ok();
      return;
    case kDestinationReference:
      message.destination_reference = number.u32();
      message.has_destination_reference = number.ok();
      return;
    case kSequenceNumber:  // 3.10.7: reserved, what was received with the bit for more, what is
                           // sent
      message.more = (number.u32() & 0x100) != 0;
      return;
    case kSegmentation: {  // 3.10.23
      const std::uint32_t segmentation = number.u32();
      message.segmented = number.ok();
      message.first_segment = (segmentation >> 31) != 0;
      message.segments_left = static_cast<std::uint8_t>(segmentation >> 24 & 0x0f);
      message.segmentation_reference = segmentation & 0xff'ffff;
      return;
    }
    case kData:
      message.data = parameter.value;
      message.broken = parameter.cut;
      return;
    default: return;
  }
}

}  // namespace

SuaContent read_sua(std::span<const std::uint8_t> octets, bool cut, SccpMessage& message) noexcept {
  auto header = read_xua_header(octets, cut);
  if (!header) return SuaContent::none;
  const Type type = type_of(*header);
  if (type == Type::other) return SuaContent::other;
  message.type = type;
  for (XuaParameter parameter; next_xua_parameter(header->parameters, parameter);) {
    read_parameter(parameter, message);
  }
  message.cut = cut && (message.broken || header->cut);
  return SuaContent::sccp;
}

}  // namespace celltally
