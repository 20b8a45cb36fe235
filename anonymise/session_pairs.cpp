// How two ends of a tunnel belong together; the rest of SessionCorrelator is in
// session_correlator.cpp.

#include <algorithm>

#include "anonymise/session_correlator.hpp"

namespace celltally {

bool SessionCorrelator::is_somebody_elses(const SessionBinding& receiver,
                                          const TaggedMessage& tagged) const noexcept {
  const SessionReferences& session = tagged.message->session;
  const std::uint8_t sender = session.sender();
  if (!session.grants_session || sender == SessionReferences::kNone) return false;
  if (receiver.is_given() || receiver.peer == 0) return false;
  const SessionBinding& peer = sessions_[receiver.peer];
  // What stands there may have changed hands.
  const bool pair = peer.peer == sessions_.number(receiver) && peer.person == receiver.person;
  return pair && peer.endpoint != tagged.announced[sender];
}

void SessionCorrelator::pair(SessionTag one, SessionTag other) noexcept {
  SessionBinding* const first = sessions_.find(one);
  SessionBinding* const second = sessions_.find(other);
  if (first == nullptr || second == nullptr || first == second) return;
  if (first->person != second->person) return;
  first->peer = sessions_.number(*second);
  second->peer = sessions_.number(*first);
  first->set_given(false);
  second->set_given(false);
}

// The other end may have another end by now, after a handover, or be somebody else's: nullptr.
SessionBinding* SessionCorrelator::peer_of(const SessionBinding& binding) noexcept {
  if (binding.peer == 0) return nullptr;
  SessionBinding& peer = sessions_[binding.peer];
  const bool still = peer.peer == sessions_.number(binding) && peer.person == binding.person;
  return still ? &peer : nullptr;
}

void SessionCorrelator::end(SessionTag receiver) noexcept {
  SessionBinding* const binding = sessions_.find(receiver);
  if (binding == nullptr) return;
  linger(*binding);
  if (SessionBinding* const peer = peer_of(*binding)) linger(*peer);
}

void SessionCorrelator::linger(SessionBinding& binding) const noexcept {
  binding.set_until(std::min(binding.until(), now_ + linger_s_));
  binding.set(SessionBinding::ending, true);
}

}  // namespace celltally
