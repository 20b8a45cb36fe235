#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "anonymise/anonymiser.hpp"
#include "tests/anonymise/message_spec.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally::test {

// The rules of correlation, retransmissions and node restarts once more: slow, obvious, unbounded,
// and over identifiers themselves.
class CorrelationOracle {
 public:
  struct Answer {
    std::string imsi;
    KnownBy known_by = KnownBy::nothing;
    MachineHint machine = MachineHint::none;
    bool unauthenticated = false;
    bool copy = false;
  };

  explicit CorrelationOracle(const Anonymiser::Limits& limits) : limits_(limits) {}

  const Anonymiser::Counters& counters() const { return counters_; }

  Answer see(const MessageSpec& m) {
    now_ = m.second;
    const bool copy = is_copy(m);
    if (copy) ++counters_.retransmissions;
    if (m.restart_counter && !copy && m.source != 0) hear(m);
    Answer answer = m.imsi.empty() ? by_session(m, copy) : by_identity(m, copy);
    answer.copy = copy;
    answer.machine = std::max(answer.machine, m.machine);
    answer.unauthenticated = answer.unauthenticated || m.unauthenticated;
    return answer;
  }

 private:
  struct Binding {
    std::string imsi;
    MachineHint machine = MachineHint::none;
    bool unauthenticated = false;
    bool ending = false;
    bool unanswered = false;  // given by its node, and not yet one of a pair since
    std::int64_t last_second = 0;
    int life = 0;
    std::optional<EndpointSpec> peer;
  };
  struct Counter {
    std::optional<std::uint8_t> counter;
    std::int64_t heard = 0;
  };
  struct Node {
    std::map<Protocol, Counter> counters;
    int restarts = 0;
  };
  struct Early {
    std::int64_t second = 0;
    std::vector<std::pair<EndpointSpec, int>> endpoints;  // with the node's life
    std::optional<EndpointSpec> at_sender;
    std::optional<std::uint8_t> assumed;
  };
  enum class Why { used, given, assumed };

  bool is_copy(const MessageSpec& m) {
    const auto key = std::tuple(m.source, m.receiver, m.sequence, m.protocol, m.type, m.imsi);
    const auto found = first_seen_.find(key);
    if (found != first_seen_.end() &&
        std::llabs(found->second - now_) <= limits_.retransmission_window_s) {
      return true;
    }
    first_seen_[key] = now_;
    return false;
  }

  void hear(const MessageSpec& m) {
    Node& node = nodes_[m.source];
    Counter& known = node.counters[m.protocol];
    if (!known.counter) {
      known = {m.restart_counter, now_};
      return;
    }
    const int ahead = (256 + *m.restart_counter - *known.counter) % 256;
    if (ahead == 0) {
      known.heard = std::max(known.heard, now_);
    } else if (ahead < 128 || now_ - known.heard > 60) {
      known = {m.restart_counter, now_};
      ++node.restarts;
      ++counters_.node_restarts;
    }
  }

  int life(int node) { return node == 0 ? 0 : nodes_[node].restarts; }
  bool good(const EndpointSpec& endpoint) {
    const auto found = bindings_.find(endpoint);
    return found != bindings_.end() && found->second.last_second >= now_ &&
           found->second.life == life(endpoint.node);
  }

  Answer by_identity(const MessageSpec& m, bool copy) {
    ++counters_.by_identity;
    Answer who{m.imsi, KnownBy::identity, m.machine, m.unauthenticated, false};
    if (copy) return who;
    if (m.receiver.teid != 0) give(m.receiver, who, Why::used, true);
    give_announced(m, who);
    if (m.ends_session && m.receiver.teid != 0) end(m.receiver);
    return who;
  }

  Answer by_session(const MessageSpec& m, bool copy) {
    if (m.receiver.teid == 0) {
      ++counters_.no_reference;
      disown(m, copy);
      return {};
    }
    if (!copy && !m.announced.empty()) remember(m);
    if (!copy && good(m.receiver) && answers_somebody_else(m)) take_away(m.receiver);
    if (!good(m.receiver)) {
      ++(bindings_.count(m.receiver) == 0 ? counters_.session_miss : counters_.session_expired);
      disown(m, copy);
      return {};
    }
    ++counters_.session_hit;
    Binding& binding = bindings_[m.receiver];
    Answer who{binding.imsi, KnownBy::session, std::max(binding.machine, m.machine),
               binding.unauthenticated, false};
    if (copy) return who;
    give(m.receiver, who, Why::used, true);
    give_announced(m, who);
    if (m.ends_session) end(m.receiver);
    return who;
  }

  // True when the endpoint was not theirs before.
  bool give(const EndpointSpec& endpoint, Answer& who, Why why, bool look_for_early) {
    const bool was_good = good(endpoint);
    const bool by_node = why != Why::used;
    if (was_good && why == Why::assumed && bindings_[endpoint].imsi != who.imsi) {
      take_away(endpoint);
      return false;
    }
    Binding& binding = bindings_[endpoint];
    const std::int64_t last_second = now_ + limits_.session_age_s_max;
    if (was_good && binding.imsi == who.imsi) {
      who.machine = binding.machine = std::max(who.machine, binding.machine);
      who.unauthenticated = binding.unauthenticated =
          who.unauthenticated || binding.unauthenticated;
      if (!binding.ending) binding.last_second = std::max(binding.last_second, last_second);
      if (binding.ending && by_node) binding.last_second = last_second;
      if (by_node) binding.ending = false;
      if (by_node) binding.unanswered = true;
      return false;
    }
    if (was_good) ++counters_.rebound;
    ++counters_.bound;
    binding = {who.imsi, who.machine, who.unauthenticated, false,
               by_node,  last_second, life(endpoint.node), {}};
    if (look_for_early) give_early(endpoint, who);
    return true;
  }

  void give_announced(const MessageSpec& m, Answer& who) {
    for (std::size_t i = 0; i < m.announced.size(); ++i) {
      give(m.announced[i], who, m.at_source == i ? Why::assumed : Why::given, true);
    }
    if (const auto other = at_sender(m); other && m.receiver.teid != 0) pair(m.receiver, *other);
  }

  void give_early(const EndpointSpec& receiver, Answer& who) {
    const auto found = early_.find(receiver);
    if (found == early_.end()) return;
    const Early early = found->second;
    early_.erase(found);
    if (std::llabs(early.second - now_) > 2) return;
    for (std::size_t i = 0; i < early.endpoints.size(); ++i) {
      const auto& [endpoint, life_then] = early.endpoints[i];
      const Why why = early.assumed == i ? Why::assumed : Why::given;
      if (life_then == life(endpoint.node) && give(endpoint, who, why, false)) {
        ++counters_.joined_late;
      }
    }
    if (early.at_sender) pair(receiver, *early.at_sender);
  }

  void disown(const MessageSpec& m, bool copy) {
    if (copy || !m.begins_session) return;
    for (const EndpointSpec& own : senders_own(m)) take_away(own);
    if (m.at_source) take_away(m.announced[*m.at_source]);
  }
  void take_away(const EndpointSpec& endpoint) {
    if (!good(endpoint)) return;
    ++counters_.rebound;
    bindings_[endpoint] = Binding{.imsi = {}, .last_second = INT64_MIN, .peer = {}};
  }

  // Nobody asked for it as far as is known, and it makes another pair than there is.
  bool answers_somebody_else(const MessageSpec& m) {
    const auto other = at_sender(m);
    const Binding& receiver = bindings_[m.receiver];
    if (!m.grants_session || !other || receiver.unanswered || !receiver.peer) return false;
    const Binding& peer = bindings_[*receiver.peer];
    return peer.peer == m.receiver && peer.imsi == receiver.imsi && *receiver.peer != *other;
  }

  void remember(const MessageSpec& m) {
    Early early{now_, {}, at_sender(m), m.at_source};
    for (const auto& endpoint : m.announced) {
      early.endpoints.emplace_back(endpoint, life(endpoint.node));
    }
    early_[m.receiver] = early;
  }

  static std::vector<EndpointSpec> senders_own(const MessageSpec& m) {
    std::vector<EndpointSpec> own;
    for (std::size_t i = 0; i < m.announced.size(); ++i) {
      if (i >= m.sender_first && own.size() < m.sender_ends) own.push_back(m.announced[i]);
    }
    return own;
  }
  // Of two the second is of IPv6.
  static std::optional<EndpointSpec> at_sender(const MessageSpec& m) {
    const auto own = senders_own(m);
    if (own.empty()) return {};
    return own.size() == 2 && m.source >= 1000 ? own[1] : own[0];
  }

  void pair(const EndpointSpec& one, const EndpointSpec& other) {
    if (one == other || bindings_.count(one) == 0 || bindings_.count(other) == 0) return;
    if (bindings_[one].imsi != bindings_[other].imsi) return;
    bindings_[one].peer = other;
    bindings_[other].peer = one;
    bindings_[one].unanswered = bindings_[other].unanswered = false;
  }

  void end(const EndpointSpec& receiver) {
    Binding& binding = bindings_[receiver];
    linger(binding);
    if (!binding.peer || bindings_.count(*binding.peer) == 0) return;
    Binding& peer = bindings_[*binding.peer];
    if (peer.peer == receiver && peer.imsi == binding.imsi) linger(peer);
  }
  void linger(Binding& binding) {
    binding.ending = true;
    binding.last_second = std::min(binding.last_second, now_ + limits_.session_linger_s);
  }

  Anonymiser::Limits limits_;
  Anonymiser::Counters counters_;
  std::int64_t now_ = 0;
  std::map<EndpointSpec, Binding> bindings_;
  std::map<int, Node> nodes_;
  std::map<EndpointSpec, Early> early_;
  std::map<std::tuple<int, EndpointSpec, std::uint32_t, Protocol, std::uint8_t, std::string>,
           std::int64_t>
      first_seen_;
};

}  // namespace celltally::test
