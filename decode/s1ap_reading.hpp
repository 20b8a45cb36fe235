#pragma once

#include <cstdint>
#include <span>

#include "decode/aper_pdu.hpp"
#include "decode/byte_cursor.hpp"
#include "decode/s1ap_bearers.hpp"
#include "decode/s1ap_values.hpp"
#include "decode/signalling_message.hpp"

namespace celltally {

// What the elements of one message say that only makes sense together. Borrows.
struct S1apReading {
  S1apUeId enb_ue;
  S1apUeId mme_ue;
  ByteCursor nas;
  std::span<const std::uint8_t> gummei;  // six octets: PLMN, MME group, MME code
  std::span<const std::uint8_t> m_tmsi;  // four octets, of an S-TMSI
  std::uint8_t mme_code = 0;             // of the S-TMSI
  ByteCursor bearers;
  S1apBearers::List bearer_list = S1apBearers::List::of_setup;
  S1apReset reset;
  bool keeps_contexts = false;  // a node that starts kept them
  bool leaving_cell = false;    // told on the way to another cell
};

// Goes once over the elements of `pdu`. Writes places, cause, damage and permanent identities into
// `message`.
void read_s1ap_elements(const AperPdu& pdu, SignallingMessage& message,
                        S1apReading& reading) noexcept;

}  // namespace celltally
