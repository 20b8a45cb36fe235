#include "decode/sip.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/identity_digits.hpp"
#include "decode/sequence_fold.hpp"
#include "decode/sip_access_network.hpp"
#include "decode/sip_identities.hpp"
#include "decode/sip_method.hpp"
#include "decode/sip_text.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

// RFC 3261 7.1 and 7.2. Of a request the method, of a response the status.
struct StartLine {
  Bytes method;
  std::uint16_t status = 0;

  bool is_response() const noexcept { return status != 0; }
};

// Values that mean something only together, where they stand. Empty: there is none.
struct Headers {
  Bytes call_id;
  Bytes cseq;
  SipIdentities from;
  SipIdentities to;
  SipIdentities user_name;
  SipIdentities asserted;    // of the sender, by a node that knows
  SipIdentities preferred;   // of the sender
  SipIdentities associated;  // with whom registers
  TypeAllocationCode device;
  SipAccessNetwork now;     // P-Access-Network-Info
  SipAccessNetwork before;  // Cellular-Network-Info
  bool complete = false;    // their end is there
};

bool begins(Bytes text, std::string_view word) noexcept {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char letter, std::uint8_t octet) {
           return static_cast<std::uint8_t>(letter) == octet;
         });
}

bool ends(Bytes text, std::string_view word) noexcept {
  return text.size() >= word.size() && begins(text.last(word.size()), word);
}

bool is_method(Bytes name) noexcept {
  constexpr std::size_t kLongest = 20;
  return !name.empty() && name.size() <= kLongest &&
         std::ranges::all_of(name, [](std::uint8_t letter) {
           const std::uint8_t lower = sip_lower(letter);
           return (lower >= 'a' && lower <= 'z') || letter == '-' || letter == '_';
         });
}

std::optional<StartLine> read_start_line(Bytes line) noexcept {
  constexpr std::string_view kVersion = "SIP/2.0 ";
  constexpr std::size_t kStatusDigits = 3;
  StartLine start;
  if (begins(line, kVersion)) {
    const Bytes status = line.subspan(kVersion.size());
    const auto end = std::ranges::find_if_not(status, is_sip_digit);
    if (end - status.begin() != kStatusDigits) return {};
    start.status = static_cast<std::uint16_t>(sip_number(status).value_or(0));
    return start.status >= 100 ? std::optional{start} : std::nullopt;
  }
  const auto space = std::ranges::find(line, std::uint8_t{' '});
  start.method = line.first(static_cast<std::size_t>(space - line.begin()));
  if (!is_method(start.method) || !ends(line, " SIP/2.0")) return {};
  return start;
}

void read_access_network(Bytes value, SipAccessNetwork& network) noexcept {
  const SipAccessNetwork read = read_sip_access_network(value);
  const bool known = network.location.cell.known() || network.location.area.known();
  const bool damaged = network.location.damaged || read.location.damaged;
  if (!known || (network.network_provided && !read.network_provided)) network = read;
  network.location.damaged = damaged;
}

void read_header(const SipHeaderLine& line, Headers& headers) noexcept {
  const Bytes value = line.value;
  switch (line.name) {
    case SipHeader::call_id:
      if (headers.call_id.empty()) headers.call_id = value;
      return;
    case SipHeader::cseq:
      if (headers.cseq.empty()) headers.cseq = value;
      return;
    case SipHeader::contact:
      if (!headers.device.known()) headers.device = sip_device_type(value);
      return;
    case SipHeader::from: return headers.from.add(sip_uri_identities(value));
    case SipHeader::to: return headers.to.add(sip_uri_identities(value));
    case SipHeader::authorization: return headers.user_name.add(sip_user_name_identities(value));
    case SipHeader::p_asserted_identity: return headers.asserted.add(sip_uri_identities(value));
    case SipHeader::p_preferred_identity: return headers.preferred.add(sip_uri_identities(value));
    case SipHeader::p_associated_uri: return headers.associated.add(sip_uri_identities(value));
    case SipHeader::p_access_network_info: return read_access_network(value, headers.now);
    case SipHeader::cellular_network_info: return read_access_network(value, headers.before);
    case SipHeader::content_length:
    case SipHeader::other: return;
  }
}

Headers read_headers(ByteCursor text) noexcept {
  Headers headers;
  SipHeaderLine line;
  while (take_sip_header(text, line)) {
    if (text.empty()) return headers;  // it may go on: half a cell is another cell
    read_header(line, headers);
  }
  headers.complete = true;
  return headers;
}

Bytes method_in(Bytes cseq) noexcept {
  const auto end = std::ranges::find_if_not(cseq, is_sip_digit);
  return sip_trimmed(cseq.subspan(static_cast<std::size_t>(end - cseq.begin())));
}

// The same for copies of a message, whatever way they came; very likely another for every other.
std::uint32_t sequence_of(const Headers& headers, std::uint16_t status) noexcept {
  SequenceFold fold;
  fold.add(headers.call_id);
  fold.add(std::uint32_t{status});
  fold.add(headers.cseq);
  return fold.value();
}

// Who registers is in both From and To, and in the answer; otherwise the sender is meant, never the
// one at the other end.
SipIdentities sender_of(const Headers& headers, bool registers, bool response) noexcept {
  SipIdentities sender = headers.asserted;
  sender.add(headers.preferred);
  if (registers) {
    sender.add(headers.user_name);
    sender.add(headers.to);
    sender.add(headers.associated);
  } else if (!response) {
    sender.add(headers.user_name);
  }
  if (registers || !response) sender.add(headers.from);
  return sender;
}

void place(const Headers& headers, SignallingMessage& message) noexcept {
  const bool known = headers.now.location.cell.known() || headers.now.location.area.known();
  const SipAccessNetwork& network = known ? headers.now : headers.before;
  message.cell = network.location.cell;
  message.area = network.location.area;
  if (headers.now.location.damaged || headers.before.location.damaged) {
    message.note(MessageDamage::bad_location);
  }
  if (message.kind == EventKind::none) return;
  if (!message.cell.known() && !message.area.known()) return;
  if (!known || network.network_provided) {
    message.presence = Presence::last_known;
  } else {
    message.presence = message.cell.known() ? Presence::exact : Presence::area;
  }
}

// A call has the same Call-ID at both of its ends, so it names nobody; a registration has one end.
void name_registration(Bytes call_id, MessageBurst& burst) noexcept {
  if (call_id.empty()) return;
  burst.add_temporary(TemporaryId::of_text(TemporaryId::Kind::sip_dialog, IpAddress{}, call_id));
}

}  // namespace

bool decode_sip(const Datagram& pdu, MessageBurst& burst) noexcept {
  const Bytes all = pdu.payload;
  ByteCursor text{all.first(std::min(all.size(), kSipHeadersRead))};
  while (!text.empty() && (text.rest().front() == '\r' || text.rest().front() == '\n')) {
    text.skip(1);  // RFC 3261 7.5: empty lines before the start line are no error
  }
  // Half a start line could be another one.
  if (std::ranges::find(text.rest(), std::uint8_t{'\n'}) == text.rest().end()) return false;
  const auto start = read_start_line(take_sip_line(text));
  if (!start) return false;
  const Headers headers = read_headers(text);

  SignallingMessage& message = burst.add();
  message.protocol = Protocol::sip;
  const bool response = start->is_response();
  const std::uint8_t method = sip_method_number(response ? method_in(headers.cseq) : start->method);
  message.type = response ? method | kSipResponse : method;
  message.session.sequence = sequence_of(headers, start->status);
  if (response) {
    message.cause = {Cause::Domain::sip, start->status};
  } else {
    message.kind = sip_method(method).kind;
    message.take_imei(headers.device);  // in the answer to a REGISTER stand all that registered
  }
  const bool registers = method == kSipRegister;
  const SipIdentities sender = sender_of(headers, registers, response);
  message.imsi = sender.imsi;
  message.msisdn = sender.msisdn;
  if (message.imsi.present()) message.home = home_of_ascii_imsi(sender.imsi_digits);
  place(headers, message);
  if (registers) name_registration(headers.call_id, burst);
  if (pdu.cut || (!headers.complete && all.size() <= kSipHeadersRead)) {
    message.note(MessageDamage::truncated);
  }
  return true;
}

}  // namespace celltally
