// Any text as a message of SIP: one message or none; a proof of presence only with a place; the
// same bytes give the same; what is behind the headers changes nothing; a message cut short says no
// more than the whole.
#include <algorithm>
#include <string_view>

#include "decode/sip.hpp"
#include "decode/sip_method.hpp"
#include "fuzz/decoder_sense.hpp"

namespace celltally {
namespace {

void check(std::span<const std::uint8_t> octets) {
  const Decoded whole{decode_sip, octets};
  require(same(whole, Decoded{decode_sip, octets}));
  const Decoded part{decode_sip, octets.first(octets.size() - octets.size() / 3)};
  if (!whole.read) {
    require(!part.read);
    return;
  }
  const SignallingMessage& message = whole.message;
  require_sense(message);
  const bool response = (message.type & kSipResponse) != 0;
  require(message.cause.known() == response);
  require(message.kind == EventKind::none || !sip_message_name(message.type).empty());
  require(!response || message.kind == EventKind::none);
  require(!message.has_imei && !message.comes_once);
  require(whole.temporary_ids <= ((message.type & 0x7f) == kSipRegister ? 1u : 0u));
  require(part.read || octets.size() < 3 || part.message.kind == EventKind::none);
  if (part.read) {
    require(!part.message.imsi.present() || message.imsi.present());
    require(!part.message.msisdn.present() || message.msisdn.present());
  }
  // With the end of the headers there, more may follow.
  constexpr std::string_view kEmptyLine = "\r\n\r\n";
  const auto end = std::search(octets.begin(), octets.end(), kEmptyLine.begin(), kEmptyLine.end());
  if (end == octets.end() || octets.size() > kSipHeadersRead || octets[0] == '\r') return;
  std::vector<std::uint8_t> longer(octets.begin(), end + 4);
  const Decoded headers{decode_sip, longer};
  if (headers.message.damage != MessageDamage::none) return;
  longer.insert(longer.end(), 32, std::uint8_t{'P'});
  require(same(headers, Decoded{decode_sip, longer}));
}

}  // namespace
}  // namespace celltally

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}
