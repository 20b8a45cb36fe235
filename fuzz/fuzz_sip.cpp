// Any text as a message of SIP: one message or none; a proof of presence only with a place; the
// same bytes give the same; what is behind the headers changes nothing; a message cut short says no
// more than the whole. The mutator changes lines and the words in them.
#include <algorithm>
#include <string_view>

#include "decode/sip.hpp"
#include "decode/sip_method.hpp"
#include "fuzz/decoder_sense.hpp"
#include "fuzz/element_mutation.hpp"

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
  require(!(message.has_imei && response) && !message.comes_once);
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

// Lines of words: of a header line the head is its name, of a word what parts it from the one
// before.
struct SipFormat : ElementMutation {
  static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    return level == 0 ? take_line(rest, element, content) : take_word(rest, element, content);
  }

  static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to) {
    to.octets(element.head).octets(content);
    if (level == 0 && element.grouped) to.octets(octets_of("\r\n"));
  }

  static void mutate_head(FuzzedElement& element, std::minstd_rand& random) {
    element.head = element.grouped ? one_of(kNames, random) : one_of(kSeparators, random);
  }

  static void mutate_value(Octets& value, std::minstd_rand& random) {
    constexpr std::string_view kDigits = "0123456789abcdefABCDEFg+";
    const std::size_t at = value.empty() ? 0 : random() % value.size();
    const auto digit = static_cast<std::uint8_t>(kDigits[random() % kDigits.size()]);
    const auto where = value.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random() % 5) {
      case 0: value = one_of(kWords, random); return;
      case 1: value.insert(where, digit); return;
      case 2:
        if (!value.empty()) value.erase(where);
        return;
      case 3: mutate_octets(value); return;
      default:
        if (!value.empty()) value[at] = digit;
    }
  }

 private:
  static constexpr std::string_view kNames[] = {"P-Access-Network-Info:",
                                                "Cellular-Network-Info:",
                                                "P-Asserted-Identity:",
                                                "P-Preferred-Identity:",
                                                "P-Associated-URI:",
                                                "Authorization:",
                                                "Contact:",
                                                "From:",
                                                "f:",
                                                "To:",
                                                "t:",
                                                "Call-ID:",
                                                "i:",
                                                "CSeq:",
                                                "Content-Length:",
                                                "l:",
                                                "Via:",
                                                "INVITE ",
                                                "REGISTER ",
                                                "SIP/2.0 ",
                                                "\r\n"};
  static constexpr std::string_view kSeparators[] = {" ", ",", ";",  "=",  "\"", "<",     ">",
                                                     "@", ":", "\t", ";;", ", ", "\r\n ", "\r\n"};
  static constexpr std::string_view kWords[] = {"3GPP-GERAN",
                                                "3GPP-UTRAN-FDD",
                                                "3GPP-E-UTRAN-TDD",
                                                "3GPP-NR-FDD",
                                                "IEEE-802.11ac",
                                                "cgi-3gpp",
                                                "utran-cell-id-3gpp",
                                                "utran-sai-3gpp",
                                                "i-wlan-node-id",
                                                "np",
                                                "network-provided",
                                                "sip",
                                                "tel",
                                                "username",
                                                "+99900012345",
                                                "001010123456789",
                                                "ims.mnc001.mcc001.3gppnetwork.org",
                                                "0010101010202",
                                                "0010130391234501",
                                                "0010103039123456789",
                                                "02005e102030",
                                                "200",
                                                "SIP/2.0"};

  static Octets octets_of(std::string_view text) { return {text.begin(), text.end()}; }

  static Octets one_of(std::span<const std::string_view> list, std::minstd_rand& random) {
    return octets_of(list[random() % list.size()]);
  }

  // With the lines that go on with it; what is behind the last, or an empty one, is raw.
  static bool take_line(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    const std::string_view text{reinterpret_cast<const char*>(rest.rest().data()), rest.size()};
    std::size_t end = text.find('\n');
    while (end < text.size() - 1 && (text[end + 1] == ' ' || text[end + 1] == '\t')) {
      end = text.find('\n', end + 1);
    }
    if (end == text.npos) return false;
    const std::size_t length = end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    if (length == 0) return false;
    const std::size_t name = text.substr(0, length).find_first_of(": ");
    element.head = octets_of(text.substr(0, std::min(length, name == text.npos ? name : name + 1)));
    element.grouped = true;
    content = ByteCursor{rest.rest().subspan(element.head.size(), length - element.head.size())};
    rest.skip(end + 1);
    return true;
  }

  static bool take_word(ByteCursor& rest, FuzzedElement& element, ByteCursor& content) {
    constexpr std::string_view kParting = " ,;=\"<>@:\t\r\n";
    const std::string_view text{reinterpret_cast<const char*>(rest.rest().data()), rest.size()};
    const std::size_t word = std::min(text.find_first_not_of(kParting), text.size());
    element.head = octets_of(text.substr(0, word));
    rest.skip(word);
    content = rest.sub(std::min(text.find_first_of(kParting, word), text.size()) - word);
    return true;
  }
};

}  // namespace
}  // namespace celltally

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t size_max, unsigned seed) {
  return celltally::mutate_message<celltally::SipFormat>(data, size, size_max, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  celltally::check({data, size});
  return 0;
}
