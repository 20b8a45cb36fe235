#pragma once

#include <cstdint>

namespace celltally {

// The elements (protocol IEs) that are read, by their number (TS 36.413 9.3.7). All others are
// skipped.
enum class S1apElement : std::uint16_t {
  mme_ue_id = 0,
  cause = 2,
  target_id = 4,
  enb_ue_id = 8,
  bearers_to_set_up = 16,   // E-RAB Setup Request
  bearers_of_context = 24,  // Initial Context Setup Request
  nas_pdu = 26,
  ue_paging_id = 43,
  bearers_of_handover = 53,  // Handover Request
  tai = 67,
  gummei = 75,
  source_mme_ue_id = 88,
  reset_type = 92,
  bearers_switched = 95,  // Path Switch Request Acknowledge
  s_tmsi = 96,
  ue_ids = 99,
  cell = 100,
  rrc_cause = 134,
  mme_ue_id_2 = 158,
  user_location = 189,
  masked_imeisv = 192,
  ue_retention = 228,
  handover_flag = 266,
  lte_m = 272,
};

}  // namespace celltally
