#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/anonymise/message_spec.hpp"
#include "tests/anonymise/s11_messages.hpp"

// The messages between eNBs and MMEs (TS 36.413), as far as correlation looks at them. Nodes are
// those of EndpointSpec; a tunnel is the SGW's end of S1-U.

namespace celltally::test {

inline constexpr int kEnb = 51;
inline constexpr int kOtherEnb = 52;

using IdKind = TemporaryId::Kind;
using Role = TemporaryId::Role;

inline TemporaryId name(IdKind kind, int node, std::uint16_t port, std::uint64_t number,
                        Role role = Role::names) {
  const std::array<std::uint8_t, 4> address{192, 0, 2, static_cast<std::uint8_t>(node)};
  return TemporaryId::at_node(kind, IpAddress::of(address), port, number).as(role);
}
inline TemporaryId enb_ue(std::uint32_t id, Role role = Role::names, int enb = kEnb) {
  return name(IdKind::enb_ue, enb, 36412, id, role);
}
inline TemporaryId mme_ue(std::uint32_t id, Role role = Role::names, int mme = kMme) {
  return name(IdKind::mme_ue, mme, 36412, id, role);
}
inline TemporaryId s_tmsi(std::uint32_t tmsi, Role role = Role::names, int mme = kMme) {
  return name(IdKind::s_tmsi, mme, 36412, std::uint64_t{0xa5} << 32 | tmsi, role);
}
inline TemporaryId tunnel(std::uint32_t teid, Role role = Role::names, int sgw = kSgw) {
  return name(IdKind::user_tunnel, sgw, 0, teid, role);
}
inline TemporaryId guti(std::uint8_t number, Role role = Role::names) {
  const std::array<std::uint8_t, 10> octets{2, 0xf8, 0x39, 0x80, 1, 0xa5, 0xc0, 0xff, 0xee, number};
  return TemporaryId::of_octets(IdKind::guti, octets).as(role);
}

inline MessageSpec s1(std::int64_t second, std::vector<TemporaryId> names,
                      EventKind kind = EventKind::none) {
  return {.second = second,
          .protocol = Protocol::s1ap,
          .type = 0,
          .names = std::move(names),
          .kind = kind,
          .presence = kind == EventKind::none ? Presence::none : Presence::exact,
          .comes_once = true};
}
inline const Place kCell{PlaceKind::ecgi, Plmn{0x02f839}, 0x1234501};

// A device that was idle makes a connection: its eNB gives it an id.
inline MessageSpec initial_ue(std::int64_t second, std::uint32_t id,
                              const std::vector<TemporaryId>& registered, int enb = kEnb) {
  std::vector<TemporaryId> names{enb_ue(id, Role::given, enb)};
  for (const TemporaryId& each : registered) names.push_back(each);
  MessageSpec spec = s1(second, std::move(names), EventKind::service_request);
  spec.cell = kCell;
  return spec;
}
// The core's answer: the MME's id and the bearer's tunnel.
inline MessageSpec context_setup(std::int64_t second, std::uint32_t enb_id, std::uint32_t mme_id,
                                 std::uint32_t teid, Role of_tunnel = Role::names) {
  return s1(second, {enb_ue(enb_id), mme_ue(mme_id), tunnel(teid, of_tunnel)});
}
inline MessageSpec release_complete(std::int64_t second, std::uint32_t enb_id,
                                    std::uint32_t mme_id) {
  return s1(second, {enb_ue(enb_id, Role::ends), mme_ue(mme_id, Role::ends)});
}

// S11: the SGW gives a session and its bearer.
inline MessageSpec create_response_with_tunnel(std::uint32_t mme_teid, std::uint32_t sgw_teid,
                                               std::uint32_t teid, std::int64_t second = kStart) {
  MessageSpec spec = create_response(mme_teid, sgw_teid, second);
  spec.names = {tunnel(teid, Role::given)};
  return spec;
}

}  // namespace celltally::test
