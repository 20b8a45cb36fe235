// Any bytes as a user message of SGsAP: one message unless there is nothing; a proof of presence
// only with a place; the same bytes give the same; a message cut short says no more than the whole.
// The mutator keeps lengths right.
#include "decode/sgsap.hpp"
#include "fuzz/decoder_sense.hpp"
#include "fuzz/element_mutation.hpp"

namespace celltally {
namespace {

struct SgsapFormat : ElementMutation {
  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    element.grouped = level == 0;
    ByteCursor at = rest;
    element.head = {at.u8()};
    const std::size_t length = element.grouped ? at.size() : at.u8();
    if (!at.ok() || !at.has(length)) return false;
    content = at.sub(length);
    rest = at;
    return true;
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    constexpr std::size_t kLongest = 255;
    if (level != 0) content = content.first(std::min(content.size(), kLongest));
    to.octets(element.head);
    if (level != 0) to.u8(static_cast<std::uint32_t>(content.size()));
    to.octets(content);
  }
};

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::SgsapFormat>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace celltally;
  const std::span octets{data, size};
  const Decoded whole{decode_sgsap, octets};
  require(whole.read == (size != 0));
  require(same(whole, Decoded{decode_sgsap, octets}));
  if (size == 0) return 0;
  require_sense(whole.message);
  require(whole.message.type == data[0] && whole.message.comes_once);
  require(whole.temporary_ids <= 1);
  require(!sgsap_message_name(data[0]).empty() || !whole.message.imsi.present());
  require(Decoded(decode_sgsap, octets, true).message.damage != MessageDamage::none);
  const Decoded part{decode_sgsap, octets.first(size - size / 3)};
  require(!part.message.imsi.present() || whole.message.imsi.present());
  require(!part.message.cell.known() || part.message.cell == whole.message.cell);
  return 0;
}
