#pragma once

#include <cstdint>

#include "anonymise/node_resets.hpp"
#include "anonymise/session_tag.hpp"
#include "decode/temporary_id.hpp"

namespace celltally {

// What a message calls a device, once it is tagged: a TemporaryId, or an MSISDN.
struct NamedDevice {
  // How surely it stands for who had it last. Where two names of one message lead to two people,
  // the greater is believed.
  enum class Evidence : std::uint8_t {
    registration,  // GUTI, TMSI ...: given anew without our seeing it, where that is ciphered
    context,       // of a connection, as long as that is seen from its beginning
    session,       // tunnels, addresses and sessions of the core, seen from their beginning
    number,        // MSISDN: permanent
  };

  SessionTag tag;
  NodeResets::Slot node = 0;  // with which it is lost
  Evidence evidence = Evidence::registration;
  TemporaryId::Role role = TemporaryId::Role::names;
  bool of_node = false;  // `node` is set

  // Whether such identifiers are lost with the node that gave them (NodeResets). Those of the
  // core's end of S1 or NG are with the node of the radio network that is named before them: where
  // the device is, not where they were given.
  static constexpr bool is_of_node(TemporaryId::Kind kind) noexcept {
    using Kind = TemporaryId::Kind;
    return kind == Kind::enb_ue || kind == Kind::ran_ue || kind == Kind::sccp_connection ||
           kind == Kind::radius_session;
  }
  static constexpr bool is_of_radio_node(TemporaryId::Kind kind) noexcept {
    return kind == TemporaryId::Kind::enb_ue || kind == TemporaryId::Kind::ran_ue;
  }
  static constexpr bool is_of_core_node(TemporaryId::Kind kind) noexcept {
    return kind == TemporaryId::Kind::mme_ue || kind == TemporaryId::Kind::amf_ue;
  }

  static constexpr Evidence evidence_of(TemporaryId::Kind kind) noexcept {
    using Kind = TemporaryId::Kind;
    switch (kind) {
      case Kind::enb_ue:
      case Kind::mme_ue:
      case Kind::ran_ue:
      case Kind::amf_ue:
      case Kind::sccp_connection:
      case Kind::sip_dialog: return Evidence::context;
      case Kind::user_tunnel:
      case Kind::ue_address:
      case Kind::pfcp_session:
      case Kind::diameter_session:
      case Kind::radius_session: return Evidence::session;
      default: return Evidence::registration;
    }
  }
};

}  // namespace celltally
