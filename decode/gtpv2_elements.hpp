#pragma once

#include <cstdint>
#include <span>

#include "decode/gtpv2_facts.hpp"
#include "decode/message_burst.hpp"
#include "decode/signalling_message.hpp"

namespace celltally {

// Reads all elements of one GTPv2-C message, or what is there of them when it is `cut`, in any
// order: identities, home, cause, session ends and damage go into `message`, the core's ends of
// S1-U into `burst` as what this last of its messages names; what decides about its kind goes into
// `facts`. Of an element that may come once the first counts (TS 29.274 7.7.10). Linear in the
// octets: groups are read to depth 3, deeper ones skipped.
void read_gtpv2_elements(std::span<const std::uint8_t> elements, bool cut,
                         SignallingMessage& message, MessageBurst& burst,
                         Gtpv2Facts& facts) noexcept;

}  // namespace celltally
