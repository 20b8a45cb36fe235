// Any bytes as a Diameter message. Asks for sense: one message or none; a proof of presence only
// with a place; the same bytes give the same message; what is behind the message changes nothing.
// Mutates AVPs, also inside of groups, and keeps all lengths right most of the time.
#include <algorithm>
#include <array>

#include "decode/byte_cursor.hpp"
#include "decode/diameter.hpp"
#include "fuzz/element_mutation.hpp"
#include "fuzz/one_message.hpp"

namespace celltally {
namespace {

std::uint32_t number(std::span<const std::uint8_t> octets) {
  std::uint32_t value = 0;
  for (const std::uint8_t octet : octets) value = value << 8 | octet;
  return value;
}

// AVPs, also inside of groups.
struct DiameterFormat : ElementMutation {
  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    return level == 0 ? take_message(rest, element, content) : take_avp(rest, element, content);
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    const std::size_t before = level == 0 ? 1 : 5;
    const std::size_t length = element.head.size() + 3 + content.size();
    to.octets(Content{element.head}.first(before)).u24(static_cast<std::uint32_t>(length));
    to.octets(Content{element.head}.subspan(before)).octets(content);
    while (to.size() % 4 != 0) to.u8(0);
  }

 private:
  static bool take_message(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::size_t kHeader = 20;
    constexpr std::size_t kVersion = 1;
    if (!rest.has(kHeader)) return false;
    take_head(kHeader, kVersion, rest, element);
    element.grouped = true;
    element.type_at = 4;  // the command's last octet
    content = rest.sub(rest.size());
    return true;
  }

  static bool take_avp(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::size_t kCodeAndFlags = 5;
    if (!rest.has(8)) return false;
    const std::size_t header = (rest.rest()[4] & 0x80) != 0 ? 12 : 8;
    const std::size_t length = number(rest.rest().subspan(5, 3));
    if (length < header || !rest.has(length)) return false;
    element.grouped = is_group(number(rest.rest().first(4)));
    element.type_at = 3;
    take_head(header, kCodeAndFlags, rest, element);
    content = rest.sub(length - header);
    rest.skip(std::min(rest.size(), (4 - length % 4) % 4));
    return true;
  }

  // All but the length, which stands behind `before` octets.
  static void take_head(std::size_t header, std::size_t before, ByteCursor& rest,
                        FuzzedElement& element) {
    const auto head = rest.bytes(header);
    element.head.assign(head.begin(), head.end());
    const auto length = element.head.begin() + static_cast<std::ptrdiff_t>(before);
    element.head.erase(length, length + 3);
  }

  static bool is_group(std::uint32_t code) {
    constexpr std::array<std::uint32_t, 11> kGroups{297,  443,  458,  873,  874, 876,
                                                    1400, 1401, 1496, 1600, 1601};
    return std::ranges::find(kGroups, code) != kGroups.end();
  }
};

void check(std::span<const std::uint8_t> octets) {
  const std::size_t promised = octets.size() < 4 ? 0 : number(octets.subspan(1, 3));
  check_message(decode_diameter, octets, promised);
  const OneMessage whole{decode_diameter, octets};
  const bool named = !diameter_message_name(whole.message.type).empty();
  require(named || whole.message.kind == EventKind::none);
}

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::DiameterFormat>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}
