// Any bytes as a Diameter message. Asks for sense: one message or none; a proof of presence only
// with a place; the same bytes give the same message; what is behind the message changes nothing.
// Mutates AVPs, also inside of groups, and keeps all lengths right most of the time.
#include <algorithm>
#include <array>

#include "decode/diameter.hpp"
#include "fuzz/attribute_list.hpp"
#include "fuzz/one_message.hpp"

namespace celltally {
namespace {

using Octets = AttributeList::Octets;
using Attribute = AttributeList::Attribute;

constexpr std::size_t kHeader = 20;

std::uint32_t number(std::span<const std::uint8_t> octets) {
  std::uint32_t value = 0;
  for (const std::uint8_t octet : octets) value = value << 8 | octet;
  return value;
}

bool is_group(std::uint32_t code) {
  constexpr std::array<std::uint32_t, 11> kGroups{297,  443,  458,  873,  874, 876,
                                                  1400, 1401, 1496, 1600, 1601};
  return std::ranges::find(kGroups, code) != kGroups.end();
}

std::vector<Attribute> taken_apart(std::span<const std::uint8_t> octets) {
  std::vector<Attribute> list;
  while (octets.size() >= 8) {
    const std::size_t header = (octets[4] & 0x80) != 0 ? 12 : 8;
    const std::size_t length = number(octets.subspan(5, 3));
    if (length < header || length > octets.size()) break;
    Attribute one;
    one.head.assign(octets.begin(), octets.begin() + 5);
    const auto vendor = octets.subspan(8, header - 8);
    one.head.insert(one.head.end(), vendor.begin(), vendor.end());
    const auto value = octets.subspan(header, length - header);
    one.grouped = is_group(number(octets.first(4)));
    if (one.grouped) one.group = taken_apart(value);
    if (!one.grouped) one.value.assign(value.begin(), value.end());
    list.push_back(one);
    octets = octets.subspan(std::min(octets.size(), (length + 3) / 4 * 4));
  }
  return list;
}

Octets put_together(const std::vector<Attribute>& list) {
  Octets octets;
  for (const Attribute& one : list) {
    const Octets value = one.grouped ? put_together(one.group) : one.value;
    const std::size_t length = one.head.size() + 3 + value.size();
    octets.insert(octets.end(), one.head.begin(), one.head.begin() + 5);
    for (const int shift : {16, 8, 0}) octets.push_back(static_cast<std::uint8_t>(length >> shift));
    octets.insert(octets.end(), one.head.begin() + 5, one.head.end());
    octets.insert(octets.end(), value.begin(), value.end());
    while (octets.size() % 4 != 0) octets.push_back(0);
  }
  return octets;
}

void check(std::span<const std::uint8_t> octets) {
  const std::size_t promised = octets.size() < 4 ? 0 : number(octets.subspan(1, 3));
  check_message(decode_diameter, octets, promised);
  const OneMessage whole{decode_diameter, octets};
  const bool named = !diameter_message_name(whole.message.type).empty();
  require(named || whole.message.kind == EventKind::none);
}

}  // namespace
}  // namespace celltally

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  using namespace celltally;  // NOLINT(google-build-using-namespace)
  std::minstd_rand random{seed};
  if (size < kHeader || random() % 8 == 0) return LLVMFuzzerMutate(data, size, max_size);
  auto list = taken_apart({data + kHeader, size - kHeader});
  if (list.empty()) return LLVMFuzzerMutate(data, size, max_size);
  AttributeList::mutate(list, random);
  Octets octets(data, data + kHeader);
  if (random() % 4 == 0) LLVMFuzzerMutate(octets.data() + 4, 8, 8);  // flags, command, application
  const Octets avps = put_together(list);
  octets.insert(octets.end(), avps.begin(), avps.end());
  if (octets.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  for (std::size_t i = 0; i < 3; ++i) {
    octets[1 + i] = static_cast<std::uint8_t>(octets.size() >> (16 - 8 * i));
  }
  std::ranges::copy(octets, data);
  return octets.size();
}
