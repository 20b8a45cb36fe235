#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace celltally {

// The protocol of an SCTP user message.
enum class SctpPayload : std::uint8_t {
  unknown,
  encrypted,  // DTLS over SCTP (RFC 6083)
  s1ap,
  ngap,
  x2ap,
  xnap,
  sgsap,
  m3ua,
  sua,
  m2ua,
  m2pa,
  diameter,
  hnbap,
  rua,
};

inline constexpr std::size_t kSctpPayloads = 14;

// By the payload protocol identifier (IANA), also one that a stack has written in the wrong order
// of octets; where that says nothing (0, or a number not known here), by the well-known port of
// either side, the destination's first.
SctpPayload sctp_payload(std::uint32_t ppid, std::uint16_t source_port,
                         std::uint16_t destination_port) noexcept;

// "S1AP", "NGAP", ...: for summaries.
std::string_view to_text(SctpPayload payload) noexcept;

}  // namespace celltally
