#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "decode/message_burst.hpp"
#include "decode/signalling_message.hpp"
#include "decode/temporary_id.hpp"

namespace celltally::test {

// An endpoint in a test's words. Node 0: no address; 1 to 255: IPv4 192.0.2.n; from 1000 on: IPv6
// 2001:db8::n.
struct EndpointSpec {
  int node = 0;
  std::uint32_t teid = 0;

  friend auto operator<=>(EndpointSpec, EndpointSpec) = default;
};

// A message in a test's words.
struct MessageSpec {
  std::int64_t second = 1'767'225'600;  // 2026-01-01
  std::string imsi{};                   // digits; empty: none
  int source = 0;
  EndpointSpec receiver{};  // its node is the destination, also with TEID 0
  std::vector<EndpointSpec> announced{};
  // Which of them are the sender's own end: as many as there are, from `sender_first` on.
  std::uint8_t sender_first = 0;
  std::uint8_t sender_ends = 1;
  std::optional<std::uint8_t> at_source{};  // which is the sender's TEID where it sent from
  Protocol protocol = Protocol::gtpv2;
  std::uint32_t sequence = 0;
  std::uint8_t type = 32;
  bool begins_session = false;
  bool grants_session = false;
  bool ends_session = false;
  std::optional<std::uint8_t> restart_counter{};
  MachineHint machine = MachineHint::none;
  bool unauthenticated = false;
  MessageDamage damage = MessageDamage::none;
  Place cell{};
  std::string msisdn{};
  std::vector<TemporaryId> names{};
  bool ends_several = false;
  int reset_node = 0;  // has lost all contexts; port 36412
  int reset_core = 0;  // those with this one
  EventKind kind = EventKind::session_modify;
  ServiceClass service = ServiceClass::none;
  Presence presence = Presence::none;
  bool comes_once = false;
};

// Makes messages and owns the bytes that they borrow.
class MessageMaker {
 public:
  SignallingMessage make(const MessageSpec& spec) {
    SignallingMessage message;
    message.at = Timestamp::from_seconds(spec.second);
    if (!spec.imsi.empty()) message.imsi = imsi_of(spec.imsi);
    if (!spec.imsi.empty()) message.home = Plmn{0x02f839};
    SessionReferences& session = message.session;
    session.source = address_of(spec.source);
    session.destination = address_of(spec.receiver.node);
    session.source_port = session.destination_port = 2123;
    session.sequence = spec.sequence;
    session.receiver = endpoint_of(spec.receiver);
    for (const EndpointSpec& endpoint : spec.announced) session.announce(endpoint_of(endpoint));
    session.sender_first = std::min(spec.sender_first, session.announced_count);
    const int behind = session.announced_count - session.sender_first;
    session.sender_ends = static_cast<std::uint8_t>(std::min<int>(spec.sender_ends, behind));
    session.at_source = spec.at_source.value_or(SessionReferences::kNone);
    session.begins_session = spec.begins_session;
    session.grants_session = spec.grants_session;
    session.ends_session = spec.ends_session;
    session.has_restart_counter = spec.restart_counter.has_value();
    session.restart_counter = spec.restart_counter.value_or(0);
    message.protocol = spec.protocol;
    message.type = spec.type;
    message.kind = spec.kind;
    message.service = spec.service;
    message.presence = spec.presence;
    message.comes_once = spec.comes_once;
    if (spec.reset_node != 0) message.reset_node = address_of(spec.reset_node);
    if (spec.reset_node != 0) message.reset_port = 36412;
    if (spec.reset_core != 0) {
      session.destination = address_of(spec.reset_core);
      session.destination_port = 36412;
    }
    if (!spec.msisdn.empty()) {
      message.msisdn = {SubscriberId::Kind::msisdn, SubscriberId::Coding::ascii,
                        keep({spec.msisdn.begin(), spec.msisdn.end()})};
    }
    message.machine = spec.machine;
    message.unauthenticated = spec.unauthenticated;
    message.damage = spec.damage;
    message.cell = spec.cell;
    message.ends_several = spec.ends_several;
    return message;
  }

  // Adds it, with what it names.
  void add(const MessageSpec& spec, MessageBurst& burst) {
    SignallingMessage& message = burst.add();
    const auto first = message.temporary_first;
    message = make(spec);
    message.temporary_first = first;
    for (const TemporaryId& name : spec.names) {
      spec.ends_several ? burst.add_ended(name) : burst.add_temporary(name);
    }
  }

  SubscriberId imsi_of(const std::string& digits) {
    return {SubscriberId::Kind::imsi, SubscriberId::Coding::ascii,
            keep({digits.begin(), digits.end()})};
  }

  IpAddress address_of(int node) {
    if (node == 0) return {};
    const auto low = static_cast<std::uint8_t>(node & 0xff);
    if (node < 1000) return IpAddress::of(keep({192, 0, 2, low}));
    const auto high = static_cast<std::uint8_t>(node >> 8);
    return IpAddress::of(keep({0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, high, low}));
  }

  SessionEndpoint endpoint_of(EndpointSpec endpoint) {
    return {address_of(endpoint.node), endpoint.teid};
  }

  std::span<const std::uint8_t> keep(std::vector<std::uint8_t> bytes) {
    return kept_.emplace_back(std::move(bytes));
  }

 private:
  std::deque<std::vector<std::uint8_t>> kept_;
};

}  // namespace celltally::test
