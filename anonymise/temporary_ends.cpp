// How names end that the messages themselves end; the rest of TemporaryCorrelator is in
// temporary_correlator.cpp.

#include <algorithm>

#include "anonymise/temporary_correlator.hpp"

namespace celltally {
namespace {

// Before every packet, though packet time may be before 1970.
constexpr std::int64_t kLongAgo = -(std::int64_t{1} << 34);

}  // namespace

// Of several devices, so that no name says anything about another, nor an identity beside them.
[[gnu::noinline]] Who TemporaryCorrelator::end_each(const TaggedMessage& tagged) noexcept {
  now_ = tagged.second;
  merged_ = 0;
  const bool known = tagged.person.known();
  ++(known ? counters_.by_identity : counters_.no_reference);
  if (tagged.message->temporary_left_out) ++counters_.temporary_ids_left_out;
  for (const NamedDevice& name : tagged.names) {
    SessionBinding* const binding = live(name);
    if (binding == nullptr || tagged.copy) continue;
    binding->set(SessionBinding::ending, true);
    binding->set_until(std::min(binding->until(), now_ + linger(name.evidence)));
  }
  return known ? by_identity(tagged, {}).who : Who{};
}

[[gnu::noinline]] void TemporaryCorrelator::reset(const SignallingMessage& message) noexcept {
  if (message.reset_node.known()) {
    const auto radio = NodeResets::slot_of(message.reset_node, message.reset_port);
    const auto core =
        NodeResets::slot_of(message.session.destination, message.session.destination_port);
    resets_.reset(radio);
    resets_.reset(NodeResets::slot_of_pair(radio, core));
  }
  if (message.reset_point != 0) resets_.reset(NodeResets::slot_of(message.reset_point));
  ++counters_.node_restarts;
}

// From now on it is nobody's that is known.
void TemporaryCorrelator::disown(const NamedDevice& name) noexcept {
  SessionBinding* const binding = live(name);
  if (binding == nullptr) return;
  ++counters_.rebound;
  *binding = SessionBinding{};
  binding->endpoint = name.tag;
  binding->set_until(kLongAgo);
}

}  // namespace celltally
