// Any bytes as a RADIUS packet. Asks for sense: one message or none; a proof of presence only with
// a place; the same bytes give the same message; what is behind the packet changes nothing. Mutates
// attributes, also those of 3GPP, and keeps all lengths right most of the time.
#include <algorithm>

#include "decode/radius.hpp"
#include "fuzz/attribute_list.hpp"
#include "fuzz/one_message.hpp"

namespace celltally {
namespace {

using Octets = AttributeList::Octets;
using Attribute = AttributeList::Attribute;

constexpr std::size_t kHeader = 20;
constexpr std::uint8_t kVendorSpecific = 26;
constexpr std::size_t kVendor = 4;

std::vector<Attribute> taken_apart(std::span<const std::uint8_t> octets, bool of_vendor = false) {
  std::vector<Attribute> list;
  while (octets.size() >= 2 && octets[1] >= 2 && octets[1] <= octets.size()) {
    const auto value = octets.subspan(2, octets[1] - 2u);
    Attribute one;
    one.head = {octets[0]};
    one.grouped = !of_vendor && octets[0] == kVendorSpecific && value.size() >= kVendor;
    if (one.grouped) {
      one.head.insert(one.head.end(), value.begin(), value.begin() + kVendor);
      one.group = taken_apart(value.subspan(kVendor), true);
    } else {
      one.value.assign(value.begin(), value.end());
    }
    octets = octets.subspan(octets[1]);
    list.push_back(one);
  }
  return list;
}

Octets put_together(const std::vector<Attribute>& list) {
  Octets octets;
  for (const Attribute& one : list) {
    const Octets value = one.grouped ? put_together(one.group) : one.value;
    const std::size_t length = std::min<std::size_t>(one.head.size() + 1 + value.size(), 255);
    octets.push_back(one.head[0]);
    octets.push_back(static_cast<std::uint8_t>(length));
    octets.insert(octets.end(), one.head.begin() + 1, one.head.end());
    const std::size_t room = length - one.head.size() - 1;
    octets.insert(octets.end(), value.begin(),
                  value.begin() + static_cast<std::ptrdiff_t>(std::min(room, value.size())));
  }
  return octets;
}

void check(std::span<const std::uint8_t> octets) {
  const std::size_t promised = octets.size() < 4 ? 0 : std::size_t{octets[2]} << 8 | octets[3];
  check_message(decode_radius, octets, promised);
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
  if (random() % 4 == 0) LLVMFuzzerMutate(octets.data(), 1, 1);
  const Octets attributes = put_together(list);
  octets.insert(octets.end(), attributes.begin(), attributes.end());
  if (octets.size() > max_size || octets.size() > 0xffff) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  octets[2] = static_cast<std::uint8_t>(octets.size() >> 8);
  octets[3] = static_cast<std::uint8_t>(octets.size());
  std::ranges::copy(octets, data);
  return octets.size();
}
