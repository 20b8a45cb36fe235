// Any bytes as a RADIUS packet. Asks for sense: one message or none; a proof of presence only with
// a place; the same bytes give the same message; what is behind the packet changes nothing. Mutates
// attributes, also those of 3GPP, and keeps all lengths right most of the time.
#include <algorithm>

#include "decode/byte_cursor.hpp"
#include "decode/radius.hpp"
#include "fuzz/element_mutation.hpp"
#include "fuzz/one_message.hpp"

namespace celltally {
namespace {

// Attributes, also those of 3GPP in the attribute of a vendor.
struct RadiusFormat : ElementMutation {
  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::size_t kHeader = 20;
    if (level != 0) return take_attribute(level, rest, element, content);
    const bool taken = take_message(rest, kHeader, 0, element, content);
    element.type_at = 0;
    return taken;
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    constexpr std::size_t kLongest = 255;
    if (level == 0) return put_message(element, content, 0, to);
    const std::size_t header = element.head.size() + 1;
    content = content.first(std::min(content.size(), kLongest - header));
    to.u8(element.head[0]).u8(static_cast<std::uint32_t>(header + content.size()));
    to.octets(Content{element.head}.subspan(1)).octets(content);
  }

 private:
  static bool take_attribute(int level, ByteCursor& rest, FuzzedElement& element,
                             ByteCursor& content) {
    constexpr std::uint8_t kVendorSpecific = 26;
    constexpr std::size_t kVendor = 4;
    ByteCursor at = rest;
    const std::uint8_t type = at.u8();
    const std::size_t length = at.u8();
    if (length < 2 || !at.has(length - 2)) return false;
    content = at.sub(length - 2);
    element.grouped = level == 1 && type == kVendorSpecific && content.has(kVendor);
    element.head = {type};
    const auto vendor = content.bytes(element.grouped ? kVendor : 0);
    element.head.insert(element.head.end(), vendor.begin(), vendor.end());
    rest = at;
    return true;
  }
};

void check(std::span<const std::uint8_t> octets) {
  const std::size_t promised = octets.size() < 4 ? 0 : std::size_t{octets[2]} << 8 | octets[3];
  check_message(decode_radius, octets, promised);
}

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::RadiusFormat>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}
