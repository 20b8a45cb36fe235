#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "decode/signalling_message.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {

// The digits of an identity in TBCD; of a mobile identity without its type.
inline std::string digits_of(const SubscriberId& id) {
  std::string digits;
  for (const unsigned octet : Tagger::octets_of(id)) {
    for (const unsigned digit : {octet & 15u, octet >> 4}) {
      if (digit < 10) digits += static_cast<char>('0' + digit);
    }
  }
  return digits;
}

// Of an identity in text.
inline std::string text_of(const SubscriberId& id) {
  const auto octets = Tagger::octets_of(id);
  return {octets.begin(), octets.end()};
}

// "enb_ue given, mme_ue": kinds and roles in order.
inline std::string text_of(const std::vector<TemporaryId>& ids) {
  std::string text;
  for (const TemporaryId& id : ids) {
    if (!text.empty()) text += ", ";
    text += to_text(id.kind());
    if (id.role() == TemporaryId::Role::given) text += " given";
    if (id.role() == TemporaryId::Role::ends) text += " ends";
  }
  return text;
}

// "ran_ue given c00002 ..": which, what is said of it, its octets.
inline std::string described(const TemporaryId& id) {
  static constexpr std::array<std::string_view, 3> kRoles{"names", "given", "ends"};
  std::string text{to_text(id.kind())};
  text += ' ';
  text += kRoles[static_cast<std::size_t>(id.role())];
  text += ' ';
  for (const unsigned octet : Tagger::octets_of(id)) {
    text += "0123456789abcdef"[octet >> 4];
    text += "0123456789abcdef"[octet & 15];
  }
  return text;
}
inline std::vector<std::string> described(const std::vector<TemporaryId>& ids) {
  std::vector<std::string> texts(ids.size());
  std::ranges::transform(ids, texts.begin(), [](const TemporaryId& id) { return described(id); });
  return texts;
}

// Everything that a message holds, wherever its bytes are.
inline auto whole_of(const SignallingMessage& m, const std::vector<TemporaryId>& ids) {
  std::vector<std::vector<std::uint8_t>> borrowed{
      Tagger::octets_of(m.imsi),
      Tagger::octets_of(m.msisdn),
      Tagger::node_of(m.session.receiver),
      {m.apn.begin(), m.apn.end()},
      {m.reset_node.bytes().begin(), m.reset_node.bytes().end()}};
  std::vector<std::uint64_t> numbers{m.tac.value, m.reset_point,
                                     Tagger::teid_of(m.session.receiver)};
  for (const SessionEndpoint& endpoint : m.session.announced_endpoints()) {
    borrowed.push_back(Tagger::node_of(endpoint));
    numbers.push_back(Tagger::teid_of(endpoint));
  }
  return std::tuple{borrowed,
                    numbers,
                    described(ids),
                    m.has_imei,
                    m.temporary_left_out,
                    m.protocol,
                    m.type,
                    m.kind,
                    m.presence,
                    m.cell,
                    m.area,
                    m.home,
                    m.cause,
                    m.damage,
                    m.machine,
                    m.service,
                    m.unauthenticated,
                    m.comes_once,
                    m.reset_port,
                    m.session.sequence,
                    m.session.ends_session,
                    m.session.sender_first,
                    m.session.sender_ends,
                    m.session.at_source,
                    m.session.has_restart_counter,
                    m.session.restart_counter};
}

}  // namespace celltally
