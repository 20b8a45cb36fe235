#include "decode/tcp_framing.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "decode/byte_cursor.hpp"
#include "decode/sip_text.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;
using Is = TcpFrame::Is;

// Whether a message may begin at the first octet.
enum class Begins : std::uint8_t { no, perhaps, yes };  // perhaps: more octets will tell

// Looks for the first octet from `from` on at which a message may begin. `begins_at` is asked of
// each octet.
template <typename BeginsAt>
TcpFrame look_for_message(Bytes octets, std::size_t from, std::uint64_t& steps,
                          BeginsAt begins_at) noexcept {
  std::size_t at = from;
  while (at < octets.size() && begins_at(at) == Begins::no) ++at;
  steps += at - from + 1;
  return {.is = Is::nothing, .octets = at};
}

// Diameter (RFC 6733 3): version, length 24, flags, command 24, application 32, two identifiers.

constexpr std::size_t kDiameterHeader = 20;

// Those of RFC 6733, 4006, 4005 and 4740; of 3GPP from 300 on (TS 29.230 3) and from 8388608 on,
// vendors' among them.
bool is_known_command(std::uint32_t command) noexcept {
  return (command >= 257 && command <= 345) || (command >= 8388608 && command <= 8388999);
}

// Those of the IETF, the relay's, and those of vendors.
bool is_known_application(std::uint32_t application) noexcept {
  return application <= 32 || application == 0xffffffff ||
         (application >= 16777216 && application <= 16777999);
}

// As far as the octets go. Where a message is expected its length alone must make sense: an unknown
// command is no reason to lose the place.
Begins diameter_begins(Bytes octets, bool expected) noexcept {
  ByteCursor cursor{octets};
  const auto beyond = [&] { return !cursor.ok(); };
  if (cursor.u8() != 1) return Begins::no;
  if (octets.size() > 1 && !expected && octets[1] != 0) return Begins::no;
  const std::uint32_t length = cursor.u24();
  if (beyond()) return Begins::perhaps;
  if (length < kDiameterHeader || length % 4 != 0) return Begins::no;
  if (!expected && length > kTcpMessageOctetsMax) return Begins::no;
  const std::uint8_t flags = cursor.u8();
  if (beyond()) return Begins::perhaps;
  if ((flags & 0x0f) != 0) return Begins::no;
  const std::uint32_t command = cursor.u24();
  if (beyond()) return Begins::perhaps;
  if (!expected && !is_known_command(command)) return Begins::no;
  const std::uint32_t application = cursor.u32();
  if (beyond()) return Begins::perhaps;
  if (!expected && !is_known_application(application)) return Begins::no;
  return Begins::yes;
}

TcpFrame begin_diameter(Bytes octets, TcpFraming& framing, std::uint64_t& steps) noexcept {
  ++steps;
  switch (diameter_begins(octets, framing.at_message)) {
    case Begins::perhaps: return {.is = Is::more, .octets = 0};
    case Begins::yes:
      framing.at_message = true;
      framing.octets = ByteCursor{octets.subspan(1)}.u24();
      return {.is = Is::more, .octets = framing.octets};
    case Begins::no: break;
  }
  framing.at_message = false;
  return look_for_message(octets, 1, steps, [&](std::size_t at) {
    return octets[at] == 1 ? diameter_begins(octets.subspan(at), false) : Begins::no;
  });
}

// SIP (RFC 3261 7).

constexpr std::size_t kSipHeadersMax = 16384;
constexpr std::size_t kSipMessageMax = 0xff'ffff;  // what claims to be larger is none
constexpr std::size_t kMethodMax = 20;

constexpr std::string_view kSipBeginnings[] = {
    "SIP/2.0 ", "REGISTER ", "INVITE ", "ACK ",    "BYE ",   "CANCEL ", "OPTIONS ", "SUBSCRIBE ",
    "NOTIFY ",  "MESSAGE ",  "INFO ",   "UPDATE ", "PRACK ", "REFER ",  "PUBLISH "};

Begins known_sip_begins(Bytes octets) noexcept {
  for (const std::string_view each : kSipBeginnings) {
    const std::size_t there = std::min(each.size(), octets.size());
    const bool same = std::equal(
        each.begin(), each.begin() + static_cast<std::ptrdiff_t>(there), octets.begin(),
        [](char letter, std::uint8_t octet) { return static_cast<std::uint8_t>(letter) == octet; });
    if (same) return there == each.size() ? Begins::yes : Begins::perhaps;
  }
  return Begins::no;
}

// Any method of capital letters, where a message is expected.
Begins any_sip_begins(Bytes octets) noexcept {
  std::size_t letters = 0;
  while (letters < octets.size() && octets[letters] >= 'A' && octets[letters] <= 'Z') ++letters;
  if (letters > kMethodMax) return Begins::no;
  if (letters == octets.size()) return Begins::perhaps;
  return letters != 0 && octets[letters] == ' ' ? Begins::yes : Begins::no;
}

Begins sip_begins_at(Bytes octets, bool expected) noexcept {
  const Begins known = known_sip_begins(octets);
  return known == Begins::no && expected ? any_sip_begins(octets) : known;
}

// A message begins a line.
TcpFrame look_for_sip(Bytes octets, std::size_t from, std::uint64_t& steps) noexcept {
  return look_for_message(octets, from, steps, [&](std::size_t at) {
    return octets[at - 1] == '\n' ? known_sip_begins(octets.subspan(at)) : Begins::no;
  });
}

// How many octets the headers have, with the empty line; nothing when it has not come. Some stacks
// leave out the carriage returns.
std::optional<std::size_t> end_of_headers(Bytes octets, TcpFraming& framing,
                                          std::uint64_t& steps) noexcept {
  constexpr std::size_t kEmptyLine = 3;  // octets of it that may have come already
  const std::size_t from = framing.scanned;
  for (std::size_t at = from; at + 1 < octets.size(); ++at) {
    ++steps;
    if (octets[at] != '\n') continue;
    if (octets[at + 1] == '\n') return at + 2;
    if (octets[at + 1] == '\r' && at + 2 < octets.size() && octets[at + 2] == '\n') return at + 3;
  }
  framing.scanned = static_cast<std::uint32_t>(octets.size() - std::min(octets.size(), kEmptyLine));
  return {};
}

// Nothing said is nothing there (RFC 3261 18.3 wants it said on streams).
std::size_t content_length(Bytes headers) noexcept {
  ByteCursor text{headers};
  take_sip_line(text);
  SipHeaderLine header;
  while (!text.empty() && take_sip_header(text, header)) {
    if (header.name == SipHeader::content_length) return sip_number(header.value).value_or(0);
  }
  return 0;
}

TcpFrame begin_sip(Bytes octets, TcpFraming& framing, std::uint64_t& steps) noexcept {
  std::size_t empty_lines = 0;
  while (empty_lines < octets.size() &&
         (octets[empty_lines] == '\r' || octets[empty_lines] == '\n')) {
    ++empty_lines;
  }
  steps += empty_lines + 1;
  if (empty_lines != 0) return {.is = Is::nothing, .octets = empty_lines};
  const bool begun = framing.scanned != 0;
  const Begins begins = begun ? Begins::yes : sip_begins_at(octets, framing.at_message);
  if (begins == Begins::perhaps) return {.is = Is::more, .octets = 0};
  if (begins == Begins::no) {
    framing = {};
    return look_for_sip(octets, 1, steps);
  }
  const Bytes headers = octets.first(std::min(octets.size(), kSipHeadersMax));
  const auto end = end_of_headers(headers, framing, steps);
  framing.at_message = true;
  if (!end && headers.size() < kSipHeadersMax) return {.is = Is::more, .octets = 0};
  const std::size_t whole = end ? *end + content_length(headers.first(*end)) : kSipMessageMax + 1;
  if (whole > kSipMessageMax) {
    framing = {};
    return look_for_sip(octets, end.value_or(headers.size()), steps);
  }
  steps += *end;
  framing.octets = static_cast<std::uint32_t>(whole);
  return {.is = Is::more, .octets = framing.octets};
}

}  // namespace

TcpFrame read_tcp_frame(TcpProtocol protocol, Bytes octets, TcpFraming& framing,
                        std::uint64_t& steps) noexcept {
  if (framing.octets == 0) {
    const TcpFrame begun = protocol == TcpProtocol::sip ? begin_sip(octets, framing, steps)
                                                        : begin_diameter(octets, framing, steps);
    if (begun.is == Is::nothing || framing.octets == 0) return begun;
  }
  ++steps;
  const std::size_t whole = framing.octets;
  if (whole > kTcpMessageOctetsMax) return {.is = Is::too_large, .octets = whole};
  return {.is = octets.size() < whole ? Is::more : Is::message, .octets = whole};
}

}  // namespace celltally
