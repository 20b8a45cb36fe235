// Any bytes as a user message of SGsAP: one message unless there is nothing; a proof of presence
// only with a place; the same bytes give the same; a message cut short says no more than the whole.
#include "decode/sgsap.hpp"
#include "fuzz/decoder_sense.hpp"

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
