#include "decode/sccp.hpp"

#include <algorithm>
#include <cstddef>

#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Type = SccpMessage::Type;

// Where things stand in a message, counted from its type octet; 0: it has no such thing. Behind
// `called` and so on stand pointers.
struct Layout {
  std::uint8_t type = 0;
  std::uint8_t fixed = 1;  // octets before the first pointer
  std::uint8_t destination_reference = 0;
  std::uint8_t source_reference = 0;
  std::uint8_t more = 0;  // its lowest bit
  std::uint8_t called = 0;
  std::uint8_t calling = 0;
  std::uint8_t data = 0;
  std::uint8_t options = 0;
  bool long_pointers = false;
};

// Q.713 4.2 to 4.21.
constexpr Layout kLayouts[] = {
    {.type = 0x01, .fixed = 5, .source_reference = 1, .called = 5, .options = 6},
    {.type = 0x02, .fixed = 8, .destination_reference = 1, .source_reference = 4, .options = 8},
    {.type = 0x03, .fixed = 5, .destination_reference = 1, .options = 5},
    {.type = 0x04, .fixed = 8, .destination_reference = 1, .source_reference = 4, .options = 8},
    {.type = 0x05, .fixed = 7, .destination_reference = 1, .source_reference = 4},
    {.type = 0x06, .fixed = 5, .destination_reference = 1, .more = 4, .data = 5},
    {.type = 0x07, .fixed = 6, .destination_reference = 1, .more = 5, .data = 6},
    {.type = 0x09, .fixed = 2, .called = 2, .calling = 3, .data = 4},
    {.type = 0x0f, .fixed = 5, .destination_reference = 1},
    {.type = 0x10, .fixed = 10, .destination_reference = 1, .source_reference = 4},
    {.type = 0x11, .fixed = 3, .called = 3, .calling = 4, .data = 5, .options = 6},
    {.type = 0x13,
     .fixed = 3,
     .called = 3,
     .calling = 5,
     .data = 7,
     .options = 9,
     .long_pointers = true},
};

constexpr std::uint8_t kTypeMax = 0x14;
constexpr std::string_view kNames[kTypeMax + 1] = {
    "",
    "Connection Request",
    "Connection Confirm",
    "Connection Refused",
    "Released",
    "Release Complete",
    "Data Form 1",
    "Data Form 2",
    "Data Acknowledgement",
    "Unitdata",
    "Unitdata Service",
    "Expedited Data",
    "Expedited Data Acknowledgement",
    "Reset Request",
    "Reset Confirmation",
    "Protocol Data Unit Error",
    "Inactivity Test",
    "Extended Unitdata",
    "Extended Unitdata Service",
    "Long Unitdata",
    "Long Unitdata Service",
};

const Layout* layout_of(std::uint8_t type) noexcept {
  const auto* const found = std::ranges::find(kLayouts, type, &Layout::type);
  return found == std::end(kLayouts) ? nullptr : found;
}

class SccpReader {
 public:
  SccpReader(Bytes octets, const Layout& layout, SccpMessage& message) noexcept
      : octets_(octets), layout_(layout), message_(message) {}

  bool read() noexcept {
    if (octets_.size() < layout_.fixed) return false;
    message_.type = static_cast<Type>(layout_.type);
    message_.has_source_reference = layout_.source_reference != 0;
    message_.has_destination_reference = layout_.destination_reference != 0;
    message_.source_reference = reference_at(layout_.source_reference);
    message_.destination_reference = reference_at(layout_.destination_reference);
    message_.more = layout_.more != 0 && (octets_[layout_.more] & 1) != 0;
    if (layout_.called != 0) message_.called = subsystem(parameter_at(layout_.called));
    if (layout_.calling != 0) message_.calling = subsystem(parameter_at(layout_.calling));
    if (layout_.data != 0) message_.data = data_at(layout_.data);
    if (layout_.options != 0) read_options();
    return true;
  }

 private:
  std::uint32_t reference_at(std::uint8_t at) const noexcept {
    ByteCursor cursor{octets_};
    cursor.skip(at);
    return at == 0 ? 0 : cursor.u24();
  }

  // What a pointer leads to. It counts from itself, a long one from its second octet, and of a long
  // one the lower octet comes first (2.3). Empty where it is 0, or leads out of the message.
  ByteCursor behind(std::uint8_t at) noexcept {
    ByteCursor cursor{octets_};
    cursor.skip(at);
    if (cursor.empty()) return {};  // some leave out the pointer to options that are not there
    std::size_t distance = cursor.u8();
    std::size_t from = at;
    if (layout_.long_pointers) {
      distance |= std::size_t{cursor.u8()} << 8;
      ++from;
    }
    if (distance == 0 || !cursor.ok()) return {};
    ByteCursor target{octets_};
    target.skip(from + distance);
    if (target.empty()) message_.broken = true;
    return target;
  }

  Bytes taken(ByteCursor& cursor, std::size_t length) noexcept {
    if (!cursor.ok() || !cursor.has(length)) message_.broken = true;
    return cursor.bytes(std::min(length, cursor.size()));
  }

  Bytes parameter_at(std::uint8_t at) noexcept {
    ByteCursor cursor = behind(at);
    if (cursor.empty()) return {};
    const std::size_t length = cursor.u8();
    return taken(cursor, length);
  }

  Bytes data_at(std::uint8_t at) noexcept {
    if (!layout_.long_pointers) return parameter_at(at);
    ByteCursor cursor = behind(at);
    if (cursor.empty()) return {};
    const std::size_t low = cursor.u8();
    return taken(cursor, std::size_t{cursor.u8()} << 8 | low);
  }

  // 3.5: the indicator says whether a point code goes before the subsystem number.
  static std::uint8_t subsystem(Bytes address) noexcept {
    constexpr std::uint8_t kPointCode = 0x01;
    constexpr std::uint8_t kSubsystem = 0x02;
    ByteCursor cursor{address};
    const std::uint8_t indicator = cursor.u8();
    if ((indicator & kPointCode) != 0) cursor.skip(2);
    return (indicator & kSubsystem) != 0 ? cursor.u8() : std::uint8_t{0};
  }

  void read_options() noexcept {
    constexpr std::uint8_t kEnd = 0;
    ByteCursor cursor = behind(layout_.options);
    while (!cursor.empty()) {
      const std::uint8_t name = cursor.u8();
      if (name == kEnd) return;
      const std::size_t length = cursor.u8();
      read_option(name, taken(cursor, length));
    }
  }

  void read_option(std::uint8_t name, Bytes value) noexcept {
    constexpr std::uint8_t kCalling = 0x04;
    constexpr std::uint8_t kData = 0x0f;
    constexpr std::uint8_t kSegmentation = 0x10;
    switch (name) {
      case kCalling: message_.calling = subsystem(value); return;
      case kData: message_.data = value; return;
      case kSegmentation: return read_segmentation(ByteCursor{value});
      default: return;
    }
  }

  void read_segmentation(ByteCursor value) noexcept {
    const std::uint8_t first = value.u8();
    message_.segmentation_reference = value.u24();
    message_.segmented = value.ok();
    message_.first_segment = (first & 0x80) != 0;
    message_.segments_left = first & 0x0f;
  }

  Bytes octets_;
  const Layout& layout_;
  SccpMessage& message_;
};

}  // namespace

bool read_sccp(std::span<const std::uint8_t> octets, bool cut, SccpMessage& message) noexcept {
  if (octets.empty()) return false;
  const Layout* const layout = layout_of(octets[0]);
  if (layout == nullptr) return !sccp_message_name(octets[0]).empty();
  if (!SccpReader{octets, *layout, message}.read()) return false;
  message.cut = cut && message.broken;
  return true;
}

std::string_view sccp_message_name(std::uint8_t type) noexcept {
  return type <= kTypeMax ? kNames[type] : std::string_view{};
}

}  // namespace celltally
