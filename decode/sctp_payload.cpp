#include "decode/sctp_payload.hpp"

#include <algorithm>
#include <array>

namespace celltally {
namespace {

struct Assignment {
  SctpPayload payload;
  std::uint16_t port;  // 0: several protocols share it, or none is registered
  std::uint32_t ppid;  // 0: the protocol has none
  std::string_view name;
};

// IANA "SCTP Payload Protocol Identifiers" and "Service Name and Transport Protocol Port Number".
constexpr Assignment kAssignments[] = {
    {SctpPayload::s1ap, 36412, 18, "S1AP"},         // TS 36.412 7
    {SctpPayload::ngap, 38412, 60, "NGAP"},         // TS 38.412 7
    {SctpPayload::x2ap, 36422, 27, "X2AP"},         // TS 36.422 7
    {SctpPayload::xnap, 38422, 61, "XnAP"},         // TS 38.422 7
    {SctpPayload::sgsap, 29118, 0, "SGsAP"},        // TS 29.118 9.1
    {SctpPayload::m3ua, 2905, 3, "M3UA"},           // RFC 4666
    {SctpPayload::sua, 14001, 4, "SUA"},            // RFC 3868
    {SctpPayload::m2ua, 2904, 2, "M2UA"},           // RFC 3331
    {SctpPayload::m2pa, 3565, 5, "M2PA"},           // RFC 4165
    {SctpPayload::diameter, 3868, 46, "Diameter"},  // RFC 6733
    {SctpPayload::hnbap, 0, 20, "HNBAP"},           // TS 25.467: port 29169 is also RUA's
    {SctpPayload::rua, 0, 19, "RUA"},
    {SctpPayload::encrypted, 0, 47, "encrypted"},  // Diameter
    {SctpPayload::encrypted, 0, 66, "encrypted"},  // NGAP
    {SctpPayload::encrypted, 0, 67, "encrypted"},  // XnAP
};

constexpr std::uint32_t swapped(std::uint32_t value) noexcept {
  return value << 24 | (value & 0xff00) << 8 | (value >> 8 & 0xff00) | value >> 24;
}

constexpr std::uint32_t kPpidMax =
    std::ranges::max_element(kAssignments, {}, &Assignment::ppid)->ppid;

// By number: it is asked for every message.
constexpr auto kPayloads = [] {
  std::array<SctpPayload, kPpidMax + 1> payloads{};
  for (const Assignment& each : kAssignments) {
    if (each.ppid != 0) payloads[each.ppid] = each.payload;
  }
  return payloads;
}();

SctpPayload by_ppid(std::uint32_t ppid) noexcept {
  return ppid <= kPpidMax ? kPayloads[ppid] : SctpPayload::unknown;
}

SctpPayload by_port(std::uint16_t port) noexcept {
  for (const Assignment& each : kAssignments) {
    if (each.port != 0 && each.port == port) return each.payload;
  }
  return SctpPayload::unknown;
}

}  // namespace

SctpPayload sctp_payload(std::uint32_t ppid, std::uint16_t source_port,
                         std::uint16_t destination_port) noexcept {
  const SctpPayload named = by_ppid(ppid);
  if (named != SctpPayload::unknown) [[likely]]
    return named;
  for (const SctpPayload answer :
       {by_ppid(swapped(ppid)), by_port(destination_port), by_port(source_port)}) {
    if (answer != SctpPayload::unknown) return answer;
  }
  return SctpPayload::unknown;
}

std::string_view to_text(SctpPayload payload) noexcept {
  if (payload == SctpPayload::unknown) return "unknown";
  for (const Assignment& each : kAssignments) {
    if (each.payload == payload) return each.name;
  }
  return "";
}

}  // namespace celltally
