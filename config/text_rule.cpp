#include "config/text_rule.hpp"

#include <arpa/inet.h>

#include <map>
#include <regex>

#include "vocabulary/place.hpp"

namespace celltally {

namespace {

// Parts of the patterns. A path has no "." or "..", no empty part and no slash at its end: two that
// look different are different.
const std::string kPathPattern = R"((/(?!\.\.?(/|$))[^/\x00-\x1f\x7f]+)+)";
const std::string kPortPattern =
    "([1-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])";
const std::string kOctetPattern = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const std::string kNumericPattern =
    "(" + kOctetPattern + R"((\.)" + kOctetPattern + R"(){3}|\[[0-9a-f:]{2,39}\]))";
// The last part of a name has a letter: a bad IPv4 address is not taken for a name.
const std::string kHostPattern =
    "(" + kNumericPattern +
    R"(|([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9-]*[A-Za-z][A-Za-z0-9-]*))";

// An address in brackets, if there is one, is an IPv6 address.
bool brackets_hold_an_address(std::string_view text) {
  const std::size_t begin = text.find('[');
  if (begin == std::string_view::npos) return true;
  const std::string inside{text.substr(begin + 1, text.find(']') - begin - 1)};
  in6_addr address{};
  return inet_pton(AF_INET6, inside.c_str(), &address) == 1;
}

bool is_cell_text(std::string_view text) {
  const auto place = place_from_text(text);
  return place && is_cell(place->kind());
}

}  // namespace

const TextRule TextRules::kName{"1 to 63 of a-z, 0-9 and -", "[a-z0-9-]{1,63}", 63};
const TextRule TextRules::kZone{"a name of the time zone database",
                                "[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", 64,
                                TextRule::Names::zone};
const TextRule TextRules::kPath{
    "an absolute path without . or .. or / at its end, such as /var/lib/celltally", kPathPattern,
    1000};
const TextRule TextRules::kSocket{
    "an absolute path of at most 107 octets, such as /run/celltally/control.sock", kPathPattern,
    107};
const TextRule TextRules::kFile{"the absolute path of a file, without . or ..", kPathPattern, 1000,
                                TextRule::Names::file};
const TextRule TextRules::kSecret{
    "the absolute path of a file that holds it, or credential:NAME for systemd's",
    "(" + kPathPattern + "|credential:[A-Za-z0-9_][A-Za-z0-9_.-]{0,99})", 1000,
    TextRule::Names::secret};
const TextRule TextRules::kPci{"a PCI address in lower case, such as \"0000:03:00.0\"",
                               R"([0-9a-f]{4}:[0-9a-f]{2}:[01][0-9a-f]\.[0-7])"};
const TextRule TextRules::kVdev{
    "net_pcap, net_af_packet, net_af_xdp, net_null or net_ring with a number and arguments, such "
    "as \"net_af_packet0,iface=eth1\"",
    R"(net_(pcap|af_packet|af_xdp|null|ring)[0-9]{1,3}(,[A-Za-z_]+(=[!-+\x2d-~]*)?)*)", 1000};
const TextRule TextRules::kInterface{"the name of a network interface",
                                     R"((?!\.\.?$)[!-.0-9;-~]{1,15})", 15};
const TextRule TextRules::kGroup{"the name of a group such as celltally", "[a-z_][a-z0-9_-]{0,31}",
                                 32};
const TextRule TextRules::kFilePrefix{"1 to 32 of a-z, A-Z, 0-9, _ and -", "[A-Za-z0-9_-]{1,32}",
                                      32};
const TextRule TextRules::kArgument{"one argument without spaces such as \"--log-level=7\"",
                                    "[!-~]+"};
const TextRule TextRules::kListen{
    "a numeric address and port such as \"127.0.0.1:9469\" or \"[::1]:9469\"",
    kNumericPattern + ":" + kPortPattern, 64, TextRule::Names::nothing, brackets_hold_an_address};
const TextRule TextRules::kAddress{"a host and port such as \"kafka-1.example:9092\"",
                                   kHostPattern + ":" + kPortPattern, 300, TextRule::Names::nothing,
                                   brackets_hold_an_address};
const TextRule TextRules::kUrl{
    "a URL without user, query or fragment, such as \"https://collector.example/celltally\"",
    "https?://" + kHostPattern + "(:" + kPortPattern + ")?(/[!$-.0->@-~]*)*", 1000,
    TextRule::Names::nothing, brackets_hold_an_address};
const TextRule TextRules::kTopic{"1 to 249 of a-z, A-Z, 0-9, ., _ and -",
                                 R"((?!\.\.?$)[A-Za-z0-9._-]{1,249})", 249};
const TextRule TextRules::kSqlName{"a letter or _, then letters, digits and _, 128 at most",
                                   "[A-Za-z_][A-Za-z0-9_]{0,127}", 128};
const TextRule TextRules::kUser{"1 to 128 printable characters without spaces", "[!-~]{1,128}",
                                128};
const TextRule TextRules::kNetwork{"a network's MCC and MNC such as 208-93", "[0-9]{3}-[0-9]{2,3}",
                                   7};
const TextRule TextRules::kCell{"a cell such as \"ecgi:001-01-0000101\"", "[a-z]+:[0-9a-f-]+", 40,
                                TextRule::Names::nothing, is_cell_text};
const TextRule TextRules::kColumn{
    "the column's name in the header, without , ; | = and quotes, 80 octets at most",
    R"([^\x00-\x1f\x7f,;|="]{1,80})", 80};
const TextRule TextRules::kSeparator{"\",\", \";\", \"|\" or tab", "[,;|]|tab", 3};

bool TextRule::allows(std::string_view text) const {
  // The length first: the library's matching needs stack in proportion to it.
  if (text.size() > length_max) return false;
  // Compiling one takes longer than all the rest; most programs need none.
  thread_local std::map<const TextRule*, std::regex> compiled;
  const auto found = compiled.find(this);
  const std::regex& regex =
      found != compiled.end() ? found->second : compiled.emplace(this, pattern).first->second;
  return std::regex_match(text.begin(), text.end(), regex) && (also == nullptr || also(text));
}

}  // namespace celltally
