#pragma once

#include <cstdint>

#include "decode/datagram.hpp"
#include "decode/ngap_elements.hpp"
#include "decode/ngap_message_type.hpp"
#include "decode/temporary_id.hpp"

namespace celltally {

// The two ends of an NG interface, as a message goes between them: the node of the radio network
// (gNB, ng-eNB, N3IWF) and the AMF. Borrows.
struct NgapEnds {
  IpAddress ran;
  IpAddress amf;
  std::uint16_t ran_port = 0;
  std::uint16_t amf_port = 0;
  bool known = false;  // which end is which, and their addresses

  TemporaryId ran_ue(std::uint64_t id) const noexcept {
    return TemporaryId::at_node(TemporaryId::Kind::ran_ue, ran, ran_port, id);
  }
  TemporaryId amf_ue(std::uint64_t id) const noexcept {
    return TemporaryId::at_node(TemporaryId::Kind::amf_ue, amf, amf_port, id);
  }
  // AMF set and pointer (16 bits), 5G-TMSI.
  TemporaryId s_tmsi(std::uint64_t set_pointer, std::uint32_t tmsi) const noexcept {
    return TemporaryId::at_node(TemporaryId::Kind::s_tmsi_5g, amf, amf_port,
                                set_pointer << 32 | tmsi);
  }
};

NgapEnds ngap_ends(const Datagram& pdu, NgapMessageType::Direction direction) noexcept;

// What the UE NGAP IDs of a message name the device by: first the id of the radio network, which
// is new with every connection, then AMF's.
struct NgapUeIds {
  TemporaryId ran;
  TemporaryId amf;
  TemporaryId new_amf;   // from now on in the place of `amf`
  bool damaged = false;  // an id could not be read
};

// REQUIRES: `ends` are known.
NgapUeIds read_ngap_ue_ids(const NgapElements& elements, NgapMessageType::Ids ids,
                           const NgapEnds& ends) noexcept;

// NG Reset's Reset Type (TS 38.413 9.2.6.11).
struct NgapReset {
  bool all = false;
  std::uint32_t count = 0;  // of connections, as it says; each is a device's
  ByteCursor connections;
};
NgapReset read_ngap_reset(ByteCursor value) noexcept;

// The next item of its list of connections (9.3.3.25), which it takes; the ids end. Takes all of
// the list where nobody knows where the next begins.
NgapUeIds read_ngap_connection(ByteCursor& items, const NgapEnds& ends) noexcept;

}  // namespace celltally
